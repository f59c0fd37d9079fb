namespace EdgeStock.Domain;

/// <summary>
/// The limits that the labels of all goods in a storeroom ask for, together with each point's own; and the goods that cannot be kept there.
/// Goods stand at a point of their own class where the storeroom has one, otherwise in its air. Those for a refrigerator or a freezer ask nothing
/// of the air, and have no place where no such appliance is watched. Those that came first are asked first; goods whose limits leave no room then
/// are told and not applied.
/// </summary>
internal sealed class StockDemand
{
    private readonly Dictionary<(string Point, Quantity Quantity), LimitRange> ranges = [];
    private readonly List<StorageConflict> conflicts = [];

    private StockDemand(IEnumerable<ClimatePoint> points)
    {
        foreach (var (point, channel) in points.SelectMany(p => p.Channels.Select(c => (p, c))))
        {
            ranges.Add((point.Id, channel.Quantity), LimitRange.Of(channel));
        }
    }

    /// <summary>Goods that cannot be kept there as their labels say.</summary>
    public IReadOnlyList<StorageConflict> Conflicts => conflicts;

    /// <summary>What is asked for at a channel.</summary>
    public LimitRange At(string point, Quantity quantity) => ranges[(point, quantity)];

    /// <summary>What the goods in a storeroom ask for.</summary>
    public static StockDemand Of(Site site, Projection projection, string room)
    {
        var points = site.ClimatePoints.Where(p => p.Room == room).ToList();
        var demand = new StockDemand(points);
        foreach (var goods in StoredGoods.In(projection, room))
        {
            if (ProfileOf(site, projection, goods.Article) is { } profile)
            {
                demand.Ask(points, new(goods.Article, goods.Lot, profile.Id), profile);
            }
        }

        return demand;
    }

    /// <summary>The profile on an article's label; null when any climate will do.</summary>
    public static ClimateProfile? ProfileOf(Site site, Projection projection, string article) =>
        projection.Book.Catalogue.Find(site, article)?.StorageProfile is { } id ? site.Profiles().FirstOrDefault(p => p.Id == id) : null;

    private void Ask(List<ClimatePoint> points, LimitReason reason, ClimateProfile profile)
    {
        var of = StorageClasses.Of(profile.High);
        var places = points.Where(p => StorageClasses.Of(p) == of).ToList();
        if (!of.IsAir())
        {
            // Cold goods stand in an appliance, and the air is never to be that cold: where no appliance is watched, that is what is told.
            conflicts.AddRange(places.Count > 0 || points.Count == 0 ? [] : [new(reason, null)]);
            return;
        }

        places = places.Count > 0 ? places : [.. points.Where(p => StorageClasses.Of(p).IsAir())];
        var clashes = places.ConvertAll(p => Put(p, reason, profile));
        if (clashes.Count > 0 && !clashes.Contains(null))
        {
            conflicts.Add(clashes[0]!);
        }
    }

    /// <summary>Asks for a label's limits at one point: both quantities, or none.</summary>
    /// <returns>Why they leave no room there; null when they are asked for.</returns>
    private StorageConflict? Put(ClimatePoint place, LimitReason reason, ClimateProfile profile)
    {
        var next = new List<((string, Quantity) Key, LimitRange Range)>();
        foreach (var channel in place.Channels)
        {
            var asked = channel.Quantity == Quantity.Temperature ? (profile.Low, profile.High) : (profile.HumidityLow, profile.HumidityHigh);
            var was = ranges[(place.Id, channel.Quantity)];

            // A guarded point keeps off the label's limits, as off its own, by what its sensor is uncertain by.
            var range = was.And(new(Guarded(asked.Item1, channel.Guard), Guarded(asked.Item2, -channel.Guard), reason, reason));
            if (range.IsTighter(was) && !range.HasRoom(channel.DeadbandInForce()))
            {
                return new(reason, (range.LowBecause == reason ? was.HighBecause : was.LowBecause)?.Article);
            }

            next.Add(((place.Id, channel.Quantity), range));
        }

        next.ForEach(n => ranges[n.Key] = n.Range);
        return null;
    }

    private static double? Guarded(double? limit, double by) => limit is { } l ? Math.Round(l + by, 6) : null;
}
