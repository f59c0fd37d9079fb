namespace EdgeStock.Domain;

/// <summary>Reckons an article's cover in a storeroom from the read models.</summary>
public static class Cover
{
    /// <summary>The cover as it is now.</summary>
    /// <param name="today">The local day from which it is reckoned.</param>
    /// <param name="now">The instant; how long a doubt has lasted is told by it.</param>
    public static ArticleCover Of(Site site, Projection projection, string room, string article, DateOnly today, DateTimeOffset now)
    {
        var stock = StockOnHand.Of(site, projection, room, article, today, now);
        var described = projection.Book.Catalogue.Find(site, article);
        return ArticleCover.Of(
            room, article, described?.Group ?? ProductGroup.Device, described?.Obligated ?? true, described?.Critical ?? false, described?.Variants, today,
            stock, BaselineOf(site, projection, room, article), projection.Book.ExemptionOf(room, article, today));
    }

    /// <summary>Every article of a storeroom.</summary>
    public static IReadOnlyList<ArticleCover> Of(Site site, Projection projection, string room, DateOnly today, DateTimeOffset now) =>
        [.. projection.Book.ArticlesOf(site, room).Select(a => Of(site, projection, room, a, today, now))];

    /// <summary>What is normal there: the configured figure, the measured one beside it.</summary>
    public static Baseline BaselineOf(Site site, Projection projection, string room, string article) =>
        Baseline.Of(Configured(projection.Book.Holding(room, article)), UseOf(projection, room, article)?.Measured, site.MonthDays);

    /// <summary>What was used there; null before the first closed day.</summary>
    public static UseView? UseOf(Projection projection, string room, string article) => projection.Book.Use.GetValueOrDefault(HoldingView.Key(room, article));

    /// <summary>The configured figure; null when there is none.</summary>
    internal static MonthlyFigure? Configured(HoldingView holding) => holding.Normal is { } n ? new(n.PerMonth, n.Source, n.Date) : null;
}
