namespace EdgeStock.Mqtt;

/// <summary>MQTT 5 reason codes in words [MQTT 5, table 2-6], for logs and status pages.</summary>
internal static class ReasonCode
{
    public const byte PacketTooLarge = 0x95;
    public const byte RetainNotSupported = 0x9A;
    public const byte QosNotSupported = 0x9B;

    /// <summary>The code's meaning followed by the code, such as <c>not authorised (0x87)</c>.</summary>
    public static string Describe(int code) => $"{Words(code)} (0x{code:X2})";

    /// <summary>What the operator can do about a refused connection; empty when the code says nothing of it.</summary>
    public static string NextStep(int code) => code switch
    {
        0x84 => "the broker must speak MQTT 5",
        0x85 => "choose another client id",
        0x86 => "check the user name and the password",
        0x87 => "check the broker's access list for this client or certificate",
        0x8A => "ask the broker's operator to lift the ban",
        0x88 or 0x89 or 0x97 or 0x9F => "wait, or give the broker more room",
        _ => "",
    };

    private static string Words(int code) => code switch
    {
        0x00 => "success",
        0x04 => "disconnect with will",
        0x10 => "no matching subscribers",
        0x80 => "unspecified error",
        0x81 => "malformed packet",
        0x82 => "protocol error",
        0x83 => "implementation specific error",
        0x84 => "unsupported protocol version",
        0x85 => "client id not valid",
        0x86 => "bad user name or password",
        0x87 => "not authorised",
        0x88 => "server unavailable",
        0x89 => "server busy",
        0x8A => "banned",
        0x8B => "server shutting down",
        0x8C => "bad authentication method",
        0x8D => "keep alive timeout",
        0x8E => "session taken over by another client of the same id",
        0x8F => "topic filter invalid",
        0x90 => "topic name invalid",
        0x91 => "packet id in use",
        0x93 => "receive maximum exceeded",
        0x94 => "topic alias invalid",
        PacketTooLarge => "packet too large",
        0x96 => "message rate too high",
        0x97 => "quota exceeded",
        0x98 => "administrative action",
        0x99 => "payload format invalid",
        RetainNotSupported => "retain not supported",
        QosNotSupported => "QoS not supported",
        0x9C => "use another server",
        0x9D => "server moved",
        0x9E => "shared subscriptions not supported",
        0x9F => "connection rate exceeded",
        0xA0 => "maximum connect time",
        0xA1 => "subscription identifiers not supported",
        0xA2 => "wildcard subscriptions not supported",
        _ => "unknown reason",
    };
}
