namespace EdgeStock.Domain;

/// <summary>Books lots first-expired-first-out. A lot without a date stands behind those with one.</summary>
internal static class Fefo
{
    /// <summary>Lots in the order in which they are to be used.</summary>
    public static IReadOnlyList<BookedLot> InOrder(IEnumerable<BookedLot> lots) =>
        [.. lots.Where(l => l.Pieces > 0).OrderBy(l => l.Expiry ?? DateOnly.MaxValue).ThenBy(l => l.Since).ThenBy(l => l.Lot, StringComparer.Ordinal)];

    /// <summary>With pieces more of a lot; a quarantine of the lot holds for them too.</summary>
    public static IReadOnlyList<BookedLot> Add(IReadOnlyList<BookedLot> lots, string? lot, DateOnly? expiry, int pieces, DateTimeOffset at)
    {
        var known = lots.FirstOrDefault(l => l.Is(lot, expiry));
        return InOrder(lots.Where(l => l != known).Append(known is null ? new(lot, expiry, pieces, null, at) : known with { Pieces = known.Pieces + pieces }));
    }

    /// <summary>With a lot counted anew. One that was booked without its date gets it with the count.</summary>
    public static IReadOnlyList<BookedLot> Set(IReadOnlyList<BookedLot> lots, string? lot, DateOnly? expiry, int pieces, DateTimeOffset at)
    {
        var known = lots.FirstOrDefault(l => l.Is(lot, expiry)) ?? lots.FirstOrDefault(l => lot is not null && l.Is(lot, null));
        return InOrder(lots.Where(l => l != known).Append(known is null ? new(lot, expiry, pieces, null, at) : known with { Expiry = expiry, Pieces = pieces }));
    }

    /// <summary>
    /// With pieces fewer, taken for use: from the lots that may be used on <paramref name="today"/>, first to expire first, and only then from
    /// what should not have been taken. So what is too old stays on the books until somebody throws it away.
    /// </summary>
    public static IReadOnlyList<BookedLot> Take(IReadOnlyList<BookedLot> lots, int pieces, DateOnly today) =>
        Take(lots, pieces, lots.OrderBy(l => l.Quarantine is not null || l.Expiry < today ? 1 : 0));

    /// <summary>With pieces of a certain lot fewer; where they are more than that lot has, or no lot is named, the first to expire go.</summary>
    public static IReadOnlyList<BookedLot> TakeOf(IReadOnlyList<BookedLot> lots, string? lot, DateOnly? expiry, int pieces) =>
        Take(lots, pieces, lots.OrderBy(l => l.Is(lot, expiry) ? 0 : lot is not null && l.Lot == lot ? 1 : 2));

    /// <summary>With pieces back that were taken a moment ago.</summary>
    public static IReadOnlyList<BookedLot> PutBack(IReadOnlyList<BookedLot> lots, int pieces, DateOnly today) =>
        lots.FirstOrDefault(l => l.Quarantine is null && !(l.Expiry < today)) is { } first ? [.. lots.Select(l => l == first ? l with { Pieces = l.Pieces + pieces } : l)] : lots;

    private static IReadOnlyList<BookedLot> Take(IReadOnlyList<BookedLot> lots, int pieces, IEnumerable<BookedLot> order)
    {
        var left = new Dictionary<BookedLot, int>(ReferenceEqualityComparer.Instance);
        foreach (var lot in order)
        {
            var some = Math.Min(pieces, lot.Pieces);
            left[lot] = lot.Pieces - some;
            pieces -= some;
        }

        return [.. lots.Where(l => left[l] > 0).Select(l => left[l] == l.Pieces ? l : l with { Pieces = left[l] })];
    }
}
