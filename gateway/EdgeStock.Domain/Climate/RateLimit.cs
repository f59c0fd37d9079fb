namespace EdgeStock.Domain;

/// <summary>A value should not change by more than <paramref name="Most"/> within <paramref name="Within"/>, up or down: a door left open, a compressor that died.</summary>
/// <param name="Most">In °C or %, more than 0.</param>
public sealed record RateLimit(double Most, TimeSpan Within);
