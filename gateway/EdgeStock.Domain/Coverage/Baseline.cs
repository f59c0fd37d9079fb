namespace EdgeStock.Domain;

/// <summary>A configured normal consumption.</summary>
/// <param name="PerMonth">Pieces a month.</param>
/// <param name="Source">Where the figure comes from.</param>
public sealed record MonthlyFigure(double PerMonth, string Source, DateOnly Since);

/// <summary>What consumption is normal: the configured figure where there is one, else the measured one; both are shown.</summary>
/// <param name="PerDay">Null when there is neither: cover is then undefined, never endless.</param>
/// <param name="Differs">The two differ by more than a quarter of the configured one.</param>
/// <param name="MonthDays">Days of a month.</param>
public sealed record Baseline(double? PerDay, BaselineSource Source, MonthlyFigure? Configured, MeasuredConsumption? Measured, bool Differs, int MonthDays)
{
    private const double MostDifference = 0.25;

    /// <summary>Chooses.</summary>
    public static Baseline Of(MonthlyFigure? configured, MeasuredConsumption? measured, int monthDays) => (configured, measured) switch
    {
        ({ } c, { } m) => new(c.PerMonth / monthDays, BaselineSource.Configured, c, m, Math.Abs((m.PerDay * monthDays) - c.PerMonth) > MostDifference * c.PerMonth, monthDays),
        ({ } c, null) => new(c.PerMonth / monthDays, BaselineSource.Configured, c, null, false, monthDays),
        (null, { } m) => new(m.PerDay, BaselineSource.Measured, null, m, false, monthDays),
        _ => new(null, BaselineSource.None, null, null, false, monthDays),
    };
}
