namespace EdgeStock.Mqtt;

/// <summary>The broker cannot be used now. The message is a sentence for an operator.</summary>
public abstract class BrokerException(string message, Exception? inner = null) : IOException(message, inner);

/// <summary>The broker could not be reached or did not answer: no route, nothing listens, TLS failed, silence.</summary>
public sealed class BrokerUnreachableException(string message, Exception? inner = null) : BrokerException(message, inner);

/// <summary>The broker answered and refused the connection or a subscription.</summary>
public sealed class BrokerRefusedException(byte reason, string message) : BrokerException(message)
{
    /// <summary>MQTT 5 reason code, 0x80 or above.</summary>
    public byte Reason { get; } = reason;
}

/// <summary>The link ended before the broker answered. The message may or may not have arrived: send it again on the next link.</summary>
public sealed class BrokerLostException(string reason) : BrokerException($"the link to the broker ended: {reason}");

/// <summary>The MQTT library of the operating system is missing or of another generation. The message names it and how to install it.</summary>
public sealed class BrokerLibraryException(string message, Exception? inner = null) : BrokerException(message, inner);
