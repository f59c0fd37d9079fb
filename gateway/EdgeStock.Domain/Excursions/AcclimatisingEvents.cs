namespace EdgeStock.Domain;

/// <summary>Cold goods stand in a warm room: their pack must not be opened yet, because the room's air would wet what is in it.</summary>
/// <param name="Until">Not before this; then it is reckoned again, by the room's dew point then.</param>
/// <param name="PackTemp">Temperature of the coldest place in the pack at the event's time, in °C.</param>
/// <param name="Tau">Time constant of the pack, in minutes.</param>
/// <param name="Margin">By how much the pack must be above the dew point, in K.</param>
/// <param name="RoomTemp">Air temperature of the room, in °C.</param>
/// <param name="RoomRh">Its relative humidity, in %.</param>
/// <param name="DewPoint">Its dew point, in °C; null where the air is too dry to have one.</param>
/// <param name="By">Who said that the goods are cold, as a pseudonym; null when a timer that was due goes on.</param>
public sealed record LotAcclimatising(
    DateTimeOffset At, string Room, string Article, string? Lot, DateOnly? Expiry, DateTimeOffset Until, double PackTemp, double Tau, double Margin, double RoomTemp, double RoomRh, double? DewPoint, string? By)
    : LotEvent(At, Room, Article, Lot, Expiry);

/// <summary>The pack stands above the room's dew point: it may be opened.</summary>
/// <param name="Since">When the wait began.</param>
/// <param name="DewPoint">The room's dew point now, in °C; null when nobody can say it, and the time stands as it was reckoned.</param>
public sealed record LotAcclimatised(DateTimeOffset At, string Room, string Article, string? Lot, DateOnly? Expiry, DateTimeOffset Since, double? DewPoint) : LotEvent(At, Room, Article, Lot, Expiry);
