namespace EdgeStock.Domain;

/// <summary>
/// The indicators of the obligation (facts of the Swedish proposal of April 2026) for a product group, a storeroom or several, on a day. All but
/// the median and the lowest days are parts that add up over storerooms; for those two there is the histogram, which does.
/// </summary>
/// <param name="All">Every article under the obligation.</param>
/// <param name="Exempted">Those of them with an exemption in force.</param>
/// <param name="OwnTargetMet">Articles with an exemption that hold the exemption's own target.</param>
/// <param name="Overdue">Articles whose exemption's review is overdue.</param>
/// <param name="WithoutRisk">Articles whose exemption has no risk assessment.</param>
/// <param name="CoveredByVariants">Articles that do not hold a month, while the articles that can stand in for them hold it together with them.</param>
/// <param name="MedianDays">Median days of cover, low end, of the articles with a baseline; null when there are none, likewise next.</param>
/// <param name="Histogram">Articles with a baseline by days of cover, from the low end: less than each of <see cref="Edges"/>, then the rest.</param>
/// <param name="OnHand">Pieces whose state is known.</param>
/// <param name="UnknownStock">Pieces last known that cannot be known now.</param>
/// <param name="Blocked">Pieces that are quarantined, recalled or expired; part of those on hand.</param>
/// <param name="Undated">Pieces whose expiry is not known, of articles that expire.</param>
/// <param name="Expiring30">Pieces whose last day comes within 30 days; likewise 60 and 90.</param>
/// <param name="Unused">Pieces that expire before they are used at the normal rate.</param>
/// <param name="Lots">Lots that are booked.</param>
/// <param name="OldestExpiry">Last day of the lot that expires first.</param>
public sealed record CoverIndicators(
    CoverCounts All, CoverCounts Exempted, int OwnTargetMet, int Overdue, int WithoutRisk, int CoveredByVariants, double? MedianDays, double? LowestDays, IReadOnlyList<int> Histogram,
    double OnHand, double UnknownStock, double Blocked, double Undated, double Expiring30, double Expiring60, double Expiring90, double Unused, int Lots, DateOnly? OldestExpiry)
{
    /// <summary>Upper ends of the histogram's classes, in days.</summary>
    public static IReadOnlyList<int> Edges { get; } = [1, 7, 14, 30, 60, 90];

    /// <summary>What must be held, without the articles that are exempted from it.</summary>
    public CoverCounts NotExempted() => All - Exempted;

    /// <summary>Share of the stock whose state cannot be known; null without stock.</summary>
    public double? UnknownShare() => OnHand + UnknownStock > 0 ? UnknownStock / (OnHand + UnknownStock) : null;

    /// <summary>Reckons them. Articles that are not under the obligation are left out.</summary>
    /// <param name="articles">Of one storeroom or of several, on one day.</param>
    /// <param name="monthDays">Days of a month.</param>
    public static CoverIndicators Of(IEnumerable<ArticleDay> articles, int monthDays)
    {
        var days = articles.Where(a => a.Obligated).ToList();
        var exempted = days.Where(a => a.Exemption is not null).ToList();
        var cover = days.Where(a => a.Days is not null).Select(a => a.Days!.Value).Order().ToList();
        return new(
            Sum(days), Sum(exempted),
            exempted.Count(a => a.Exemption!.Met), exempted.Count(a => a.Exemption!.Overdue), exempted.Count(a => !a.Exemption!.RiskAssessed),
            days.Count(a => a.State is CoverState.BelowMonth or CoverState.Out or CoverState.Unknown && a.VariantDays >= monthDays),
            Median(cover), cover.Count > 0 ? cover[0] : null, ByDays(cover),
            days.Sum(a => a.OnHand), days.Sum(a => a.Unknown), days.Sum(a => a.Blocked), days.Sum(a => a.Undated),
            days.Sum(a => a.Expiring30), days.Sum(a => a.Expiring60), days.Sum(a => a.Expiring90), days.Sum(a => a.Unused), days.Sum(a => a.Lots), days.Min(a => a.OldestExpiry));
    }

    private static CoverCounts Sum(IEnumerable<ArticleDay> days) => days.Aggregate(CoverCounts.None, (sum, a) => sum + CoverCounts.Of(a));

    private static double? Median(List<double> ordered) => ordered.Count switch
    {
        0 => null,
        var n when n % 2 == 1 => ordered[n / 2],
        var n => (ordered[(n / 2) - 1] + ordered[n / 2]) / 2,
    };

    private static int[] ByDays(List<double> days) =>
        [.. Edges.Select((edge, i) => days.Count(d => d < edge && (i == 0 || d >= Edges[i - 1]))), days.Count(d => d >= Edges[^1])];
}
