namespace EdgeStock.Domain;

/// <summary>Mean, lowest and highest of the good values in a stretch of time, and how many there were.</summary>
public sealed record Span(double Mean, double Min, double Max, int Samples)
{
    /// <summary>Of no values yet; null stands for it outside.</summary>
    internal static Span? With(Span? span, double value) => span is null
        ? new(value, value, value, 1)
        : new(span.Mean + ((value - span.Mean) / (span.Samples + 1)), Math.Min(span.Min, value), Math.Max(span.Max, value), span.Samples + 1);

    /// <summary>Both stretches together.</summary>
    internal static Span? Join(Span? a, Span? b) => (a, b) switch
    {
        (null, _) => b,
        (_, null) => a,
        _ => new(((a.Mean * a.Samples) + (b.Mean * b.Samples)) / (a.Samples + b.Samples), Math.Min(a.Min, b.Min), Math.Max(a.Max, b.Max), a.Samples + b.Samples),
    };
}

/// <summary>One minute at a climate point.</summary>
/// <param name="Minute">Start of the minute, UTC.</param>
/// <param name="Quality">The worst in it; bad when no good value came.</param>
public sealed record ClimateMinute(string Point, DateTimeOffset Minute, Span? Temperature, Span? Humidity, Quality Quality);
