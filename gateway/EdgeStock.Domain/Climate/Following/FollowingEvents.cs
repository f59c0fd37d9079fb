namespace EdgeStock.Domain;

/// <summary>The limits in force at a climate point are others, because of the goods that are in its storeroom now. They are never looser than the point's own.</summary>
/// <param name="WasLow">Lower limit before, in °C or %; null for none. Likewise the other three.</param>
/// <param name="LowBecause">The goods that ask for the lower limit; null: it is the point's own.</param>
/// <param name="HighBecause">Likewise the upper one.</param>
public sealed record ClimateLimitsChanged(
    DateTimeOffset At, string Room, string Point, Quantity Quantity, double? WasLow, double? WasHigh, double? Low, double? High, LimitReason? LowBecause, LimitReason? HighBecause)
    : RoomEvent(At, Room);

/// <summary>Goods in a storeroom that no place there suits, given its own limits and the goods that came before them.</summary>
/// <param name="With">The article that they cannot stand with; null: the storeroom's own limits do not suit them.</param>
public sealed record StorageConflict(LimitReason Goods, string? With)
{
    /// <summary>In words.</summary>
    public string Words() => $"{Goods.Words()} {(With is null ? "has no place here that suits it" : $"cannot stand in one room with {With}")}";
}

/// <summary>Which goods in a storeroom cannot be kept there as their labels say. Their limits are told and not applied.</summary>
/// <param name="Conflicts">All of them; empty when there are none any more.</param>
public sealed record StorageConflictsChanged(DateTimeOffset At, string Room, IReadOnlyList<StorageConflict> Conflicts) : RoomEvent(At, Room);
