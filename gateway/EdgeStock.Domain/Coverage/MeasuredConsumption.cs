namespace EdgeStock.Domain;

/// <summary>What was used on a day.</summary>
/// <param name="Pieces">Null on a day with faults, or one that began with an empty shelf: it says nothing.</param>
public readonly record struct DayUse(DateOnly Day, double? Pieces);

/// <summary>How a figure was found.</summary>
public enum ConsumptionMethod
{
    /// <summary>Mean of the weekdays' means: a day that is missing does not shift it.</summary>
    Weekdays,

    /// <summary>
    /// Probability of demand times its size, each smoothed (Teunter, Syntetos and Babai 2011), for slow movers: unlike Croston's it is unbiased
    /// and sinks when demand stays away.
    /// </summary>
    Intermittent,
}

/// <summary>Consumption as it was measured over a quarter.</summary>
/// <param name="PerDay">Pieces a day.</param>
/// <param name="Low">Low end of the 95 % interval of that mean.</param>
/// <param name="High">High end.</param>
/// <param name="ValidDays">Days without faults.</param>
/// <param name="DemandDays">Of these, days on which any was used.</param>
/// <param name="Dispersion">Variance of a day's use over its mean, at least 1: 1 when each piece is taken for itself.</param>
/// <param name="Weekdays">Factors of the weekdays, Monday first, with mean 1; null while they are too few to tell.</param>
public sealed record MeasuredConsumption(double PerDay, double Low, double High, int ValidDays, int DemandDays, double Dispersion, ConsumptionMethod Method, IReadOnlyList<double>? Weekdays)
{
    /// <summary>Days that are looked at.</summary>
    public const int Window = 90;

    /// <summary>Fewer valid days say nothing.</summary>
    public const int FewestDays = 28;

    /// <summary>Demand that comes less often than each 1.32 days is intermittent (Syntetos, Boylan and Croston 2005).</summary>
    private const double IntermittentInterval = 1.32;

    /// <summary>Weekday factors are told from eight weeks on, drawn towards 1 as if four ordinary days more had been seen of each.</summary>
    private const int DaysForWeekdays = 56;
    private const double Shrinkage = 4;
    private const double ProbabilitySmoothing = 0.02;
    private const double SizeSmoothing = 0.05;

    /// <summary>The figure of the quarter before a day.</summary>
    /// <param name="days">In any order.</param>
    /// <returns>Null with fewer than 28 valid days.</returns>
    public static MeasuredConsumption? Of(IReadOnlyList<DayUse> days, DateOnly today)
    {
        var valid = days.Where(d => d.Pieces is not null && d.Day < today && d.Day >= today.AddDays(-Window)).OrderBy(d => d.Day).Select(d => (d.Day, Pieces: d.Pieces!.Value)).ToList();
        if (valid.Count < FewestDays)
        {
            return null;
        }

        var demand = valid.Where(d => d.Pieces > 0).ToList();
        if (demand.Count == 0)
        {
            // Nothing in n days: with 95 % less than 3 in n days.
            return new(0, 0, 3.0 / valid.Count, valid.Count, 0, 1, ConsumptionMethod.Intermittent, null);
        }

        // Weekdays on which it is never used, such as Sundays, do not make a regular demand intermittent.
        var strata = valid.GroupBy(d => d.Day.DayOfWeek).ToDictionary(g => g.Key, g => g.Select(d => d.Pieces).ToList());
        var asked = strata.Where(s => s.Value.Count < 4 || s.Value.Any(p => p > 0)).Sum(s => s.Value.Count);
        return (double)asked / demand.Count < IntermittentInterval ? Regular(strata, valid.Count, demand.Count) : Intermittent([.. valid.Select(d => d.Pieces)], [.. demand.Select(d => d.Pieces)]);
    }

    private static MeasuredConsumption Regular(Dictionary<DayOfWeek, List<double>> strata, int valid, int demand)
    {
        var means = strata.ToDictionary(s => s.Key, s => s.Value.Average());
        var mean = means.Values.Average();
        var residual = strata.Sum(s => s.Value.Sum(p => (p - means[s.Key]) * (p - means[s.Key]))) / Math.Max(1, valid - strata.Count);
        var error = Math.Sqrt(strata.Values.Sum(s => residual / s.Count)) / strata.Count;

        // A weekday that was never seen may be another one than the mean of the others.
        var unseen = strata.Count < 7 ? (7 - strata.Count) / 7.0 * Deviation([.. means.Values]) : 0;
        var reach = 2 * Math.Sqrt((error * error) + (unseen * unseen));
        return new(mean, Math.Max(0, mean - reach), mean + reach, valid, demand, Math.Max(1, residual / mean), ConsumptionMethod.Weekdays, Factors(strata, mean, valid));
    }

    private static MeasuredConsumption Intermittent(IReadOnlyList<double> days, IReadOnlyList<double> sizes)
    {
        var (probability, size) = ((double)sizes.Count / days.Count, sizes.Average());
        var spread = Deviation(sizes) / size;
        foreach (var pieces in days)
        {
            probability += ProbabilitySmoothing * ((pieces > 0 ? 1 : 0) - probability);
            size += pieces > 0 ? SizeSmoothing * (pieces - size) : 0;
        }

        // Of a compound count: relative variance (1 + cv²) over the number of demands; half as much again for the smoothing.
        var perDay = probability * size;
        var reach = Math.Exp(2 * Math.Sqrt(1.5 * (1 + (spread * spread)) / sizes.Count));
        var mean = days.Average();
        return new(perDay, perDay / reach, perDay * reach, days.Count, sizes.Count, Math.Max(1, days.Sum(d => (d - mean) * (d - mean)) / (days.Count - 1) / mean), ConsumptionMethod.Intermittent, null);
    }

    private static double[]? Factors(Dictionary<DayOfWeek, List<double>> strata, double mean, int valid)
    {
        if (valid < DaysForWeekdays || strata.Count < 7)
        {
            return null;
        }

        var raw = Enumerable.Range(1, 7).Select(i => strata[(DayOfWeek)(i % 7)]).Select(s => (s.Sum() / mean + Shrinkage) / (s.Count + Shrinkage)).ToArray();
        return [.. raw.Select(f => f * 7 / raw.Sum())];
    }

    private static double Deviation(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        return values.Count < 2 ? 0 : Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1));
    }
}
