namespace EdgeStock.Domain;

/// <summary>Which goods stand in a storeroom, as far as they can be there: what is booked, and what sensors see beyond that.</summary>
public static class Exposure
{
    /// <summary>Every lot in a storeroom that can stand at a climate point.</summary>
    public static IEnumerable<ExposedLot> At(Site site, Projection projection, string room, string point, DateTimeOffset at) =>
        projection.Book.ArticlesOf(site, room).Where(a => Stands(site, projection, room, a, point)).SelectMany(a => Of(site, projection, room, a, at));

    /// <summary>
    /// An article's lots in a storeroom. Pieces are as many as can be there: booked ones that no sensor has seen, and those whose reader or scale
    /// is away, are among them; and so is what must not be used, because it may be released one day.
    /// </summary>
    public static IReadOnlyList<ExposedLot> Of(Site site, Projection projection, string room, string article, DateTimeOffset at)
    {
        var today = site.Calendar.DayOf(at);
        var found = new Dictionary<(string? Lot, DateOnly? Expiry), int>();
        var booked = projection.Book.Holding(room, article).Lots;
        foreach (var lot in booked)
        {
            Note(lot.Lot, lot.Expiry, lot.Pieces);
        }

        foreach (var lot in StockOnHand.LotsOf(site, projection, room, article, today, at))
        {
            Note(lot.Lot, lot.Expiry, (int)Math.Ceiling(lot.Best));
        }

        foreach (var tags in projection.Tags.Values.Where(t => t.Room == room && t.Goods?.Article == article).GroupBy(t => (t.Goods!.Lot, t.Goods.Expiry)))
        {
            Note(tags.Key.Lot, tags.Key.Expiry, tags.Sum(t => t.Goods!.Pieces));
        }

        // What a scale showed last, where it cannot be asked now.
        var unbooked = StockKeeping.Seen(projection, room, article) - booked.Sum(l => l.Pieces);
        Note(null, null, unbooked);
        return [.. found.Where(f => f.Value > 0).Select(f => new ExposedLot(article, f.Key.Lot, f.Key.Expiry, f.Value)).OrderBy(l => l.Expiry ?? DateOnly.MaxValue).ThenBy(l => l.Lot, StringComparer.Ordinal)];

        void Note(string? lot, DateOnly? expiry, int pieces) => found[(lot, expiry)] = Math.Max(found.GetValueOrDefault((lot, expiry)), pieces);
    }

    /// <summary>
    /// The climate points of a storeroom at which an article stands: those that keep its own storage profile where there are any, otherwise, for
    /// cold goods, those of its class (cool, cold, frozen). Otherwise every one; only a cold place is none for goods that do not ask for it, while there
    /// is another. A site's own profiles count by their upper limit, as the built-in ones do.
    /// </summary>
    public static IReadOnlyList<ClimatePoint> PointsOf(Site site, Projection projection, string room, string article)
    {
        var points = site.ClimatePoints.Where(p => p.Room == room).ToList();
        var profile = StockDemand.ProfileOf(site, projection, article);
        var own = points.Where(p => profile is not null && p.Profile == profile.Id).ToList();
        var alike = points.Where(p => IsCold(profile) && StorageClasses.Of(site, p) == StorageClasses.Of(profile!.High)).ToList();
        var open = points.Where(p => StorageClasses.Of(site, p) == StorageClass.Room).ToList();
        return own.Count > 0 ? own : alike.Count > 0 ? alike : open.Count > 0 ? open : points;
    }

    /// <summary>Whether an article stands at a climate point.</summary>
    public static bool Stands(Site site, Projection projection, string room, string article, string point) => PointsOf(site, projection, room, article).Any(p => p.Id == point);

    /// <summary>A storage profile that asks for cold.</summary>
    public static bool IsCold(ClimateProfile? profile) => profile is not null && StorageClasses.Of(profile.High) != StorageClass.Room;
}
