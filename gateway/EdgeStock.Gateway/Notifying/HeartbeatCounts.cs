namespace EdgeStock.Gateway.Notifying;

/// <summary>What became of the outward heartbeats since the start.</summary>
/// <param name="Withheld">Not sent, because the gateway was not well.</param>
/// <param name="Fault">What is wrong with the last one; null when it arrived.</param>
internal sealed record HeartbeatCounts(long Sent, long Failed, long Withheld, string? Fault);
