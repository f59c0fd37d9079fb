using EdgeStock.Simulator.Physics;

namespace EdgeStock.Simulator.History;

/// <summary>The local days of a span of time, and instants in them as milliseconds since its beginning.</summary>
internal sealed class LocalDays(DateTimeOffset t0, TimeSpan span)
{
    public DateTimeOffset T0 => t0;

    public long EndMs { get; } = (long)span.TotalMilliseconds;

    /// <summary>The day in which t0 lies.</summary>
    public DateOnly First { get; } = DayOf(t0);

    /// <summary>Every day of the span, the first and the last perhaps in part.</summary>
    public IEnumerable<DateOnly> All()
    {
        for (var day = First; Start(day) < EndMs; day = day.AddDays(1))
        {
            yield return day;
        }
    }

    public DateTimeOffset Instant(long ms) => t0.AddMilliseconds(ms);

    /// <summary>The local day of an instant.</summary>
    public DateOnly Day(long ms) => DayOf(Instant(ms));

    /// <summary>Local midnight at which a day begins; negative before t0.</summary>
    public long Start(DateOnly day)
    {
        var utc = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var summer = utc.AddHours(-2);
        return (long)((SwedishDay.Local(summer).TimeOfDay == TimeSpan.Zero ? summer : utc.AddHours(-1)) - t0).TotalMilliseconds;
    }

    /// <summary>A time of day, in hours after local midnight.</summary>
    public long At(DateOnly day, double hours) => Start(day) + (long)(hours * 3_600_000);

    private static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(SwedishDay.Local(at).DateTime);
}
