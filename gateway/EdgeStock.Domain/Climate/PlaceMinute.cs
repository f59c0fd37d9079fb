namespace EdgeStock.Domain;

/// <summary>What one climate point says of one minute; of an hour whose minutes are not kept any more, it says the same of each of them.</summary>
/// <param name="Temperature">In thousandths of °C: of the minute, or of its hour.</param>
/// <param name="Humidity">In thousandths of %.</param>
/// <param name="Limits">Of the point, in force then.</param>
/// <param name="Heat">Of the minute, with its bounds.</param>
/// <param name="IsHour">It is known of the whole hour only.</param>
public readonly record struct PlaceMinute(MilliSpan? Temperature, MilliSpan? Humidity, ClimateLimits? Limits, KineticSum Heat, bool IsHour);
