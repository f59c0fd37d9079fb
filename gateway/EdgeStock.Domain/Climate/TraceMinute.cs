namespace EdgeStock.Domain;

/// <summary>A minute of a trace: what was measured, and what it had to keep within.</summary>
/// <param name="Quality">0 good, 1 uncertain, 2 bad.</param>
public readonly record struct TraceMinute(MilliSpan? Temperature, MilliSpan? Humidity, long Quality, ClimateLimits? Limits)
{
    /// <summary>One of its quantities; null where it was not measured.</summary>
    public MilliSpan? Of(Quantity quantity) => quantity == Quantity.Temperature ? Temperature : Humidity;
}
