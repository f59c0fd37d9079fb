namespace EdgeStock.Domain;

/// <summary>The last full hours at a climate point, as their seals tell them: what limits over running windows are judged by.</summary>
/// <param name="Start">Its first hour.</param>
/// <param name="End">The end of its last.</param>
/// <param name="Begin">The first hour that was ever sealed here, as far as it lies within; before it nobody watched.</param>
/// <param name="Hours">Oldest first; null where nothing was measured.</param>
/// <param name="Sums">Their heat, oldest first; where nothing was measured there is a gap.</param>
public sealed record HeatWindow(DateTimeOffset Start, DateTimeOffset End, DateTimeOffset Begin, IReadOnlyList<ClimateHour?> Hours, KineticSum[] Sums)
{
    private static readonly TimeSpan LeastPatience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>
    /// The window that ends with the last hour that is sealed. An hour without a seal is waited for while the sensor is believed, because a host
    /// that could not reach the gateway brings what it kept; of one that is silent or faulty no seal is to come.
    /// </summary>
    /// <param name="point">A climate point.</param>
    /// <param name="length">Whole hours.</param>
    /// <returns>Null where no hour was ever sealed.</returns>
    public static HeatWindow? Of(Projection projection, ClimatePoint point, TimeSpan length, DateTimeOffset now)
    {
        var known = projection.Hours.Values.Where(d => d.Point == point.Id).SelectMany(d => d.Hours.Select(h => (At: d.At(h.Hour), Hour: h))).ToDictionary(h => h.At, h => h.Hour);
        var full = Floor(now);
        if (known.Keys.Where(at => at + Hour <= full).ToList() is not { Count: > 0 } passed)
        {
            return null;
        }

        var isBelieved = projection.Climate.GetValueOrDefault(StoreroomMemory.Key(point.Id, Quantity.Temperature))?.Fault is null or SensorFault.Ok;
        var (newest, waited) = (passed.Max() + Hour, Floor(now - Patience(point)));
        var end = isBelieved || newest > waited ? newest : waited;
        var start = end - length;
        var hours = Enumerable.Range(0, (int)length.TotalHours).Select(i => known.GetValueOrDefault(start + (i * Hour))).ToList();
        var first = passed.Min();
        return new(start, end, first < start ? start : first, hours, [.. hours.Select(h => h?.Sum() ?? KineticSum.Gap(60))]);
    }

    /// <summary>When another hour may end it, though no seal comes.</summary>
    public static DateTimeOffset NextAfter(ClimatePoint point, DateTimeOffset now)
    {
        var (full, waited) = (Floor(now) + Hour, Floor(now - Patience(point)) + Hour + Patience(point));
        return full < waited ? full : waited;
    }

    /// <summary>Minutes with a temperature since <see cref="Begin"/>.</summary>
    public int Measured() => Hours.Sum(h => h is null ? 0 : Math.Min(60, h.Minutes));

    /// <summary>Minutes without one since then.</summary>
    public int Unknown() => (int)(End - Begin).TotalMinutes - Measured();

    /// <summary>Minutes above a limit, at least and at most; those that nobody measured are in neither.</summary>
    public (int Least, int Most) MinutesOver(double limit)
    {
        var all = Hours.OfType<ClimateHour>().Select(h => h.MinutesOver(limit)).ToList();
        return (all.Sum(a => a.Least), all.Sum(a => a.Most));
    }

    /// <summary>The mean kinetic temperature of the whole window; what was before <see cref="Begin"/> counts as a gap.</summary>
    public KineticMean Kinetic(CredibleRange credible) => Mean(Sums, credible);

    /// <summary>The same since somebody watches.</summary>
    public KineticMean KineticSinceBegin(CredibleRange credible) => Mean(Sums.AsSpan((int)(Begin - Start).TotalHours), credible);

    /// <summary>A range that also holds every temperature in the window.</summary>
    public CredibleRange Seen(CredibleRange range) => Hours.OfType<ClimateHour>().Aggregate(range, (r, h) => r.With(h.Min / 1000.0).With(h.Max / 1000.0));

    private static KineticMean Mean(ReadOnlySpan<KineticSum> hours, CredibleRange credible)
    {
        var sum = default(KineticSum);
        foreach (var hour in hours)
        {
            sum = sum.With(hour);
        }

        return sum.Mean(credible);
    }

    /// <summary>A minute ends with the value after it, and the hour with its last minute; where values stay away, it takes some intervals more.</summary>
    private static TimeSpan Patience(ClimatePoint point) => point.Channels.Select(c => 4 * c.Interval).Append(LeastPatience).Max();

    private static DateTimeOffset Floor(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % Hour.Ticks), TimeSpan.Zero);
}
