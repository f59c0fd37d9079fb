namespace EdgeStock.Domain;

/// <summary>When the monthly drill of notification begins.</summary>
/// <param name="Day">Day of the month, 1 to 28.</param>
/// <param name="At">Local time.</param>
public sealed record DrillDay(int Day, TimeOnly At)
{
    /// <summary>The drill that became due after one tick and not after the next; null for none. A gateway that was away over it makes up for the last one.</summary>
    /// <param name="before">The tick before; null at the very first, which owes nothing.</param>
    internal DateTimeOffset? Between(SiteCalendar calendar, DateTimeOffset? before, DateTimeOffset now)
    {
        var today = calendar.DayOf(now);
        var due = calendar.InstantOf(new(today.Year, today.Month, Day), At);
        due = due <= now ? due : calendar.InstantOf(new DateOnly(today.Year, today.Month, Day).AddMonths(-1), At);
        return before < due ? due : null;
    }
}
