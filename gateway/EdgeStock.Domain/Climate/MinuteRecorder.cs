using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EdgeStock.Domain;

/// <summary>What a climate point's recorder must remember over a restart.</summary>
/// <param name="Open">The minute being filled; null before the first value.</param>
/// <param name="Quiet">Time in which the gateway listened and no value came.</param>
/// <param name="Digest">Running SHA-256 over the hour's sealed minutes, hexadecimal; each step hashes the digest before and the minute's line.</param>
public sealed record MinuteMemory(ClimateMinute? Open, TimeSpan Quiet, DateTimeOffset Hour, int Minutes, string Digest, Span? Temperature, Span? Humidity)
{
    /// <summary>Before the first value.</summary>
    public static MinuteMemory Empty { get; } = new(null, TimeSpan.Zero, default, 0, "", null, null);
}

/// <summary>Gathers a climate point's values into minutes, and the minutes of an hour into one event that holds their number and hash.</summary>
internal sealed class MinuteRecorder(ClimatePoint point, MinuteMemory memory)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly TimeSpan patience = point.Channels.Select(c => c.Interval * 3).Append(Minute).Max();
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
    public void Observe(ClimateRead read, double? value, List<ClimateMinute> closed, List<StoreroomEvent> events)
    {
        if (memory.Open is { } ahead && ahead.Minute - read.At > Minute)
        {
            // The host's clock was set back: this minute will not be filled further.
            Close(ahead, closed, events);
        }

        Pass(read.At, closed, events);
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
    public void Observe(DateTimeOffset now, TimeSpan elapsed, List<ClimateMinute> closed, List<StoreroomEvent> events)
    {
        if (elapsed > TimeSpan.Zero && (memory.Open is not null || memory.Minutes > 0))
        {
            memory = memory with { Quiet = memory.Quiet + elapsed };
            Changed = true;
            if (memory.Quiet > patience)
            {
                Pass(now, closed, events);
            }
        }
    }

    /// <summary>The point is watched no longer: closes its minute and seals its hour as far as they came.</summary>
    public void End(List<ClimateMinute> closed, List<StoreroomEvent> events)
    {
        if (memory.Open is { } open)
        {
            Close(open, closed, events);
        }

        if (memory.Minutes > 0)
        {
            Seal(events);
        }
    }

    /// <summary>Closes the minute, and seals the hour, that ended before <paramref name="now"/>.</summary>
    private void Pass(DateTimeOffset now, List<ClimateMinute> closed, List<StoreroomEvent> events)
    {
        if (memory.Open is { } open && now >= open.Minute.AddMinutes(1))
        {
            Close(open, closed, events);
        }

        if (memory.Minutes > 0 && memory.Open is null && now >= memory.Hour.AddHours(1))
        {
            Seal(events);
        }
    }

    private void Close(ClimateMinute open, List<ClimateMinute> closed, List<StoreroomEvent> events)
    {
        var hour = Floor(open.Minute, TimeSpan.FromHours(1));
        if (memory.Minutes > 0 && hour != memory.Hour)
        {
            Seal(events);
        }

        closed.Add(open);
        memory = new(null, memory.Quiet, hour, memory.Minutes + 1, Next(memory.Digest, open), Span.Join(memory.Temperature, open.Temperature), Span.Join(memory.Humidity, open.Humidity));
        Changed = true;
    }

    private void Seal(List<StoreroomEvent> events)
    {
        events.Add(new ClimateHourSealed(memory.Hour.AddHours(1), point.Room, point.Id, memory.Hour, memory.Minutes, memory.Digest, memory.Temperature, memory.Humidity));
        memory = memory with { Minutes = 0, Digest = "", Temperature = null, Humidity = null };
        Changed = true;
    }

    /// <summary>One step of the hour's digest: SHA-256 over the digest before and the minute's canonical line.</summary>
    internal static string Next(string digest, ClimateMinute minute) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"{digest}|{minute.Point}|{minute.Minute.ToUnixTimeSeconds()}|{Line(minute.Temperature)}|{Line(minute.Humidity)}|{(int)minute.Quality}"))));

    private static string Line(Span? span) => span is null
        ? "-"
        : string.Create(CultureInfo.InvariantCulture, $"{Milli(span.Mean)},{Milli(span.Min)},{Milli(span.Max)},{span.Samples}");

    /// <summary>Minutes are stored in thousandths, so their hash is over thousandths too.</summary>
    private static long Milli(double value) => (long)Math.Round(value * 1000, MidpointRounding.AwayFromZero);

    private static DateTimeOffset Floor(DateTimeOffset instant, TimeSpan step) => new(instant.UtcTicks - (instant.UtcTicks % step.Ticks), TimeSpan.Zero);
}
