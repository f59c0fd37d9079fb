using EdgeStock.Domain;

namespace EdgeStock.SystemTests.Coverage;

/// <summary>A true shortage: demand that could not be met because nothing usable was there.</summary>
/// <param name="At">When that first happened.</param>
/// <param name="Warned">Since when a warning stood then; null when none did.</param>
/// <param name="Baseline">EdgeStock knew a normal consumption by then; without one there is no cover that could fall.</param>
/// <param name="Sudden">On that day alone more was asked for than a month's normal consumption: no stock of a month tells that beforehand.</param>
/// <param name="Standing">The warning stood from the first day on: the storeroom began with too little.</param>
internal sealed record Shortage(string Article, DateTimeOffset At, DateTimeOffset? Warned, bool Baseline, bool Sudden, bool Standing)
{
    /// <summary>How long before, in days.</summary>
    public double? LeadDays => Warned is { } since ? (At - since).TotalDays : null;

    private static readonly TimeSpan Beginning = TimeSpan.FromDays(1);

    /// <summary>Every shortage of a past. One ends with the first evening on which something usable is there again.</summary>
    public static IReadOnlyList<Shortage> All(PastTruth truth, PastReplay replay)
    {
        var begin = replay.Said.Select(s => s.At).DefaultIfEmpty().Min();
        var all = new List<Shortage>();
        foreach (var days in truth.Days.GroupBy(d => d.Article))
        {
            var open = false;
            foreach (var day in days.OrderBy(d => d.Day))
            {
                if (!open && day.ShortAt is { } at)
                {
                    var warned = Since(replay, days.Key, at);
                    var baseline = replay.Said.Any(s => s.At < at && s.Event is CoverStateChanged c && c.Article == days.Key);
                    all.Add(new(days.Key, at, warned, baseline, day.Asked > SimulatedPast.MonthDays * truth.Articles[days.Key].PerDay, warned - begin < Beginning));
                    open = true;
                }

                open = open && day.Usable == 0;
            }
        }

        return all;
    }

    /// <summary>Since when a warning about an article stands at an instant.</summary>
    private static DateTimeOffset? Since(PastReplay replay, string article, DateTimeOffset at)
    {
        DateTimeOffset? cover = null, surge = null;
        foreach (var (said, e) in replay.Said.Where(s => s.At < at))
        {
            switch (e)
            {
                case CoverStateChanged c when c.Article == article:
                    cover = c.State is CoverState.BelowMonth or CoverState.Out ? cover ?? said : c.State == CoverState.Unknown ? cover : null;
                    break;
                case SurgeChanged s when s.Article == article:
                    surge = s.Standing ? surge ?? said : null;
                    break;
                default:
                    break;
            }
        }

        return cover is null ? surge : surge is null ? cover : cover < surge ? cover : surge;
    }
}

/// <summary>An article truly fell below a month.</summary>
/// <param name="On">The evening on which it first was.</param>
/// <param name="DelayDays">How long after that evening EdgeStock said so, negative for before; null when it did not while the article was below.</param>
internal sealed record MonthCrossing(string Article, DateOnly On, double? DelayDays)
{
    private const int Early = 30;

    /// <summary>Every fall from a month or more to less that lasted for three evenings, of articles whose normal consumption was known then.</summary>
    public static IReadOnlyList<MonthCrossing> All(IReadOnlyList<Compared> compared, PastReplay replay, int monthDays)
    {
        var all = new List<MonthCrossing>();
        foreach (var evenings in compared.GroupBy(c => c.Article.Article))
        {
            var run = evenings.OrderBy(c => c.Truth.Day).ToList();
            for (var i = 1; i + 2 < run.Count; i++)
            {
                if (run[i - 1].Days >= monthDays && run.Skip(i).Take(3).All(c => c.Days < monthDays) && run[i].Defined)
                {
                    var end = run.Skip(i).TakeWhile(c => c.Days < monthDays).Last().Truth.Day;
                    all.Add(new(evenings.Key, run[i].Truth.Day, Delay(replay, evenings.Key, run[i].Truth.Day, end)));
                }
            }
        }

        return all;
    }

    private static double? Delay(PastReplay replay, string article, DateOnly on, DateOnly end)
    {
        var (evening, last) = (Midnight(on), Midnight(end));
        DateTimeOffset? since = null;
        foreach (var (said, e) in replay.Said.Where(s => s.At <= last && s.Event is CoverStateChanged c && c.Article == article))
        {
            var low = ((CoverStateChanged)e).State is CoverState.BelowMonth or CoverState.Out or CoverState.Unknown;
            since = !low ? null : since ?? said;
            if (since > evening)
            {
                break;
            }
        }

        return since is { } s ? Math.Max(-Early, (s - evening).TotalDays) : null;
    }

    private static DateTimeOffset Midnight(DateOnly day) => new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddHours(-1);
}
