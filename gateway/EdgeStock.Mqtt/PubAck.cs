namespace EdgeStock.Mqtt;

/// <summary>
/// The broker's answer to a message. It means that the broker has it in memory, not that a subscriber has it or that it is on disk:
/// mosquitto acknowledges before it saves. For QoS 0 it means that the message was handed to the network.
/// </summary>
/// <param name="Reason">MQTT 5 reason code.</param>
public readonly record struct PubAck(byte Reason)
{
    /// <summary>The broker took the message; otherwise it will never take this one.</summary>
    public bool IsAccepted => Reason < 0x80;

    /// <summary>The broker took the message and threw it away: nobody subscribes to the topic.</summary>
    public bool HadNoSubscriber => Reason == 0x10;

    /// <summary>The reason in words, with its code.</summary>
    public override string ToString() => ReasonCode.Describe(Reason);
}
