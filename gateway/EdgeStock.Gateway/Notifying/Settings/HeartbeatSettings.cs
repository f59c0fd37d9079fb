namespace EdgeStock.Gateway.Notifying;

/// <summary>Somebody outside who notices when this gateway goes silent.</summary>
/// <param name="Url">Often a secret itself: whoever knows it can speak for this gateway.</param>
/// <param name="Timeout">An answer must come in this time.</param>
internal sealed record HeartbeatSettings(Uri Url, TimeSpan Every, ServerTrust Trust, TimeSpan Timeout);
