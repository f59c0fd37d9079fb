namespace EdgeStock.Domain;

/// <summary>
/// Makes proposals from the read models: first what storerooms can give each other, then what must be ordered after that, then what cannot be
/// held for a month without waste. Only articles under the obligation, with a baseline, are looked at.
/// </summary>
public static class Proposing
{
    /// <summary>Every proposal, those of one storeroom after the other.</summary>
    /// <param name="now">The instant; how long a doubt has lasted is told by it.</param>
    public static IReadOnlyList<Proposal> Of(Site site, Projection projection, DateOnly today, DateTimeOffset now, ProposalTerms terms)
    {
        var shelves = new Dictionary<(string Room, string Article), Shelf>();
        foreach (var cover in site.Rooms.SelectMany(r => Cover.Of(site, projection, r.Id, today, now)))
        {
            if (cover.Obligated && cover.Baseline.PerDay is { } perDay and > 0 && projection.Book.Catalogue.Find(site, cover.Article) is { } article)
            {
                var prudent = cover.Baseline.Measured is { Low: > 0 } measured ? Math.Min(perDay, measured.Low) : perDay;
                var lots = StockOnHand.Of(site, projection, cover.Room, cover.Article, today, now).Usable;
                shelves[(cover.Room, cover.Article)] = new(cover, article, lots, perDay, prudent, cover.Exemption?.TargetDays ?? site.MonthDays);
            }
        }

        var moves = Moving.Between(shelves, today, terms);
        var orders = shelves.Values.Select(s => Ordering.For(s, projection.Book.Holding(s.Cover.Room, s.Cover.Article).Lots, site.Calendar, today, terms)).OfType<Proposal>();
        var slow = shelves.Values.Select(s => SlowMover(s, projection.Book.Holding(s.Cover.Room, s.Cover.Article).Lots, site)).OfType<Proposal>();
        return [.. moves, .. orders, .. slow];
    }

    /// <summary>
    /// When a month is always held, a delivery comes while a month's pieces lie there: each of its pieces waits until those and the pieces before
    /// it are used. What waits longer than it keeps is waste; only what even the lot
    /// here that came with the longest life does not bear justifies an exemption.
    /// </summary>
    private static SlowMoverProposal? SlowMover(Shelf shelf, IReadOnlyList<BookedLot> lots, Site site)
    {
        if (shelf.Cover.Exemption is not null || shelf.ShelfLife(lots, site.Calendar) is not var (_, life, seen))
        {
            return null;
        }

        var pieces = shelf.Package()?.Pieces ?? 1;
        var packageDays = pieces / shelf.PerDay;
        var hold = site.MonthDays + packageDays;
        var wasted = Math.Clamp((hold - life) / packageDays, 0, 1);
        return wasted <= 0 ? null : new(
            shelf.Cover.Room, shelf.Cover.Article, shelf.PerDay * site.MonthDays, pieces, packageDays, hold, life, seen, wasted, Math.Max(0, Math.Floor(life - packageDays)));
    }
}
