namespace EdgeStock.Domain;

/// <summary>
/// A stretch of time at one climate point, minute by minute. A minute that was not measured is a gap and stays one. An hour whose minutes are not
/// kept any more tells of its heat by mean, lowest and highest, but not of its minutes.
/// </summary>
public sealed class ClimateTrace
{
    /// <summary>A year and a window before it.</summary>
    public const int MostMinutes = 400 * 24 * 60;

    private const int HourMinutes = 60;

    private readonly long first;
    private readonly TraceMinute[] minutes;
    private readonly KineticSum[] heat;

    /// <summary>A stretch with nothing in it yet.</summary>
    /// <param name="from">Its first minute.</param>
    /// <param name="to">The minute after its last.</param>
    /// <exception cref="ArgumentException">It is empty, or longer than <see cref="MostMinutes"/>.</exception>
    public ClimateTrace(DateTimeOffset from, DateTimeOffset to)
    {
        first = MinuteOf(from);
        var length = MinuteOf(to) - first;
        if (length is <= 0 or > MostMinutes)
        {
            throw new ArgumentException($"a trace has 1 to {MostMinutes} minutes, not {length}", nameof(to));
        }

        minutes = new TraceMinute[length];
        heat = new KineticSum[length];
        Array.Fill(heat, KineticSum.Gap(1));
    }

    /// <summary>Minutes in it, with and without values.</summary>
    public int Length => minutes.Length;

    /// <summary>A minute by its place.</summary>
    public TraceMinute this[int index] => minutes[index];

    /// <summary>Start of the minute at a place; one past the last is the trace's end.</summary>
    public DateTimeOffset At(int index) => DateTimeOffset.FromUnixTimeSeconds((first + index) * 60);

    /// <summary>Place of the minute in which an instant lies, which may be outside the trace.</summary>
    public int IndexOf(DateTimeOffset at) => checked((int)(MinuteOf(at) - first));

    /// <summary>Adds a minute; one outside the stretch is left out, one that was there before (a clock set back) is joined with it.</summary>
    /// <param name="limits">In force then.</param>
    public void Add(StoredMinute minute, ClimateLimits limits)
    {
        var index = Math.DivRem(minute.Start, 60).Quotient - first;
        if (index < 0 || index >= minutes.Length)
        {
            return;
        }

        var before = minutes[index];
        var now = new TraceMinute(Join(before.Temperature, minute.Temperature), Join(before.Humidity, minute.Humidity), Math.Max(before.Quality, minute.Quality), limits);
        minutes[index] = now;
        if (now.Temperature is { } t)
        {
            heat[index] = KineticSum.Of(t.Mean / 1000.0, t.Min / 1000.0, t.Max / 1000.0, 1);
        }
    }

    /// <summary>Adds the heat of an hour whose minutes are not kept.</summary>
    /// <param name="start">Start of the hour.</param>
    /// <param name="temperature">Over the hour.</param>
    /// <param name="known">Minutes of it that had values.</param>
    public void AddHour(DateTimeOffset start, MilliSpan temperature, int known)
    {
        var share = Math.Clamp(known, 0, HourMinutes) / (double)HourMinutes;
        var minute = KineticSum.Of(temperature.Mean / 1000.0, temperature.Min / 1000.0, temperature.Max / 1000.0, share).With(KineticSum.Gap(1 - share));
        for (var i = IndexOf(start); i < IndexOf(start) + HourMinutes; i++)
        {
            if (i >= 0 && i < heat.Length && minutes[i].Temperature is null)
            {
                heat[i] = minute;
            }
        }
    }

    /// <summary>The heat of a window, one sum a minute, oldest first; before and after the trace there are gaps.</summary>
    /// <param name="end">Place of the minute after its last.</param>
    /// <param name="length">Minutes.</param>
    public ReadOnlySpan<KineticSum> Heat(int end, int length)
    {
        if (end >= length && end <= heat.Length)
        {
            return heat.AsSpan(end - length, length);
        }

        var window = new KineticSum[length];
        for (var i = 0; i < length; i++)
        {
            var at = end - length + i;
            window[i] = at >= 0 && at < heat.Length ? heat[at] : KineticSum.Gap(1);
        }

        return window;
    }

    /// <summary>A range that also holds every temperature that was seen in a window.</summary>
    public CredibleRange Seen(CredibleRange range, int end, int length)
    {
        for (var i = Math.Max(0, end - length); i < Math.Min(end, minutes.Length); i++)
        {
            if (minutes[i].Temperature is { } t)
            {
                range = range.With(t.Min / 1000.0).With(t.Max / 1000.0);
            }
        }

        return range;
    }

    private static long MinuteOf(DateTimeOffset at) => (long)Math.Floor(at.ToUnixTimeMilliseconds() / 60_000.0);

    private static MilliSpan? Join(MilliSpan? a, MilliSpan? b) => (a, b) switch
    {
        (null, _) => b,
        (_, null) => a,
        ({ } x, { } y) => new(((x.Mean * x.Samples) + (y.Mean * y.Samples)) / (x.Samples + y.Samples), Math.Min(x.Min, y.Min), Math.Max(x.Max, y.Max), x.Samples + y.Samples),
    };
}
