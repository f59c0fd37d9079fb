namespace EdgeStock.Domain;

/// <summary>
/// The heat of a stretch of time, open to being added up: minutes at 25 °C that would age goods as much. What is known only as mean, lowest and
/// highest has two bounds; what is not known at all is only time.
/// </summary>
/// <param name="Low">Lower bound of the known time's heat, in minutes at 25 °C.</param>
/// <param name="High">Upper bound.</param>
/// <param name="Known">Minutes with a temperature.</param>
/// <param name="Missing">Minutes without one.</param>
public readonly record struct KineticSum(double Low, double High, double Known, double Missing)
{
    /// <summary>A steady temperature.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than no time, or no temperature.</exception>
    public static KineticSum Of(double celsius, double minutes) => Of(celsius, celsius, celsius, minutes);

    /// <summary>
    /// A course of which mean, lowest and highest are known. The rate of ageing is convex in the temperature, so it was least if the mean stood
    /// all the time (Jensen), and most if only the two extremes occurred (Edmundson and Madansky).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than no time, or no temperatures.</exception>
    public static KineticSum Of(double mean, double min, double max, double minutes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minutes);
        var (low, bottom, top) = (MeanKineticTemperature.Rate(mean), MeanKineticTemperature.Rate(min), MeanKineticTemperature.Rate(max));
        var high = max > min ? bottom + ((top - bottom) * Math.Clamp((mean - min) / (max - min), 0, 1)) : low;
        return new(low * minutes, Math.Max(low, high) * minutes, minutes, 0);
    }

    /// <summary>Time without a temperature.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than no time.</exception>
    public static KineticSum Gap(double minutes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minutes);
        return new(0, 0, 0, minutes);
    }

    /// <summary>Both together.</summary>
    public KineticSum With(KineticSum other) => new(Low + other.Low, High + other.High, Known + other.Known, Missing + other.Missing);

    /// <summary>Without a part of it.</summary>
    public KineticSum Without(KineticSum part) => new(Low - part.Low, High - part.High, Known - part.Known, Missing - part.Missing);

    /// <summary>The least heat that it can hold, in minutes at 25 °C.</summary>
    public double Least(CredibleRange credible) => Low + (Missing * MeanKineticTemperature.Rate(credible.Low));

    /// <summary>The most heat that it can hold.</summary>
    public double Most(CredibleRange credible) => High + (Missing * MeanKineticTemperature.Rate(credible.High));

    /// <summary>Its mean kinetic temperature.</summary>
    /// <param name="credible">What the time without a temperature is bounded by.</param>
    public KineticMean Mean(CredibleRange credible) => !(Known + Missing > 0)
        ? new(null, null, null, 0)
        : new(
            Known > 0 ? MeanKineticTemperature.Celsius((Low + High) / 2 / Known) : null,
            MeanKineticTemperature.Celsius(Least(credible) / (Known + Missing)),
            MeanKineticTemperature.Celsius(Most(credible) / (Known + Missing)),
            Known / (Known + Missing));
}
