namespace EdgeStock.Domain;

/// <summary>A shift that comes back each week.</summary>
/// <param name="Days">Local days on which it begins.</param>
/// <param name="From">Local time at which it begins.</param>
/// <param name="Until">Local time at which it ends, not counted; not later than <paramref name="From"/>: on the day after.</param>
/// <param name="Recipient">Who is on call.</param>
public sealed record OnCallShift(IReadOnlyList<DayOfWeek> Days, TimeOnly From, TimeOnly Until, string Recipient)
{
    /// <summary>Whether the shift that begins on a day lasts at an instant. Instants are compared, not clock faces: the hour that comes twice belongs to one shift only.</summary>
    internal static bool Lasts(SiteCalendar calendar, DateOnly day, TimeOnly from, TimeOnly until, DateTimeOffset at) =>
        at >= calendar.InstantOf(day, from) && at < calendar.InstantOf(until <= from ? day.AddDays(1) : day, until);

    /// <summary>Whether it lasts at an instant.</summary>
    internal bool Lasts(SiteCalendar calendar, DateTimeOffset at)
    {
        var today = calendar.DayOf(at);
        return Begins(today) || Begins(today.AddDays(-1));

        bool Begins(DateOnly day) => Days.Contains(day.DayOfWeek) && Lasts(calendar, day, From, Until, at);
    }
}
