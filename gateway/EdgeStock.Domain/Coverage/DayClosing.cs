using static EdgeStock.Domain.Figures;

namespace EdgeStock.Domain;

/// <summary>Sums up a storeroom's day.</summary>
internal static class DayClosing
{
    /// <summary>Days that are made up for, one after the other, after the gateway was away; what lies before is a hole.</summary>
    private const int MostDays = 31;

    /// <summary>The day to close next; null while none is over.</summary>
    /// <param name="today">The local day now.</param>
    /// <param name="last">The last day that was closed.</param>
    public static DateOnly? Next(DateOnly today, DateOnly last)
    {
        var first = today.AddDays(-MostDays);
        var day = last.AddDays(1);
        return day >= today ? null : day < first ? first : day;
    }

    /// <summary>The day as it stands in the ledger. Cover is that of the morning after.</summary>
    /// <param name="away">When the gateway did not run.</param>
    public static StoreroomDayClosed Of(Site site, Projection projection, string room, DateOnly day, DateTimeOffset now, (DateTimeOffset From, DateTimeOffset Until) away)
    {
        var (start, end) = (site.Calendar.StartOf(day), site.Calendar.StartOf(day.AddDays(1)));
        var unwatched = Math.Clamp(Share(start, end, away.From, away.Until), 0, 1);
        var articles = projection.Book.ArticlesOf(site, room).Select(a => Of(site, projection, room, a, day, now, start, end, unwatched));
        return new(now, room, day, site.MonthDays, Rounded(unwatched), [.. articles]);
    }

    private static ArticleDay Of(Site site, Projection projection, string room, string article, DateOnly day, DateTimeOffset now, DateTimeOffset start, DateTimeOffset end, double unwatched)
    {
        var holding = projection.Book.Holding(room, article);
        var bins = site.Bins.Where(b => b.Room == room && b.Article.Id == article).Select(b => projection.Bins.GetValueOrDefault(b.Id)).ToList();
        var unknown = bins.Any(b => b?.Count is null) && bins.Count > 0 ? 1
            : (holding.Today.UnknownSeconds / (end - start).TotalSeconds) + (holding.Today.UnknownSince is { } since ? Share(start, end, since, end) : 0);
        unknown = Rounded(Math.Clamp(Math.Max(unknown, unwatched), 0, 1));
        var cover = Cover.Of(site, projection, room, article, day.AddDays(1), now);
        return new(
            article, cover.Group, cover.Obligated, cover.State, Rounded(cover.OnHand), Rounded(cover.OnHandLow), Rounded(cover.OnHandHigh), Rounded(cover.Unknown),
            Rounded(cover.Quarantined + cover.Recalled + cover.Expired), Rounded(cover.Undated), Rounded(cover.Usable), Rounded(cover.Baseline.PerDay), cover.Baseline.Source, Rounded(cover.Required),
            Rounded(cover.DaysLow), Rounded(cover.DaysBest), DayBook.Used(holding, bins.Count > 0 || holding.Tagged, unknown), unknown, cover.Critical,
            cover.Exemption is { } x ? new(x.Id, x.TargetDays, x.ReviewOverdue, x.RiskAssessed, x.Met) : null,
            Rounded(cover.Expiring30), Rounded(cover.Expiring60), Rounded(cover.Expiring90), Rounded(cover.Unused), cover.OldestExpiry);
    }

    private static double Share(DateTimeOffset start, DateTimeOffset end, DateTimeOffset from, DateTimeOffset until)
    {
        var (a, b) = (from > start ? from : start, until < end ? until : end);
        return b > a ? (b - a) / (end - start) : 0;
    }
}
