namespace EdgeStock.Domain;

/// <summary>
/// Mean kinetic temperature: the one steady temperature that would age goods as much as the course of temperatures did. Heat counts more than
/// cold, and every stretch counts by its time, never by its number of samples. Source: USP &lt;1079.2&gt; after Haynes (1971), with
/// ΔH/R = 10,000 K (83.14 kJ/mol).
/// </summary>
public static class MeanKineticTemperature
{
    /// <summary>Activation energy over the gas constant, in K.</summary>
    public const double ActivationOverGas = 10_000;

    private const double ZeroCelsius = 273.15;
    private const double Reference = 25 + ZeroCelsius;

    /// <summary>How many times faster goods age at this temperature than at 25 °C.</summary>
    /// <param name="celsius">Temperature in °C.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not a number, not above absolute zero, or above 1000 °C.</exception>
    public static double Rate(double celsius) => celsius > -ZeroCelsius && celsius <= 1000
        ? Math.Exp(ActivationOverGas * ((1 / Reference) - (1 / (celsius + ZeroCelsius))))
        : throw new ArgumentOutOfRangeException(nameof(celsius), celsius, "a temperature in °C above absolute zero and up to 1000");

    /// <summary>The temperature in °C at which goods age at this rate: the inverse of <see cref="Rate"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a positive number.</exception>
    public static double Celsius(double rate) => rate > 0 && double.IsFinite(rate)
        ? (1 / ((1 / Reference) - (Math.Log(rate) / ActivationOverGas))) - ZeroCelsius
        : throw new ArgumentOutOfRangeException(nameof(rate), rate, "a positive rate");

    /// <summary>Of stretches that are all known, in °C.</summary>
    /// <param name="stretches">Temperature in °C and how long it stood.</param>
    /// <exception cref="ArgumentException">They take no time at all.</exception>
    public static double Of(IEnumerable<(double Celsius, TimeSpan Time)> stretches)
    {
        var sum = default(KineticSum);
        foreach (var (celsius, time) in stretches)
        {
            sum = sum.With(KineticSum.Of(celsius, time.TotalMinutes));
        }

        return sum.Known > 0 ? Celsius(sum.Low / sum.Known) : throw new ArgumentException("a mean needs at least one stretch that takes time", nameof(stretches));
    }
}
