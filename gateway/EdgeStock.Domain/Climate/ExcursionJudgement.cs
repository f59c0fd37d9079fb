namespace EdgeStock.Domain;

/// <summary>An excursion and what it did: the mean kinetic temperature over the right window, and what budget is left.</summary>
/// <param name="Window">Length and kind of the window; null for humidity, as all that follows.</param>
/// <param name="WindowEnd">
/// The window ends with the excursion, or where what was looked at ends if it goes on. A window cannot hold an excursion that is longer than
/// itself: then it is the warmest one that ends within it.
/// </param>
/// <param name="Credible">What gaps were bounded by: the window's range, and every temperature seen in it.</param>
/// <param name="Verdict">The mean kinetic temperature against the limit: the profile's own, or else the upper limit in force; null where there is neither.</param>
/// <param name="BudgetAt">The budget is reckoned at this temperature: the last one while it goes on, else its peak; null for the cold side.</param>
/// <param name="Budget">Hours left at that temperature from the end of the excursion on.</param>
public sealed record ExcursionJudgement(
    Excursion Excursion, KineticWindow? Window, DateTimeOffset? WindowEnd, CredibleRange? Credible, KineticMean? Kinetic, double? KineticLimit, KineticVerdict? Verdict,
    double? BudgetAt, BudgetLeft? Budget)
{
    /// <summary>Judges every excursion that reaches into a stretch of time, in order of their start.</summary>
    /// <param name="trace">The stretch, with the longest window (30 days) before it; what is missing of that counts as a gap.</param>
    /// <param name="from">Only those that end after this instant.</param>
    /// <param name="rules">The profile that it is judged by: deadband, off-delay, window and limit of the mean kinetic temperature, what gaps are bounded by; null for the usual ones.</param>
    public static IReadOnlyList<ExcursionJudgement> Of(ClimateTrace trace, DateTimeOffset from, ClimateProfile? rules = null)
    {
        var all = new ExcursionFinder(trace, Quantity.Temperature, rules).Find();
        all.AddRange(new ExcursionFinder(trace, Quantity.Humidity, rules).Find());
        return [.. all.Where(e => e.Ongoing || e.EndLatest > from).OrderBy(e => e.Start).ThenBy(e => e.Quantity).Select(e => Of(trace, e, rules))];
    }

    /// <summary>Judges one excursion, however it was found.</summary>
    /// <param name="trace">The minutes that hold it, with its window before it.</param>
    /// <param name="rules">The profile that it is judged by; null for the usual ones.</param>
    public static ExcursionJudgement Of(ClimateTrace trace, Excursion excursion, ClimateProfile? rules = null)
    {
        if (excursion.Quantity != Quantity.Temperature)
        {
            return new(excursion, null, null, null, null, null, null, null, null);
        }

        var high = trace[trace.IndexOf(excursion.Start)].Limits?.High;
        var window = rules?.WindowUnder(high) ?? KineticWindow.For(high);
        var ceiling = rules?.Kinetic?.Limit ?? high;
        var length = (int)window.Length.TotalMinutes;
        var end = EndOf(trace, excursion, length, window.Credible);
        var credible = trace.Seen(window.Credible, end, length);
        var sum = default(KineticSum);
        foreach (var minute in trace.Heat(end, length))
        {
            sum = sum.With(minute);
        }

        var kinetic = sum.Mean(credible);
        var judged = new ExcursionJudgement(excursion, window, trace.At(end), credible, kinetic, ceiling, ceiling is { } limit ? kinetic.Against(limit) : null, null, null);
        if (excursion.Side != ClimateState.High || ceiling is not { } most)
        {
            return judged;
        }

        var at = excursion.Ongoing ? Last(trace, excursion) : excursion.Peak;
        var now = excursion.Ongoing ? trace.Length : trace.IndexOf(excursion.End);
        return judged with { BudgetAt = at, Budget = ExcursionBudget.Left(trace.Heat(now, length), at, most, trace.Seen(window.Credible, now, length)) };
    }

    /// <summary>Where the window ends.</summary>
    private static int EndOf(ClimateTrace trace, Excursion excursion, int length, CredibleRange credible)
    {
        var end = excursion.Ongoing ? trace.Length : trace.IndexOf(excursion.End);
        var begin = trace.IndexOf(excursion.Start) + length;
        if (begin >= end)
        {
            return end;
        }

        var sum = default(KineticSum);
        foreach (var minute in trace.Heat(begin, length))
        {
            sum = sum.With(minute);
        }

        var (best, most) = (begin, sum.Most(credible));
        for (var i = begin; i < end; i++)
        {
            sum = sum.With(trace.Heat(i + 1, 1)[0]).Without(trace.Heat(i + 1 - length, 1)[0]);
            (best, most) = sum.Most(credible) > most ? (i + 1, sum.Most(credible)) : (best, most);
        }

        return best;
    }

    private static double Last(ClimateTrace trace, Excursion excursion)
    {
        var i = trace.Length - 1;
        while (trace[i].Temperature is null && i > trace.IndexOf(excursion.Start))
        {
            i--;
        }

        return trace[i].Temperature!.Value.Mean / 1000.0;
    }
}
