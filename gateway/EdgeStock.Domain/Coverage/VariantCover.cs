namespace EdgeStock.Domain;

/// <summary>
/// Articles of a storeroom that can stand in for each other, taken together. It is an indicator beside the articles' own: fewer variants are no
/// exemption, and a month is to be held of each.
/// </summary>
/// <param name="Variants">The word that they have in common in the catalogue.</param>
/// <param name="Articles">At least two.</param>
/// <param name="PerDay">Pieces a day of all; null, as what rests on it, when one of them has no baseline.</param>
/// <param name="Days">Days of cover, low end: all lots run down, first-expired-first-out, at the demand for all.</param>
/// <param name="Required">One month's normal consumption of all.</param>
/// <param name="Usable">Pieces that are used before they expire, low end.</param>
public sealed record VariantCover(string Room, string Variants, IReadOnlyList<string> Articles, double? PerDay, double? Days, double? Required, double? Usable)
{
    /// <summary>Every group of a storeroom.</summary>
    /// <param name="covers">The covers of the storeroom's articles.</param>
    public static IReadOnlyList<VariantCover> Of(Site site, Projection projection, IReadOnlyList<ArticleCover> covers, DateOnly today, DateTimeOffset now) =>
        [.. covers.Where(c => c.Variants is not null).GroupBy(c => c.Variants!, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => Of(site, projection, g.Key, [.. g], today, now))];

    private static VariantCover Of(Site site, Projection projection, string word, IReadOnlyList<ArticleCover> covers, DateOnly today, DateTimeOffset now)
    {
        var articles = covers.Select(c => c.Article).ToList();
        if (covers.Any(c => c.Baseline.PerDay is null))
        {
            return new(covers[0].Room, word, articles, null, null, null, null);
        }

        var perDay = covers.Sum(c => c.Baseline.PerDay!.Value);
        var lots = covers.SelectMany(c => StockOnHand.Of(site, projection, c.Room, c.Article, today, now).Usable);
        var run = RunDown.Of(lots.Select(l => (l.LastUse, l.Low)), perDay, today);
        return new(covers[0].Room, word, articles, perDay, run.Days, perDay * site.MonthDays, run.Usable);
    }
}
