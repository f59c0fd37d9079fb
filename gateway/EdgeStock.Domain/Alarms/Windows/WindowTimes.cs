namespace EdgeStock.Domain;

/// <summary>When a window of maintenance is. Times of the day are local ones of the site.</summary>
public abstract record WindowTimes
{
    /// <summary>How long one is at most, by the clock on the wall.</summary>
    public abstract TimeSpan Longest();

    /// <summary>Those that overlap a stretch of time, earliest first.</summary>
    public abstract IEnumerable<(DateTimeOffset From, DateTimeOffset Until)> Between(SiteCalendar calendar, DateTimeOffset from, DateTimeOffset until);

    /// <summary>What begins on one of a row of days and lasts a day at most.</summary>
    private protected static IEnumerable<(DateTimeOffset From, DateTimeOffset Until)> OnDays(
        SiteCalendar calendar, DateTimeOffset from, DateTimeOffset until, Func<DateOnly, (DateTimeOffset From, DateTimeOffset Until)?> on)
    {
        var last = calendar.DayOf(until);
        for (var day = calendar.DayOf(from).AddDays(-1); day <= last; day = day.AddDays(1))
        {
            // Where the clocks are put forward over the whole of it there is none.
            if (on(day) is { } window && window.From < window.Until && window.Until > from && window.From < until)
            {
                yield return window;
            }
        }
    }
}

/// <summary>On some days of the week.</summary>
/// <param name="To">Not after <paramref name="From"/>: on the next day.</param>
public sealed record WeeklyWindow(IReadOnlyList<DayOfWeek> Days, TimeOnly From, TimeOnly To) : WindowTimes
{
    /// <inheritdoc/>
    public override TimeSpan Longest() => To > From ? To - From : TimeSpan.FromDays(1) - (From - To);

    /// <inheritdoc/>
    public override IEnumerable<(DateTimeOffset From, DateTimeOffset Until)> Between(SiteCalendar calendar, DateTimeOffset from, DateTimeOffset until) =>
        OnDays(calendar, from, until, day => Days.Contains(day.DayOfWeek) ? (calendar.InstantOf(day, From), calendar.InstantOf(To > From ? day : day.AddDays(1), To)) : null);
}

/// <summary>Each day, for so long: a defrost.</summary>
public sealed record DailyWindow(TimeOnly At, TimeSpan Length) : WindowTimes
{
    /// <inheritdoc/>
    public override TimeSpan Longest() => Length;

    /// <inheritdoc/>
    public override IEnumerable<(DateTimeOffset From, DateTimeOffset Until)> Between(SiteCalendar calendar, DateTimeOffset from, DateTimeOffset until) =>
        OnDays(calendar, from, until, day => calendar.InstantOf(day, At) is var begin ? (begin, begin + Length) : null);
}

/// <summary>Once.</summary>
public sealed record OnceWindow(DateTimeOffset From, DateTimeOffset Until) : WindowTimes
{
    /// <inheritdoc/>
    public override TimeSpan Longest() => Until - From;

    /// <inheritdoc/>
    public override IEnumerable<(DateTimeOffset From, DateTimeOffset Until)> Between(SiteCalendar calendar, DateTimeOffset from, DateTimeOffset until) => Until > from && From < until ? [(From, Until)] : [];
}
