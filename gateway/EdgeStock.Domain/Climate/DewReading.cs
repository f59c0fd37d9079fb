namespace EdgeStock.Domain;

/// <summary>A dew point with its expanded uncertainty: the true one lies within ±<paramref name="U"/> in 95 of 100 (k = 2).</summary>
/// <param name="Celsius">Dew point in °C.</param>
/// <param name="U">In K, above 0.</param>
public readonly record struct DewReading(double Celsius, double U)
{
    /// <summary>From what a sensor says and how well it knows it (propagation by the formula's two slopes, GUM 5.1.2).</summary>
    /// <param name="celsius">Temperature in °C.</param>
    /// <param name="humidity">Relative humidity in %.</param>
    /// <param name="temperatureU">Expanded uncertainty in K.</param>
    /// <param name="humidityU">Expanded uncertainty in % relative humidity.</param>
    /// <returns>Null where the air is too dry for a dew point.</returns>
    public static DewReading? From(double celsius, double humidity, double temperatureU, double humidityU)
    {
        const double step = 0.01;
        if (DewPoint.From(celsius, humidity) is not { } dew || DewPoint.From(celsius, humidity - step) is not { } drier || DewPoint.From(celsius - step, humidity) is not { } colder)
        {
            return null;
        }

        var (byHumidity, byTemperature) = ((dew - drier) / step * humidityU, (dew - colder) / step * temperatureU);
        return new(dew, Math.Sqrt((byHumidity * byHumidity) + (byTemperature * byTemperature)));
    }
}
