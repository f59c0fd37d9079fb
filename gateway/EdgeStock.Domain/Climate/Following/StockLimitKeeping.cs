namespace EdgeStock.Domain;

/// <summary>Makes the views of limits that follow the stock of events, and of nothing else.</summary>
internal static class StockLimitKeeping
{
    /// <summary>The read models after one more entry.</summary>
    /// <param name="site">What stands where from the event on.</param>
    /// <param name="before">The read models before it.</param>
    /// <param name="next">The same after it, but for these views.</param>
    public static Projection Apply(Site site, Projection before, Projection next, long seq, StoreroomEvent e)
    {
        switch (e)
        {
            case ClimateLimitsChanged c:
                var key = StoreroomMemory.Key(c.Point, c.Quantity);
                return Marked(site, next with
                {
                    StockLimits = (c.LowBecause ?? c.HighBecause) is null
                        ? next.StockLimits.Remove(key)
                        : next.StockLimits.SetItem(key, new(c.Room, c.Point, c.Quantity, c.Low, c.High, c.LowBecause, c.HighBecause, c.At, null, seq)),
                }, c.At, c.Room);
            case StorageConflictsChanged c:
                return next with
                {
                    StorageConflicts = c.Conflicts.Count == 0
                        ? next.StorageConflicts.Remove(c.Room)
                        : next.StorageConflicts.SetItem(c.Room, new(c.Room, c.Conflicts, next.StorageConflicts.GetValueOrDefault(c.Room)?.Since ?? c.At, null, seq)),
                };
            case SiteChanged s:
                return Marked(site, Under(site, next), s.At, null);
            case ArticleDefined or ArticleWithdrawn or CatalogueImported:
                return Marked(site, next, e.At, null);
            case RoomEvent r when !IsQuiet(next) && LimitsInForce.Follows(site, r.Room) && Article(before, next, e) is { } article && StoredGoods.Of(before, r.Room, article) != StoredGoods.Of(next, r.Room, article):
                return Marked(site, next, e.At, r.Room);
            default:
                return next;
        }
    }

    /// <summary>The article of which an event brings or takes goods; null when it does neither.</summary>
    public static string? Article(Projection before, Projection after, StoreroomEvent e) => e switch
    {
        StockCounted s => s.Article,
        StockTaken s => s.Article,
        StockAdded s => s.Article,
        StockUncounted s => s.Article,
        LotEvent l => l.Article,
        TagArrived t => after.Tags.GetValueOrDefault(t.Epc.Hex)?.Goods?.Article,
        TagMoved t => after.Tags.GetValueOrDefault(t.Epc.Hex)?.Goods?.Article,
        TagDeparted t => before.Tags.GetValueOrDefault(t.Epc.Hex)?.Goods?.Article,
        _ => null,
    };

    private static bool IsQuiet(Projection projection) => projection.StockLimits.IsEmpty && projection.StorageConflicts.IsEmpty;

    /// <summary>Notes since when goods ask for something else than what is in force.</summary>
    /// <param name="room">The storeroom in which something changed; null: any.</param>
    private static Projection Marked(Site site, Projection next, DateTimeOffset at, string? room)
    {
        if (IsQuiet(next))
        {
            return next;
        }

        var (limits, conflicts) = (next.StockLimits.ToBuilder(), next.StorageConflicts.ToBuilder());
        foreach (var of in site.Rooms.Where(r => r.LimitsFollowStock && (room is null || r.Id == room)).Select(r => r.Id))
        {
            var demand = StockDemand.Of(site, next, of);
            foreach (var (key, view) in next.StockLimits.Where(v => v.Value.Room == of))
            {
                var other = demand.At(view.Point, view.Quantity) != new LimitRange(view.Low, view.High, view.LowBecause, view.HighBecause);
                limits[key] = other == view.OtherSince is not null ? view : view with { OtherSince = other ? at : null };
            }

            if (next.StorageConflicts.GetValueOrDefault(of) is { } told)
            {
                var other = !told.Conflicts.SequenceEqual(demand.Conflicts);
                conflicts[of] = other == told.OtherSince is not null ? told : told with { OtherSince = other ? at : null };
            }
        }

        return next with { StockLimits = limits.ToImmutable(), StorageConflicts = conflicts.ToImmutable() };
    }

    /// <summary>Under another site only what still follows stays.</summary>
    private static Projection Under(Site site, Projection next) => next with
    {
        StockLimits = next.StockLimits.RemoveRange(next.StockLimits.Where(v => !Stays(site, v.Value)).Select(v => v.Key)),
        StorageConflicts = next.StorageConflicts.RemoveRange(next.StorageConflicts.Keys.Where(r => !LimitsInForce.Follows(site, r))),
    };

    private static bool Stays(Site site, StockLimitsView view) => LimitsInForce.Follows(site, view.Room)
        && site.ClimatePoints.Any(p => p.Id == view.Point && p.Room == view.Room && p.Channels.Any(c => c.Quantity == view.Quantity));
}
