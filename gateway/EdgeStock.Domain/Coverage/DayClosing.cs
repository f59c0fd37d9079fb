using static EdgeStock.Domain.Figures;

namespace EdgeStock.Domain;

/// <summary>Sums up a storeroom's day.</summary>
public static class DayClosing
{
    /// <summary>Days that are made up for, one after the other, after the gateway was away; what lies before is a hole.</summary>
    private const int MostDays = 31;

    /// <summary>A day that is closed so long after its end was closed by a gateway that came back; one that ran does it ten minutes after, or a tick later.</summary>
    private static readonly TimeSpan CameBack = TimeSpan.FromMinutes(20);

    /// <summary>The day to close next; null while none is over.</summary>
    /// <param name="today">The local day now.</param>
    /// <param name="last">The last day that was closed.</param>
    public static DateOnly? Next(DateOnly today, DateOnly last)
    {
        var first = today.AddDays(-MostDays);
        var day = last.AddDays(1);
        return day >= today ? null : day < first ? first : day;
    }

    /// <summary>Until when the gateway was away, as the closing of a day tells: that is carried into the days after it. Null when it ran at the day's end.</summary>
    public static DateTimeOffset? AwayUntil(SiteCalendar calendar, StoreroomDayClosed d) =>
        d.Unwatched > 0 && d.At - calendar.StartOf(d.Day.AddDays(1)) > CameBack ? d.At : null;

    /// <summary>The day as it stands in the ledger. Cover is that of the morning after. Of a day on which the gateway did not run at all nothing is known.</summary>
    /// <param name="away">When the gateway did not run.</param>
    public static StoreroomDayClosed Of(Site site, Projection projection, string room, DateOnly day, DateTimeOffset now, (DateTimeOffset From, DateTimeOffset Until) away)
    {
        var (start, end) = (site.Calendar.StartOf(day), site.Calendar.StartOf(day.AddDays(1)));
        var unwatched = Math.Clamp(Share(start, end, away.From, away.Until), 0, 1);
        var covers = Cover.Of(site, projection, room, day.AddDays(1), now);
        var figures = Figures(site, projection, covers, day.AddDays(1), now, c => UnknownShare(site, projection, c, start, end, unwatched));
        return new(now, room, day, site.MonthDays, Rounded(unwatched), unwatched < 1 ? figures : [.. figures.Select(f => IsSensed(site, projection.Book.Holding(room, f.Article)) ? Unseen(f) : f)]);
    }

    /// <summary>The figures of a storeroom's articles as the day stands now.</summary>
    /// <param name="covers">Their covers, all of the storeroom.</param>
    public static IReadOnlyList<ArticleDay> SoFar(Site site, Projection projection, IReadOnlyList<ArticleCover> covers, DateOnly today, DateTimeOffset now)
    {
        var start = site.Calendar.StartOf(today);
        return now <= start ? Figures(site, projection, covers, today, now, _ => 0) : Figures(site, projection, covers, today, now, c => UnknownShare(site, projection, c, start, now, 0));
    }

    private static IReadOnlyList<ArticleDay> Figures(Site site, Projection projection, IReadOnlyList<ArticleCover> covers, DateOnly morning, DateTimeOffset now, Func<ArticleCover, double> unknownShare)
    {
        var variants = VariantCover.Of(site, projection, covers, morning, now).ToDictionary(v => v.Variants, v => v, StringComparer.Ordinal);
        return [.. covers.Select(c => Of(site, projection, c, c.Variants is { } word ? variants.GetValueOrDefault(word) : null, unknownShare(c)))];
    }

    private static ArticleDay Of(Site site, Projection projection, ArticleCover cover, VariantCover? variants, double unknown)
    {
        var holding = projection.Book.Holding(cover.Room, cover.Article);
        return new(
            cover.Article, cover.Group, cover.Obligated, cover.State, Rounded(cover.OnHand), Rounded(cover.OnHandLow), Rounded(cover.OnHandHigh), Rounded(cover.Unknown),
            Rounded(cover.Quarantined + cover.Recalled + cover.Expired), Rounded(cover.Undated), Rounded(cover.Usable), Rounded(cover.Baseline.PerDay), cover.Baseline.Source, Rounded(cover.Required),
            Rounded(cover.DaysLow), Rounded(cover.DaysBest), DayBook.Used(holding, IsSensed(site, holding), unknown), unknown, cover.Critical,
            cover.Exemption is { } x ? new(x.Id, x.TargetDays, x.ReviewOverdue, x.RiskAssessed, x.Met) : null,
            Rounded(cover.Expiring30), Rounded(cover.Expiring60), Rounded(cover.Expiring90), Rounded(cover.Unused), cover.OldestExpiry,
            variants?.Variants, Rounded(variants?.Days), holding.Lots.Count);
    }

    private static bool IsSensed(Site site, HoldingView holding) => holding.Tagged || site.Bins.Any(b => b.Room == holding.Room && b.Article.Id == holding.Article);

    /// <summary>What sensors would have seen is not known: it is neither on hand nor cover. An article that nobody uses needs none.</summary>
    private static ArticleDay Unseen(ArticleDay a)
    {
        var days = a.Required > 0 ? 0 : a.Days;
        return a with
        {
            State = a.Required > 0 ? CoverState.Unknown : a.State, OnHand = 0, Low = 0, High = 0, Unknown = a.Unknown + a.OnHand, Blocked = 0, Undated = 0, Usable = 0,
            Days = days, DaysBest = days, Exemption = a.Exemption is { } x ? x with { Met = days >= x.TargetDays } : null,
            Expiring30 = 0, Expiring60 = 0, Expiring90 = 0, Unused = 0, OldestExpiry = null, VariantDays = null,
        };
    }

    /// <summary>Part of a stretch of time in which an article's stock could not be known.</summary>
    private static double UnknownShare(Site site, Projection projection, ArticleCover cover, DateTimeOffset start, DateTimeOffset end, double unwatched)
    {
        var today = projection.Book.Holding(cover.Room, cover.Article).Today;
        var bins = site.Bins.Where(b => b.Room == cover.Room && b.Article.Id == cover.Article).Select(b => projection.Bins.GetValueOrDefault(b.Id)).ToList();
        var unknown = bins.Any(b => b?.Count is null) ? 1
            : (today.UnknownSeconds / (end - start).TotalSeconds) + (today.UnknownSince is { } since ? Share(start, end, since, end) : 0);
        return Rounded(Math.Clamp(Math.Max(unknown, unwatched), 0, 1));
    }

    private static double Share(DateTimeOffset start, DateTimeOffset end, DateTimeOffset from, DateTimeOffset until)
    {
        var (a, b) = (from > start ? from : start, until < end ? until : end);
        return b > a ? (b - a) / (end - start) : 0;
    }
}
