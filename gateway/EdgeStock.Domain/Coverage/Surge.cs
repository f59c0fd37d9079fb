namespace EdgeStock.Domain;

/// <summary>Consumption far above normal in the last days.</summary>
/// <param name="Ratio">How many times normal.</param>
/// <param name="Probability">How probable so much would be if consumption were normal.</param>
/// <param name="Days">Valid days that were looked at.</param>
public sealed record Surge(double RecentPerDay, double NormalPerDay, double Ratio, double Probability, int Days)
{
    private const int FewestDays = 3;
    private const int MostDays = 7;
    private const double BeginsAt = 1.5;
    private const double EndsBelow = 1.2;
    private const double Improbable = 0.001;

    /// <summary>Where none was measured: takings of several pieces have about twice the variance of single ones.</summary>
    private const double UsualDispersion = 2;

    /// <summary>
    /// Looks at the last three and the last seven days. Against what was measured before these days where there are enough: a configured figure that
    /// is too low would be a surge for ever, and a measured one that holds the surge already would hide it.
    /// </summary>
    /// <param name="days">In any order.</param>
    /// <param name="standing">It was told and has not ended: it ends when consumption is less than 1.2 times normal.</param>
    /// <returns>Null when there is none.</returns>
    public static Surge? Of(Baseline baseline, IReadOnlyList<DayUse> days, DateOnly today, bool standing)
    {
        var measured = MeasuredConsumption.Of(days, today.AddDays(-MostDays)) ?? (baseline.Configured is null ? baseline.Measured : null);
        var (normal, dispersion) = (measured?.PerDay ?? baseline.PerDay ?? 0, measured?.Dispersion ?? UsualDispersion);
        if (normal <= 0)
        {
            return null;
        }

        return new[] { FewestDays, MostDays }
            .Select(n => Recent(days, today, n, normal, dispersion, measured?.Weekdays))
            .OfType<Surge>()
            .Where(s => standing ? s.Ratio >= EndsBelow && s.Days > FewestDays : s.Ratio >= BeginsAt && s.Probability < Improbable)
            .MinBy(s => s.Probability);
    }

    private static Surge? Recent(IReadOnlyList<DayUse> days, DateOnly today, int span, double normal, double dispersion, IReadOnlyList<double>? weekdays)
    {
        var recent = days.Where(d => d.Pieces is not null && d.Day < today && d.Day >= today.AddDays(-span)).ToList();
        if (recent.Count < FewestDays)
        {
            return null;
        }

        var used = recent.Sum(d => d.Pieces!.Value);
        var expected = recent.Sum(d => normal * (weekdays?[((int)d.Day.DayOfWeek + 6) % 7] ?? 1));
        return expected <= 0 ? null : new(used / recent.Count, normal, used / expected, AtLeast((int)Math.Ceiling(used), expected, dispersion), recent.Count);
    }

    /// <summary>Probability of so many pieces or more: negative binomial with this mean and variance over mean, Poisson where that is 1.</summary>
    private static double AtLeast(int pieces, double mean, double dispersion)
    {
        var extra = dispersion - 1;
        var shape = extra > 0.01 ? mean / extra : double.PositiveInfinity;
        var term = double.IsInfinity(shape) ? Math.Exp(-mean) : Math.Pow(1 / dispersion, shape);
        var below = 0.0;
        for (var k = 0; k < pieces; k++)
        {
            below += term;
            term *= double.IsInfinity(shape) ? mean / (k + 1) : (shape + k) / (k + 1) * extra / dispersion;
        }

        return Math.Max(0, 1 - below);
    }
}
