namespace EdgeStock.Domain;

/// <summary>An article in a storeroom, as proposals change it in thought.</summary>
/// <param name="Cover">As things are.</param>
/// <param name="Lots">What may be used, low end, in lots.</param>
/// <param name="PerDay">Normal consumption, more than 0.</param>
/// <param name="PrudentPerDay">The low end of it: so little may be used.</param>
/// <param name="TargetDays">Days that must be held.</param>
internal sealed record Shelf(ArticleCover Cover, CatalogueArticle Article, IReadOnlyList<LotStock> Lots, double PerDay, double PrudentPerDay, double TargetDays)
{
    private const double PartOfShelfLife = 2.0 / 3;

    /// <summary>Days of cover with the lots as they are now thought to be.</summary>
    public double Days(DateOnly today) => Run(today).Days;

    /// <summary>Pieces that would not be used in time if little is used.</summary>
    public double Unused(DateOnly today) => RunDown.Of(Pieces(), PrudentPerDay, today).Unused;

    /// <summary>The lots run down.</summary>
    public RunDown Run(DateOnly today) => RunDown.Of(Pieces(), PerDay, today);

    /// <summary>The lots as dates and pieces.</summary>
    public IEnumerable<(DateOnly? LastUse, double Pieces)> Pieces() => Lots.Select(l => (l.LastUse, l.Low));

    /// <summary>With pieces of a lot more, or fewer.</summary>
    public Shelf With(string? lot, DateOnly? lastUse, double pieces)
    {
        var known = Lots.Any(l => l.Lot == lot && l.LastUse == lastUse);
        return this with
        {
            Lots = known
                ? [.. Lots.Select(l => l.Lot == lot && l.LastUse == lastUse ? l with { Low = l.Low + pieces, Best = l.Best + pieces, High = l.High + pieces } : l)]
                : [.. Lots, new LotStock(lot, lastUse, pieces, pieces, pieces)],
        };
    }

    /// <summary>What can be ordered: the smallest ward package, else the smallest transport package, else single pieces.</summary>
    public TradeItem? Package() => Article.Packages.Where(p => p.Level != PackageLevel.Piece).OrderBy(p => p.Level).ThenBy(p => p.Pieces).FirstOrDefault();

    /// <summary>
    /// Shelf life that goods have when they come; null when they do not expire. One delivery with a short date among others says little: the
    /// usual life is the median of the lots, of two the shorter, and <c>Best</c> is the longest.
    /// </summary>
    /// <param name="arrivals">By date, of the lots that lie here: when they came.</param>
    public (int Usual, int Best, bool IsSeen)? ShelfLife(IReadOnlyList<BookedLot> arrivals, SiteCalendar calendar)
    {
        var seen = arrivals.Where(l => l.Expiry is not null).Select(l => l.Expiry!.Value.DayNumber - calendar.DayOf(l.Since).DayNumber).Where(d => d > 0).Order().ToList();
        return seen.Count > 0 ? (seen[(seen.Count - 1) / 2], seen[^1], true)
            : Article.ShelfLifeDays is { } days ? ((int)(days * PartOfShelfLife), (int)(days * PartOfShelfLife), false) : null;
    }
}
