namespace EdgeStock.Domain;

/// <summary>The temperature at which this air would wet a surface.</summary>
public static class DewPoint
{
    /// <summary>Dew point in °C (Magnus formula, coefficients of Sonntag 1990, −45…60 °C).</summary>
    /// <param name="celsius">Air temperature in °C.</param>
    /// <param name="humidity">Relative humidity in %, above 0.</param>
    /// <returns>°C, or null where the air is too dry for the formula.</returns>
    public static double? From(double celsius, double humidity)
    {
        if (humidity <= 0.1)
        {
            return null;
        }

        var gamma = Math.Log(Math.Min(humidity, 100) / 100) + (17.62 * celsius / (243.12 + celsius));
        return 243.12 * gamma / (17.62 - gamma);
    }
}
