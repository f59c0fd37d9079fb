namespace EdgeStock.Domain;

/// <summary>Limits that goods in the storeroom have made stricter than the point's own.</summary>
/// <param name="Low">The lower limit that was said last, in °C or %; null for none.</param>
/// <param name="LowBecause">The goods that ask for it; null: it is the point's own.</param>
/// <param name="Since">When it was said.</param>
/// <param name="OtherSince">Since when the goods there ask for something else; null while they ask for this.</param>
/// <param name="Seq">Ledger entry that last changed it.</param>
public sealed record StockLimitsView(
    string Room, string Point, Quantity Quantity, double? Low, double? High, LimitReason? LowBecause, LimitReason? HighBecause, DateTimeOffset Since, DateTimeOffset? OtherSince, long Seq);

/// <summary>Goods in a storeroom that cannot be kept there as their labels say.</summary>
/// <param name="Since">When the first of them came.</param>
/// <param name="OtherSince">Since when they are others; null while they are these.</param>
public sealed record StorageConflictsView(string Room, IReadOnlyList<StorageConflict> Conflicts, DateTimeOffset Since, DateTimeOffset? OtherSince, long Seq);
