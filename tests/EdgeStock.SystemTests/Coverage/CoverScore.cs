using EdgeStock.Domain;

namespace EdgeStock.SystemTests.Coverage;

/// <summary>An article on an evening: what was true and what EdgeStock said.</summary>
/// <param name="Days">True days of cover.</param>
/// <param name="Faulty">A device of it was silent then, or had been that day.</param>
internal sealed record Compared(TrueArticle Article, TrueDay Truth, Evening Said, double Days, bool Faulty)
{
    /// <summary>EdgeStock gave days of cover.</summary>
    public bool Defined => Said.Cover.DaysBest is not null;

    /// <summary>The best value against the truth, in days.</summary>
    public double BestError => Math.Min(TrueCover.Horizon, Said.Cover.DaysBest!.Value) - Days;

    /// <summary>The low end against the truth, in days: it is meant to lie below.</summary>
    public double LowError => Math.Min(TrueCover.Horizon, Said.Cover.DaysLow!.Value) - Days;

    /// <summary>The true usable pieces lie in the interval; pieces that EdgeStock called unknown may be there or not.</summary>
    public bool Holds => Truth.Usable >= Said.Low && Truth.Usable <= Said.High + Said.Cover.Unknown;
}

/// <summary>Puts truth and sayings side by side.</summary>
internal static class CoverScore
{
    /// <summary>Beyond so many days a difference changes nothing that anybody does: errors are given for what lies within.</summary>
    public const double Near = 90;

    public static IReadOnlyList<Compared> Compare(PastTruth truth, PastReplay replay) =>
    [
        .. truth.Days.Where(d => replay.Evenings.ContainsKey((d.Day, d.Article))).Select(d =>
        {
            var article = truth.Articles[d.Article];
            return new Compared(article, d, replay.Evenings[(d.Day, d.Article)], TrueCover.Days(article, d.Lots, d.Day.AddDays(1)), IsFaulty(truth, article, d.Day));
        }),
    ];

    /// <summary>What EdgeStock's state should be.</summary>
    public static CoverState TrueState(Compared c, int monthDays) => c.Truth.Usable == 0 ? CoverState.Out : c.Days < monthDays ? CoverState.BelowMonth : CoverState.Covered;

    private static bool IsFaulty(PastTruth truth, TrueArticle article, DateOnly day)
    {
        // A local day of Sweden, generously: from the midnight before in UTC to the one after.
        var (from, until) = (new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddHours(-2), new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero));
        return truth.Faults.Any(f => article.Devices.Contains(f.Device) && f.From < until && f.Until > from);
    }
}
