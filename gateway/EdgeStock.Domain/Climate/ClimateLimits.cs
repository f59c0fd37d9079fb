namespace EdgeStock.Domain;

/// <summary>Limits that were in force at a time; null where there was none.</summary>
/// <param name="Low">Lowest temperature in °C.</param>
/// <param name="High">Highest temperature in °C.</param>
/// <param name="Dry">Lowest relative humidity in %.</param>
/// <param name="Damp">Highest relative humidity in %.</param>
public sealed record ClimateLimits(double? Low, double? High, double? Dry, double? Damp)
{
    /// <summary>Those of a profile.</summary>
    public static ClimateLimits Of(ClimateProfile profile) => new(profile.Low, profile.High, profile.HumidityLow, profile.HumidityHigh);

    /// <summary>Those of a climate point.</summary>
    public static ClimateLimits Of(ClimatePoint point)
    {
        var (temperature, humidity) = (point.Channels.FirstOrDefault(c => c.Quantity == Quantity.Temperature), point.Channels.FirstOrDefault(c => c.Quantity == Quantity.Humidity));
        return new(temperature?.Low, temperature?.High, humidity?.Low, humidity?.High);
    }

    /// <summary>Both limits of one quantity.</summary>
    public (double? Low, double? High) For(Quantity quantity) => quantity == Quantity.Temperature ? (Low, High) : (Dry, Damp);
}
