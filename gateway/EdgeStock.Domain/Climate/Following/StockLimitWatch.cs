namespace EdgeStock.Domain;

/// <summary>
/// Lets the limits of a storeroom follow the labels of its goods: stricter at once, in the entry's own commit; looser, or for another reason,
/// when it has been so for half an hour, so that a tag that comes and goes makes no entries.
/// </summary>
public static class StockLimitWatch
{
    /// <summary>Goods must be gone for so long before limits get looser.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>What goods that came mean for the limits.</summary>
    /// <param name="before">The read models before the event.</param>
    /// <param name="after">The read models after it.</param>
    /// <param name="taken">The gateway's clock when its input was taken.</param>
    public static IEnumerable<StoreroomEvent> After(Site site, Projection before, Projection after, StoreroomEvent e, DateTimeOffset taken)
    {
        var came = e is StockAdded or StockCounted or TagArrived or LotReceived or LotArrived or LotReturned or StockTakeMade ? ((RoomEvent)e).Room : null;
        return came is not null && LimitsInForce.Follows(site, came) && StockLimitKeeping.Article(before, after, e) is { } article
            && StoredGoods.Of(before, came, article) is null && StoredGoods.Of(after, came, article) is not null && StockDemand.ProfileOf(site, after, article) is not null
            ? Look(site, after, came, taken) : [];
    }

    /// <summary>Time passes: once a minute all storerooms that follow their stock are looked at.</summary>
    /// <param name="lastTick">The tick before; null: they are looked at now.</param>
    public static IEnumerable<StoreroomEvent> Pass(Site site, Projection projection, DateTimeOffset? lastTick, DateTimeOffset now) =>
        lastTick is { } before && before.ToUnixTimeSeconds() / 60 == now.ToUnixTimeSeconds() / 60
            ? [] : site.Rooms.Where(r => r.LimitsFollowStock).SelectMany(r => Look(site, projection, r.Id, now));

    private static IEnumerable<StoreroomEvent> Look(Site site, Projection projection, string room, DateTimeOffset now)
    {
        var demand = StockDemand.Of(site, projection, room);
        foreach (var (point, channel) in site.ClimatePoints.Where(p => p.Room == room).SelectMany(p => p.Channels.Select(c => (p, c))))
        {
            var (asked, was) = (demand.At(point.Id, channel.Quantity), LimitsInForce.Range(point, channel, projection));
            var waited = projection.StockLimits.GetValueOrDefault(StoreroomMemory.Key(point.Id, channel.Quantity))?.OtherSince <= now - Patience;
            var next = waited ? asked : was.And(asked) is var both && both.HasRoom(channel.DeadbandInForce()) ? both : asked;
            if (waited ? next != was : !next.IsSame(was))
            {
                yield return new ClimateLimitsChanged(now, room, point.Id, channel.Quantity, was.Low, was.High, next.Low, next.High, next.LowBecause, next.HighBecause);
            }
        }

        var told = projection.StorageConflicts.GetValueOrDefault(room);
        var known = told?.Conflicts ?? [];
        if (demand.Conflicts.Except(known).Any() || (told?.OtherSince <= now - Patience && !known.SequenceEqual(demand.Conflicts)))
        {
            yield return new StorageConflictsChanged(now, room, demand.Conflicts);
        }
    }
}
