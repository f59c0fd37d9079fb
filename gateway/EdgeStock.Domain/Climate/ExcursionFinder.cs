namespace EdgeStock.Domain;

/// <summary>
/// Finds the excursions of one quantity in a trace. As in the alarm rules, the deadband stands before the delay: an excursion is over when the
/// value has come back by more than the deadband and then stays within the limit for some measured minutes.
/// </summary>
/// <param name="rules">Whose deadband and off-delay count; null for those of the built-in profiles: 0.5 K, 2 %, 5 minutes.</param>
internal sealed class ExcursionFinder(ClimateTrace trace, Quantity quantity, ClimateProfile? rules)
{
    private readonly List<Excursion> found = [];
    private readonly long deadband = MilliSpan.Milli((rules ?? ClimateProfile.All[0]).DeadbandOf(quantity));
    private readonly int offDelay = Math.Max(1, (int)Math.Ceiling((rules ?? ClimateProfile.All[0]).OffDelay.TotalMinutes));
    private ClimateState side;
    private int start;
    private int last;
    private int back;

    /// <summary>All of them, in order.</summary>
    public List<Excursion> Find()
    {
        for (var i = 0; i < trace.Length; i++)
        {
            if (trace[i].Of(quantity) is { } span && trace[i].Limits is { } limits)
            {
                Take(i, span.Mean, limits.For(quantity));
            }
        }

        Close(ongoing: true);
        return found;
    }

    private static long? Milli(double? value) => value is { } v ? MilliSpan.Milli(v) : null;

    private static ClimateState SideOf(long mean, (double? Low, double? High) limits) =>
        mean > Milli(limits.High) ? ClimateState.High : mean < Milli(limits.Low) ? ClimateState.Low : ClimateState.Ok;

    private void Take(int i, long mean, (double? Low, double? High) limits)
    {
        var now = SideOf(mean, limits);
        if (now != ClimateState.Ok)
        {
            if (now != side)
            {
                Close(ongoing: false);
                (side, start) = (now, i);
            }

            (last, back) = (i, 0);
        }
        else if (side != ClimateState.Ok)
        {
            back = back > 0 || IsBack(mean, limits) ? back + 1 : 0;
            if (back == offDelay)
            {
                Close(ongoing: false);
            }
        }
    }

    private bool IsBack(long mean, (double? Low, double? High) limits) => side == ClimateState.High
        ? !(mean > Milli(limits.High) - deadband)
        : !(mean < Milli(limits.Low) + deadband);

    private void Close(bool ongoing)
    {
        if (side != ClimateState.Ok)
        {
            found.Add(Measure(ongoing));
        }

        (side, back) = (ClimateState.Ok, 0);
    }

    /// <summary>What there is to say of the minutes from <see cref="start"/> to <see cref="last"/>, and of the gaps around them.</summary>
    private Excursion Measure(bool ongoing)
    {
        var (earliest, latest) = (start, last + 1);
        while (earliest > 0 && trace[earliest - 1].Of(quantity) is null)
        {
            earliest--;
        }

        while (latest < trace.Length && trace[latest].Of(quantity) is null)
        {
            latest++;
        }

        var (outside, unknown, uncertain, peak, peakAt) = (0, 0, 0, 0L, -1);
        for (var i = earliest; i < latest; i++)
        {
            if (trace[i] is not { Limits: { } limits } minute || minute.Of(quantity) is not { } span)
            {
                unknown++;
            }
            else if (SideOf(span.Mean, limits.For(quantity)) == side)
            {
                outside++;
                uncertain += minute.Quality == (long)Quality.Good ? 0 : 1;
                var extreme = side == ClimateState.High ? span.Max : span.Min;
                (peak, peakAt) = peakAt < 0 || (side == ClimateState.High ? extreme > peak : extreme < peak) ? (extreme, i) : (peak, peakAt);
            }
        }

        var (low, high) = trace[start].Limits!.For(quantity);
        return new(
            quantity, side, (side == ClimateState.High ? high : low)!.Value, trace.At(earliest), trace.At(start), trace.At(last + 1), trace.At(latest), ongoing,
            peak / 1000.0, trace.At(peakAt), outside, unknown, uncertain);
    }
}
