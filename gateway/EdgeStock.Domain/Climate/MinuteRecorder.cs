namespace EdgeStock.Domain;

/// <summary>What a climate point's recorder must remember over a restart.</summary>
/// <param name="Open">The minute being filled; null before the first value.</param>
/// <param name="Quiet">Time in which the gateway listened and no value came.</param>
/// <param name="Hour">Start of the hour that is being gathered.</param>
/// <param name="Minutes">Minutes of it that were kept.</param>
/// <param name="Digest">Running SHA-256 over them, hexadecimal.</param>
/// <param name="Temperature">Of an hour that an older release began, otherwise null; likewise humidity.</param>
/// <param name="Sums">What the hour's minutes say; null before its first, and of an hour that an older release began.</param>
public sealed record MinuteMemory(ClimateMinute? Open, TimeSpan Quiet, DateTimeOffset Hour, int Minutes, string Digest, Span? Temperature, Span? Humidity, HourSums? Sums = null)
{
    /// <summary>Before the first value.</summary>
    public static MinuteMemory Empty { get; } = new(null, TimeSpan.Zero, default, 0, "", null, null);

    /// <summary>Some minute of the hour has closed, kept or not.</summary>
    internal bool HasMinutes => Minutes > 0 || Sums is not null;

    /// <summary>An older release began the hour; it did not sum as this one does.</summary>
    internal bool IsOlder => Minutes > 0 && Sums is null;
}

/// <summary>Gathers a climate point's values into minutes, and the minutes of an hour into one event that holds their number, hash and sums.</summary>
internal sealed class MinuteRecorder(ClimatePoint at, MinuteMemory memory)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly TimeSpan patience = at.Channels.Select(c => c.Interval * 3).Append(Minute).Max();
    private ClimatePoint point = at;
    private MinuteMemory memory = memory;

    public bool Changed { get; private set; }

    /// <summary>The minute being filled.</summary>
    public ClimateMinute? Open => memory.Open;

    public MinuteMemory Save()
    {
        Changed = false;
        return memory;
    }

    /// <summary>Adds a value; a failed read (null) only spoils the quality.</summary>
    public void Observe(ClimateRead read, double? value, MinuteKeeping keeping, Outcome outcome)
    {
        if (memory.Open is { } ahead && ahead.Minute - read.At > Minute)
        {
            // The host's clock was set back: this minute will not be filled further.
            Close(ahead, keeping, outcome);
        }

        Pass(read.At, keeping, outcome);
        var open = memory.Open ?? new ClimateMinute(point.Id, Floor(read.At, Minute), null, null, Quality.Good);
        var quality = value is null ? Quality.Bad : read.Quality;
        open = open with { Quality = quality > open.Quality ? quality : open.Quality };
        if (value is { } v)
        {
            open = read.Quantity == Quantity.Temperature
                ? open with { Temperature = Span.With(open.Temperature, v) }
                : open with { Humidity = Span.With(open.Humidity, v) };
        }

        memory = memory with { Open = open, Quiet = TimeSpan.Zero };
        Changed = true;
    }

    /// <summary>
    /// Lets time pass. A minute ends with the first value after it; only where values stay away does the gateway's clock end it: a host's clock
    /// may differ, and what a host kept while the gateway was away comes late.
    /// </summary>
    public void Observe(DateTimeOffset now, TimeSpan elapsed, MinuteKeeping keeping, Outcome outcome)
    {
        if (elapsed > TimeSpan.Zero && (memory.Open is not null || memory.HasMinutes))
        {
            memory = memory with { Quiet = memory.Quiet + elapsed };
            Changed = true;
            if (memory.Quiet > patience)
            {
                Pass(now, keeping, outcome);
            }
        }
    }

    /// <summary>
    /// Another site comes into force. A point that is watched no longer (null) has its minute closed and its hour sealed as far as they came; one
    /// with other limits or in another room has its hour sealed, because a seal speaks of one room and one set of limits.
    /// </summary>
    public void Under(ClimatePoint? next, MinuteKeeping keeping, Outcome outcome)
    {
        if (next is null && memory.Open is { } open)
        {
            Close(open, keeping, outcome);
        }

        if (memory.HasMinutes && (next is null || next.Room != point.Room || !Limits(next).SequenceEqual(Limits(point)) || Counted(next) != Counted(point)))
        {
            Seal(outcome);
        }
    }

    /// <summary>Other limits are in force at the same point; the minute being filled goes on.</summary>
    public void Follow(ClimatePoint next, MinuteKeeping keeping, Outcome outcome)
    {
        Under(next, keeping, outcome);
        point = next;
    }

    /// <summary>Minutes from before an instant may go: an hour from before it is sealed as far as it came, so that each seal's minutes go or stay together.</summary>
    public void SealBefore(DateTimeOffset until, Outcome outcome)
    {
        if (memory.HasMinutes && memory.Hour < until)
        {
            Seal(outcome);
        }
    }

    /// <summary>Closes the minute, and seals the hour, that ended before <paramref name="now"/>.</summary>
    private void Pass(DateTimeOffset now, MinuteKeeping keeping, Outcome outcome)
    {
        if (memory.Open is { } open && now >= open.Minute.AddMinutes(1))
        {
            Close(open, keeping, outcome);
        }

        if (memory.HasMinutes && memory.Open is null && now >= memory.Hour.AddHours(1))
        {
            Seal(outcome);
        }
    }

    private void Close(ClimateMinute open, MinuteKeeping keeping, Outcome outcome)
    {
        var hour = Floor(open.Minute, TimeSpan.FromHours(1));
        if (memory.IsOlder || (memory.HasMinutes && hour != memory.Hour))
        {
            Seal(outcome);
        }

        var kept = keeping.Close(open, outcome);
        var stored = StoredMinute.From(open);
        memory = memory with
        {
            Open = null,
            Hour = hour,
            Minutes = memory.Minutes + (kept ? 1 : 0),
            Digest = kept ? stored.HashAfter(memory.Digest) : memory.Digest,
            Sums = (memory.Sums ?? HourSums.Empty).With(stored, point, kept),
        };
        Changed = true;
    }

    private void Seal(Outcome outcome)
    {
        var end = memory.Hour.AddHours(1);
        outcome.Events.Add(memory.Sums is { } s
            ? new ClimateHourSealed(end, point.Room, point.Id, memory.Hour, memory.Minutes, s.Dropped, memory.Digest, s.Good, s.Uncertain, s.Bad, s.Temperature, s.Humidity) { Heat = s.Heat?.Rounded() }
            : new ClimateHourSealedV1(end, point.Room, point.Id, memory.Hour, memory.Minutes, memory.Digest, memory.Temperature, memory.Humidity));
        memory = MinuteMemory.Empty with { Open = memory.Open, Quiet = memory.Quiet, Hour = memory.Hour };
        Changed = true;
    }

    private static IEnumerable<(Quantity Quantity, double? Low, double? High)> Limits(ClimatePoint of) => of.Channels.Select(c => (c.Quantity, c.Low, c.High));

    private static (double? Above, bool Kinetic) Counted(ClimatePoint of) => (of.Rules?.Cumulative?.Above, of.Rules?.Kinetic is not null);

    private static DateTimeOffset Floor(DateTimeOffset instant, TimeSpan step) => new(instant.UtcTicks - (instant.UtcTicks % step.Ticks), TimeSpan.Zero);
}
