namespace EdgeStock.Domain;

/// <summary>
/// How long a temperature may stand until the mean kinetic temperature of the running window passes its limit. Time at the new temperature enters
/// the window, and as much of the oldest leaves it.
/// </summary>
public static class ExcursionBudget
{
    /// <summary>Beyond this share of the limit it is passed; less is what adding a month of minutes does to a sum.</summary>
    private const double Rounding = 1e-10;

    /// <summary>Hours at a temperature in a window that held one steady temperature before.</summary>
    /// <param name="baseCelsius">What stood before, in °C.</param>
    /// <param name="limitCelsius">Limit of the mean kinetic temperature.</param>
    /// <param name="windowHours">Length of the window.</param>
    /// <param name="excursionCelsius">What stands from now on.</param>
    /// <returns>0 when the limit is passed already, null when this temperature never passes it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The window takes no time.</exception>
    public static double? Hours(double baseCelsius, double limitCelsius, double windowHours, double excursionCelsius)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(windowHours);
        var (before, limit, after) = (MeanKineticTemperature.Rate(baseCelsius), MeanKineticTemperature.Rate(limitCelsius), MeanKineticTemperature.Rate(excursionCelsius));
        return before > limit ? 0 : after > limit ? windowHours * (limit - before) / (after - before) : null;
    }

    /// <summary>The countdown: what the window holds now is known minute by minute.</summary>
    /// <param name="window">One sum a minute, oldest first, up to now.</param>
    /// <param name="celsius">What stands from now on, in °C.</param>
    /// <param name="limitCelsius">Limit of the mean kinetic temperature.</param>
    /// <param name="credible">What gaps are bounded by.</param>
    public static BudgetLeft Left(ReadOnlySpan<KineticSum> window, double celsius, double limitCelsius, CredibleRange credible) => new(
        Minutes(window, celsius, limitCelsius, credible, worst: true) / 60,
        Minutes(window, celsius, limitCelsius, credible, worst: false) / 60);

    /// <summary>Minutes until the first crossing; within a minute of the window all is linear.</summary>
    private static double? Minutes(ReadOnlySpan<KineticSum> window, double celsius, double limitCelsius, CredibleRange credible, bool worst)
    {
        double heat = 0, time = 0;
        foreach (var minute in window)
        {
            heat += worst ? minute.Most(credible) : minute.Least(credible);
            time += minute.Known + minute.Missing;
        }

        var (limit, entering) = (MeanKineticTemperature.Rate(limitCelsius) * time, MeanKineticTemperature.Rate(celsius));
        if (heat > limit * (1 + Rounding))
        {
            return 0;
        }

        double passed = 0;
        foreach (var minute in window)
        {
            var length = minute.Known + minute.Missing;
            var change = (entering * length) - (worst ? minute.Most(credible) : minute.Least(credible));
            if (heat + change > limit * (1 + Rounding))
            {
                return passed + (length * Math.Clamp((limit - heat) / change, 0, 1));
            }

            (heat, passed) = (heat + change, passed + length);
        }

        return null;
    }
}
