namespace EdgeStock.Domain;

/// <summary>
/// What the minutes say of an alarm's excursion. The alarm says from when to when; which minutes were beyond its limit, and how far, is counted in
/// the climate minutes: mean beyond the limit, and the extreme value of such minutes as the peak.
/// </summary>
/// <param name="Quantity">What was measured.</param>
/// <param name="Side">Above (High) or below (Low) its limit.</param>
/// <param name="Limit">The alarm's own, in °C or %.</param>
public sealed record AlarmedMinutes(Quantity Quantity, ClimateState Side, double Limit)
{
    /// <summary>Measures a whole excursion.</summary>
    /// <param name="trace">Minutes from before the onset on.</param>
    /// <param name="onset">When the alarm says that the limit was broken.</param>
    /// <param name="cleared">When it says that the value was back; null while it is not: then up to the end of the trace.</param>
    /// <returns>Null when no minute's mean was beyond the limit: single values were, or nothing was recorded.</returns>
    public Excursion? Of(ClimateTrace trace, DateTimeOffset onset, DateTimeOffset? cleared)
    {
        var (from, to) = (Math.Clamp(trace.IndexOf(onset), 0, trace.Length), cleared is { } c ? Math.Clamp(trace.IndexOf(c) + 1, 0, trace.Length) : trace.Length);
        var outside = Enumerable.Range(from, Math.Max(0, to - from)).Where(i => IsOutside(trace[i])).ToList();
        if (outside.Count == 0)
        {
            return null;
        }

        var (start, end) = (outside[0], outside[^1]);

        var (earliest, latest) = (start, end + 1);
        while (earliest > 0 && trace[earliest - 1].Of(Quantity) is null)
        {
            earliest--;
        }

        while (latest < trace.Length && trace[latest].Of(Quantity) is null)
        {
            latest++;
        }

        var counted = Count(trace, trace.At(earliest), trace.At(latest));
        return new(
            Quantity, Side, Limit, trace.At(earliest), trace.At(start), trace.At(end + 1), trace.At(latest), cleared is null,
            counted.Peak!.Value, counted.PeakAt!.Value, counted.Outside, counted.Unknown, counted.Uncertain);
    }

    /// <summary>Counts the minutes of a stretch: those of a lot that was there for part of an excursion, say.</summary>
    /// <param name="to">The minute after the last.</param>
    public MinuteCount Count(ClimateTrace trace, DateTimeOffset from, DateTimeOffset to)
    {
        var count = MinuteCount.None;
        long? extreme = null;
        for (var i = Math.Max(0, trace.IndexOf(from)); i < Math.Min(trace.Length, trace.IndexOf(to)); i++)
        {
            var minute = trace[i];
            if (minute.Of(Quantity) is not { } span)
            {
                count = count with { Unknown = count.Unknown + 1 };
            }
            else if (IsOutside(minute))
            {
                var far = Side == ClimateState.High ? span.Max : span.Min;
                var farthest = extreme is not { } e || (Side == ClimateState.High ? far > e : far < e);
                extreme = farthest ? far : extreme;
                count = count with
                {
                    Outside = count.Outside + 1,
                    Uncertain = count.Uncertain + (minute.Quality == (long)Quality.Good ? 0 : 1),
                    Peak = extreme / 1000.0,
                    PeakAt = farthest ? trace.At(i) : count.PeakAt,
                };
            }
        }

        return count;
    }

    private bool IsOutside(TraceMinute minute) => minute.Of(Quantity) is { } span && (Side == ClimateState.High ? span.Mean > MilliSpan.Milli(Limit) : span.Mean < MilliSpan.Milli(Limit));
}

/// <summary>Minutes of a stretch against a limit.</summary>
/// <param name="Outside">Minutes whose mean was beyond it.</param>
/// <param name="Unknown">Minutes without a value: each can have been outside.</param>
/// <param name="Uncertain">Of those outside, how many are not of good quality.</param>
/// <param name="Peak">The most extreme value of those outside, in °C or %; null when there are none.</param>
/// <param name="PeakAt">Start of the minute that holds it.</param>
public sealed record MinuteCount(int Outside, int Unknown, int Uncertain, double? Peak, DateTimeOffset? PeakAt)
{
    /// <summary>Of an empty stretch.</summary>
    public static MinuteCount None { get; } = new(0, 0, 0, null, null);
}
