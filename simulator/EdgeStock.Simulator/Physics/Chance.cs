namespace EdgeStock.Simulator.Physics;

/// <summary>
/// A source of chance for one purpose ("noise of scale-03"), addressed by index: the same seed, name and index give the same draws
/// in whatever order and however often they are asked for. That is what makes the truth independent of how devices are read.
/// </summary>
/// <param name="Key">What tells this stream from every other one.</param>
internal readonly record struct ChanceStream(ulong Key)
{
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;

    /// <summary>The stream of a purpose under a seed.</summary>
    public static ChanceStream From(long seed, ReadOnlySpan<char> purpose)
    {
        var hash = FnvOffset;
        unchecked
        {
            foreach (var letter in purpose)
            {
                hash = (hash ^ letter) * FnvPrime;
            }

            return new ChanceStream(Chance.Mix(hash ^ Chance.Mix((ulong)seed)));
        }
    }

    /// <summary>The draws of one index.</summary>
    public Chance At(long index) => new(unchecked(Key ^ Chance.Mix((ulong)index + Chance.Step)));
}

/// <summary>A short run of draws (SplitMix64).</summary>
internal struct Chance(ulong state)
{
    internal const ulong Step = 0x9E3779B97F4A7C15;

    private ulong state = state;

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [low, high).</summary>
    public double Between(double low, double high) => low + ((high - low) * Uniform());

    /// <summary>Uniform in [low, high), whole milliseconds.</summary>
    public long Milliseconds(long low, long high) => (long)Between(low, high);

    /// <summary>True with the given probability.</summary>
    public bool Happens(double probability) => Uniform() < probability;

    /// <summary>Normal with mean 0 and standard deviation 1.</summary>
    public double Gaussian() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    /// <summary>Exponential with the given mean.</summary>
    public double Exponential(double mean) => -mean * Math.Log(1 - Uniform());

    /// <summary>A whole number in [0, count).</summary>
    public int Below(int count) => (int)(Uniform() * count);

    internal static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    private ulong Next() => Mix(state = unchecked(state + Step));
}
