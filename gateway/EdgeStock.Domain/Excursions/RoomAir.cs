namespace EdgeStock.Domain;

/// <summary>The air at a climate point now, as far as its sensors are believed and heard.</summary>
/// <param name="Temperature">Filtered, in °C; null when nobody can say it.</param>
/// <param name="Humidity">Filtered relative humidity, in %; null likewise.</param>
public sealed record RoomAir(ClimatePoint Point, double? Temperature, double? Humidity);
