namespace EdgeStock.Domain;

/// <summary>The site's local calendar: in which day an instant falls, and when a day begins there.</summary>
/// <param name="Zone">Its time zone.</param>
public sealed record SiteCalendar(TimeZoneInfo Zone)
{
    /// <summary>Where nothing is said.</summary>
    public static SiteCalendar Utc { get; } = new(TimeZoneInfo.Utc);

    /// <summary>The local day of an instant.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>The instant at which a local day begins. Where the clocks are put forward at midnight, that is the first instant there is.</summary>
    public DateTimeOffset StartOf(DateOnly day) => InstantOf(day, TimeOnly.MinValue);

    /// <summary>The instant at which a local clock shows a time. Of a time that the clocks jump over, the first instant after it; of one that comes twice, the first.</summary>
    public DateTimeOffset InstantOf(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        while (Zone.IsInvalidTime(local))
        {
            local = new DateTime(local.Ticks - (local.Ticks % TimeSpan.TicksPerMinute), local.Kind).AddMinutes(1);
        }

        // Of an hour that comes twice, the first one.
        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
