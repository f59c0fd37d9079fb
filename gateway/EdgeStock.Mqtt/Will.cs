namespace EdgeStock.Mqtt;

/// <summary>What the broker publishes for this client when the link ends without a DISCONNECT.</summary>
/// <param name="Message">The last will.</param>
/// <param name="DelaySeconds">How long the broker waits for the client to come back before it does so. It never waits beyond the session's expiry.</param>
public sealed record Will(MqttMessage Message, uint DelaySeconds);
