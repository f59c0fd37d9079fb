namespace EdgeStock.Domain;

/// <summary>Which goods an event can have brought, moved or taken away.</summary>
public static class GoodsTouched
{
    /// <summary>Storerooms and articles that an event is about.</summary>
    /// <param name="site">What stands where.</param>
    /// <param name="before">The read models before it.</param>
    /// <param name="after">The read models after it.</param>
    /// <param name="e">The event.</param>
    public static IReadOnlyList<(string Room, string Article)> By(Site site, Projection before, Projection after, StoreroomEvent e) => e switch
    {
        StockTaken t => [(t.Room, t.Article)],
        StockAdded a => [(a.Room, a.Article)],
        StockCounted c => [(c.Room, c.Article)],
        StockUncounted u => [(u.Room, u.Article)],
        LotQuarantined or LotReleased or LotExpired or FefoBroken or LotDecided or LotAcclimatising or LotAcclimatised => [],
        LotEvent l => [(l.Room, l.Article)],
        TagArrived t => Both(before, after, t.Epc),
        TagMoved t => Both(before, after, t.Epc),
        TagDeparted t => Both(before, after, t.Epc),
        CatalogueImported or SiteChanged => [.. site.Rooms.SelectMany(r => after.Book.ArticlesOf(site, r.Id).Select(a => (r.Id, a)))],
        _ => [],
    };

    private static List<(string Room, string Article)> Both(Projection before, Projection after, Epc epc)
    {
        var (was, now) = (before.Tags.GetValueOrDefault(epc.Hex), after.Tags.GetValueOrDefault(epc.Hex));
        var places = new List<(string Room, string Article)>(2);
        if (was?.Goods is { } gone)
        {
            places.Add((was.Room, gone.Article));
        }

        if (now?.Goods is { } here && !places.Contains((now.Room, here.Article)))
        {
            places.Add((now.Room, here.Article));
        }

        return places;
    }
}
