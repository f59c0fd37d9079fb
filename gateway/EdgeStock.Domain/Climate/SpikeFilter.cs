namespace EdgeStock.Domain;

/// <summary>
/// Holds off single spikes: a value is out of line when it is more than three scaled median absolute deviations from the median of the accepted
/// values before it (Hampel's identifier, k = 3). Three in a row are no spikes but a change. Streaming, with a fixed memory of nine numbers.
/// </summary>
public sealed class SpikeFilter
{
    /// <summary>Accepted values that a new one is compared with.</summary>
    public const int Window = 7;

    /// <summary>Finer than any sensor, and coarser than what binary fractions make of tenths.</summary>
    private const double Rounding = 1e-6;

    private const int Fewest = 3;
    private const int Run = 3;
    private const double K = 3;

    /// <summary>The median absolute deviation of a normal distribution times this is its standard deviation.</summary>
    private const double Normal = 1.4826;

    private readonly double leastScale;
    private readonly double[] recent = new double[Window];
    private readonly double[] suspects = new double[Run - 1];
    private int kept;
    private int held;

    /// <summary>A filter for a kind of sensor.</summary>
    /// <param name="leastScale">Never judge by less: the sensor's noise or step, whichever is more. A calm room's values may all be equal.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not above 0.</exception>
    public SpikeFilter(double leastScale, SpikeMemory memory)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(leastScale);
        this.leastScale = leastScale;
        foreach (var value in memory.Recent)
        {
            Accept(value);
        }

        for (held = 0; held < Math.Min(memory.Suspects.Count, Run - 1); held++)
        {
            suspects[held] = memory.Suspects[held];
        }
    }

    /// <summary>The last accepted value; null before the first.</summary>
    public double? Last => kept == 0 ? null : recent[kept - 1];

    /// <summary>What must be remembered over a restart.</summary>
    public SpikeMemory Save() => new(recent[..kept], suspects[..held]);

    /// <summary>Forgets all: after a gap the values before say nothing of the next.</summary>
    public void Forget() => (kept, held) = (0, 0);

    /// <summary>Whether so many accepted values in a row, the last among them, are as asked.</summary>
    public bool LastAre(int count, Func<double, bool> asked) => kept >= count && recent[(kept - count)..kept].All(asked);

    /// <summary>Takes a value.</summary>
    /// <param name="raw">As measured.</param>
    /// <param name="input">What an alarm goes by: the value, or the last accepted one while it is held.</param>
    public SpikeVerdict Observe(double raw, out double input)
    {
        input = raw;
        if (kept < Fewest || !IsOut(raw))
        {
            held = 0;
            Accept(raw);
            return SpikeVerdict.Clean;
        }

        if (held < Run - 1)
        {
            suspects[held++] = raw;
            input = recent[kept - 1];
            return SpikeVerdict.Held;
        }

        // The new level is judged by itself from here on.
        kept = 0;
        for (var i = 0; i < Run - 1; i++)
        {
            Accept(suspects[i]);
        }

        Accept(raw);
        held = 0;
        return SpikeVerdict.Confirmed;
    }

    private bool IsOut(double value)
    {
        Span<double> sorted = stackalloc double[Window];
        sorted = sorted[..kept];
        recent.AsSpan(0, kept).CopyTo(sorted);
        var median = Median(sorted);
        for (var i = 0; i < sorted.Length; i++)
        {
            sorted[i] = Math.Abs(sorted[i] - median);
        }

        // Half a degree is half a degree, whether it lies between 25.3 and 24.8 or between 8.3 and 7.8.
        return Math.Abs(value - median) > (K * Math.Max(Normal * Median(sorted), leastScale)) + Rounding;
    }

    private static double Median(Span<double> values)
    {
        values.Sort();
        var half = values.Length / 2;
        return values.Length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }

    private void Accept(double value)
    {
        if (kept == Window)
        {
            recent.AsSpan(1).CopyTo(recent);
            kept--;
        }

        recent[kept++] = value;
    }
}
