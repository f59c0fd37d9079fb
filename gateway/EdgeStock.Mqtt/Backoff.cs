namespace EdgeStock.Mqtt;

/// <summary>
/// Waits between attempts: evenly drawn from nothing to a ceiling that doubles, 1 s to 60 s ("full jitter"), so that
/// a hundred gateways do not come back to a restarted broker in the same second.
/// </summary>
/// <param name="seed">Seed of the draw, different for each gateway.</param>
internal sealed class Backoff(int seed)
{
    public static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Last = TimeSpan.FromSeconds(60);

    private readonly Random random = new(seed);
    private TimeSpan ceiling = First;

    /// <summary>The next wait.</summary>
    public TimeSpan Next()
    {
        var wait = ceiling * random.NextDouble();
        ceiling = ceiling * 2 < Last ? ceiling * 2 : Last;
        return wait;
    }

    /// <summary>Begins again at the first ceiling.</summary>
    public void Reset() => ceiling = First;
}
