namespace EdgeStock.Domain;

/// <summary>Sets lots apart that an excursion reached, wherever pieces of them are now.</summary>
internal static class LotQuarantines
{
    /// <summary>The quarantines that are missing: one in each storeroom that has pieces of the lot and lets them be used.</summary>
    /// <param name="instead">Also those that are in quarantine already, for a reason that begins so, get this reason.</param>
    public static IEnumerable<StoreroomEvent> Of(Site site, Projection projection, ExcursionLot lot, DateTimeOffset at, string reason, string by, string? instead = null) => lot.Rooms
        .Where(room => Exposure.Of(site, projection, room, lot.Article, at).Any(l => lot.Is(l.Article, l.Lot, l.Expiry)))
        .Where(room => Why(projection, room, lot) is var why && (why is null || (instead is not null && why.StartsWith(instead, StringComparison.Ordinal))))
        .Select(room => new LotQuarantined(at, room, lot.Article, lot.Lot, lot.Expiry, reason, by));

    /// <summary>Why a lot must not be used in a storeroom; null when it may, or is not booked there.</summary>
    public static string? Why(Projection projection, string room, ExcursionLot lot) => projection.Book.Holding(room, lot.Article).Lots.FirstOrDefault(l => l.Is(lot.Lot, lot.Expiry))?.Quarantine;
}
