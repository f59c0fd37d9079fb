namespace EdgeStock.Gateway.Notifying;

/// <summary>The hospital's own gateway to SMS, pagers or telephones.</summary>
/// <param name="Url">Where messages go whose recipient has no address of its own; null where each has one.</param>
/// <param name="Key">Signs each message; the receiver has the same.</param>
/// <param name="Timeout">The receiver must have answered in this time.</param>
internal sealed record WebhookSettings(Uri? Url, WebhookKey Key, ServerTrust Trust, TimeSpan Timeout);
