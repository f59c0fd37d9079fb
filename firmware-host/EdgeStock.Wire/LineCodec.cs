using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace EdgeStock.Wire;

/// <summary>Lines to and from UTF-8 JSON, without the line feed.</summary>
public static class LineCodec
{
    /// <summary>The longest line that is read; a longer one is malformed.</summary>
    public const int MaxLineBytes = 64 * 1024;

    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>Reads one line. A malformed one gives false and the reason; a line of an unknown type gives an <see cref="UnknownLine"/>.</summary>
    /// <param name="utf8">The line, without its line feed.</param>
    /// <param name="t0">Instant of t = 0 when the line comes from a trace.</param>
    /// <param name="line">The line read.</param>
    /// <param name="error">What is wrong with it, for a log.</param>
    /// <param name="maxBytes">The longest line taken; a recording's header may be longer than the wire allows.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> utf8, DateTimeOffset? t0, [NotNullWhen(true)] out Line? line, [NotNullWhen(false)] out string? error, int maxBytes = MaxLineBytes)
    {
        line = null;
        error = null;
        if (utf8.Length > maxBytes)
        {
            error = $"line of {utf8.Length} bytes, at most {maxBytes} are taken";
            return false;
        }

        LineFields? fields;
        try
        {
            fields = JsonSerializer.Deserialize(utf8, LineJson.Plain.LineFields);
        }
        catch (JsonException e)
        {
            error = $"not a sample line: {e.Message}";
            return false;
        }

        try
        {
            line = fields is null ? throw new LineException("the line is null") : LineMapping.ToLine(fields, t0);
            return true;
        }
        catch (LineException e)
        {
            error = e.Message;
            return false;
        }
    }

    /// <summary>The line as UTF-8 JSON, times as <c>at</c>.</summary>
    public static byte[] ToUtf8(Line line) =>
        JsonSerializer.SerializeToUtf8Bytes(LineMapping.ToFields(line), LineJson.Plain.LineFields);

    /// <summary>A trace's form of a sample: <c>t</c> since <paramref name="t0"/>, and bin, ant or sensor in place of dev.</summary>
    public static byte[] ToTraceUtf8(SampleLine sample, DateTimeOffset t0)
    {
        var fields = LineMapping.ToFields(sample);
        fields.T = Math.Round((sample.At - t0).TotalSeconds, 3);
        fields.At = null;
        fields.N = null;
        switch (sample)
        {
            case WeightLine: (fields.Bin, fields.Dev) = (fields.Dev, null); break;
            case ReadLine or AntennaLine: (fields.Ant, fields.Dev) = (fields.Dev, null); break;
            case ClimateLine: (fields.Sensor, fields.Dev) = (fields.Dev, null); break;
            default: break;
        }

        return JsonSerializer.SerializeToUtf8Bytes(fields, LineJson.Plain.LineFields);
    }

    /// <summary>An instant as lines carry it: UTC, milliseconds.</summary>
    public static string Format(DateTimeOffset instant) => instant.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture);

    /// <summary>Reads an instant from 1970 to 2199, so that durations can be added to it; it must name its offset from UTC. The result is UTC, cut to whole milliseconds.</summary>
    public static bool TryParseInstant(string text, out DateTimeOffset instant)
    {
        string[] formats = [InstantFormat, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];
        var zoned = text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > 9;
        if (!zoned || !DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant))
        {
            instant = default;
            return false;
        }

        instant = DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());
        return IsTaken(instant);
    }

    /// <summary>From 1970 to 2199: durations can be added to it.</summary>
    internal static bool IsTaken(DateTimeOffset instant) => instant.Year is >= 1970 and < 2200;
}

/// <summary>A line is well-formed JSON but not what the format says.</summary>
internal sealed class LineException(string message) : Exception(message);
