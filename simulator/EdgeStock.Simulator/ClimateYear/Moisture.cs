namespace EdgeStock.Simulator.ClimateYear;

/// <summary>Water in air at 1013 hPa: grams a kilogram of dry air, and relative humidity. Magnus formula over water.</summary>
internal static class Moisture
{
    private const double Pressure = 1013.25;
    private const double Ratio = 621.98;

    /// <summary>Water in air of a relative humidity, g/kg.</summary>
    public static double Grams(double celsius, double humidity) => FromPressure(Saturation(celsius) * humidity / 100);

    /// <summary>Water in air of a dew point, g/kg.</summary>
    public static double GramsAtDewPoint(double celsius) => FromPressure(Saturation(celsius));

    /// <summary>Relative humidity in %, at most 100.</summary>
    public static double Humidity(double celsius, double grams) => Math.Clamp(100 * (Pressure * grams / (Ratio + grams)) / Saturation(celsius), 0, 100);

    private static double FromPressure(double hectopascal) => Ratio * hectopascal / (Pressure - hectopascal);

    private static double Saturation(double celsius) => 6.112 * Math.Exp(17.62 * celsius / (243.12 + celsius));
}
