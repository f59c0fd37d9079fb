namespace EdgeStock.Domain;

/// <summary>
/// Temperatures that a place can have had while nobody measured. A gap in a record is not interpolated: its time counts at the low end of this
/// range for the lower bound of a mean, and at the high end for the upper.
/// </summary>
public readonly record struct CredibleRange
{
    /// <summary>A range.</summary>
    /// <param name="celsiusLow">In °C.</param>
    /// <param name="celsiusHigh">In °C, not below.</param>
    /// <exception cref="ArgumentException">The ends are no numbers, or the wrong way round.</exception>
    public CredibleRange(double celsiusLow, double celsiusHigh)
    {
        if (!(double.IsFinite(celsiusLow) && double.IsFinite(celsiusHigh) && celsiusLow <= celsiusHigh))
        {
            throw new ArgumentException($"a credible range goes from a lower to a higher temperature, not from {celsiusLow} to {celsiusHigh}", nameof(celsiusLow));
        }

        (Low, High) = (celsiusLow, celsiusHigh);
    }

    /// <summary>Coldest, in °C.</summary>
    public double Low { get; }

    /// <summary>Warmest, in °C.</summary>
    public double High { get; }

    /// <summary>Also what was seen there: a record that holds 43 °C makes 43 °C credible in its gaps.</summary>
    public CredibleRange With(double celsius) => new(Math.Min(Low, celsius), Math.Max(High, celsius));
}
