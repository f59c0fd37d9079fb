namespace EdgeStock.Domain;

/// <summary>
/// How warm an hour's minutes were, minute by minute, at a point whose profile limits warm time or the mean kinetic temperature: so that a running
/// window needs no minutes, and says the same as they would.
/// </summary>
/// <param name="Minutes">Minutes with a temperature, kept or not.</param>
/// <param name="Least">Lower bound of their heat, in minutes at 25 °C (<see cref="KineticSum"/>).</param>
/// <param name="Most">Upper bound.</param>
/// <param name="Above">The temperature above which time adds up, in °C; null where none does.</param>
/// <param name="MinutesAbove">Minutes whose mean was above it.</param>
public sealed record HourHeat(int Minutes, double Least, double Most, double? Above, int MinutesAbove)
{
    /// <summary>Finer than any sensor, and the same on every machine.</summary>
    private const int Digits = 6;

    /// <summary>With one more minute; null where the point's profile asks for neither.</summary>
    internal static HourHeat? With(HourHeat? heat, MilliSpan? minute, ClimateProfile? rules)
    {
        if (minute is not { } m || (rules?.Cumulative is null && rules?.Kinetic is null))
        {
            return heat;
        }

        var above = rules.Cumulative?.Above;
        heat ??= new(0, 0, 0, above, 0);
        var sum = KineticSum.Of(m.Mean / 1000.0, m.Min / 1000.0, m.Max / 1000.0, 1);
        return heat with
        {
            Minutes = heat.Minutes + 1,
            Least = heat.Least + sum.Low,
            Most = heat.Most + sum.High,
            MinutesAbove = heat.MinutesAbove + (above is { } limit && m.Mean > MilliSpan.Milli(limit) ? 1 : 0),
        };
    }

    /// <summary>As it is stored.</summary>
    internal HourHeat Rounded() => this with { Least = Math.Round(Least, Digits), Most = Math.Round(Most, Digits) };
}
