namespace EdgeStock.Domain;

/// <summary>Cold goods are in a warm room: from when on may their pack be opened?</summary>
/// <param name="Room">Null: the one storeroom that has the lot.</param>
/// <param name="PackTemp">Temperature of the coldest place in the pack, in °C.</param>
/// <param name="Tau">Time constant of the pack, in minutes; null: as usual for goods of its storage profile.</param>
/// <param name="Margin">By how much the pack must be above the dew point, in K; null: 1 K.</param>
/// <param name="RoomTemp">In °C, where somebody measured it by hand; with <paramref name="RoomRh"/>.</param>
/// <param name="RoomRh">In %.</param>
public sealed record AcclimatiseLot(string? Room, Goods Goods, double PackTemp, double? Tau = null, double? Margin = null, double? RoomTemp = null, double? RoomRh = null) : Instruction;
