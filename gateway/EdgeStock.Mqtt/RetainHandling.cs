namespace EdgeStock.Mqtt;

/// <summary>Whether a subscription first delivers what is retained [MQTT-3.8.3-6].</summary>
public enum RetainHandling
{
    /// <summary>At each subscribe.</summary>
    Send = 0,

    /// <summary>Only when the subscription is new.</summary>
    SendIfNew = 1,

    /// <summary>Never; for commands, which must not be carried out a second time.</summary>
    DoNotSend = 2,
}
