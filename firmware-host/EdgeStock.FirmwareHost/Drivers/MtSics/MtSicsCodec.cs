using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace EdgeStock.FirmwareHost.Drivers.MtSics;

/// <summary>
/// Reads MT-SICS replies, leniently: firmware and clones differ in the width of the value field and some leave out the space before the unit.
/// Layout: <c>ID status value unit</c>, value right-aligned in ten columns. Source: Mettler-Toledo reference manuals, command levels 0 and 1.
/// </summary>
internal static class MtSicsCodec
{
    /// <summary>The longest line that is taken; the longest defined reply is far shorter.</summary>
    public const int MaxLineBytes = 128;

    // 10 digits of tonnes are still far inside a decimal
    private const decimal LargestValue = 1e12m;

    private static readonly SearchValues<char> NumberEnds = SearchValues.Create("0123456789.");

    /// <summary>A command as it is sent.</summary>
    public static byte[] Command(string command) => Encoding.ASCII.GetBytes(command + "\r\n");

    /// <summary>Reads a reply line without its end; false with the reason when it is garbled.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, [NotNullWhen(true)] out MtSicsReply? reply, [NotNullWhen(false)] out string? error)
    {
        reply = null;
        if (line.Length > MaxLineBytes)
        {
            error = $"line of {line.Length} bytes, at most {MaxLineBytes} are taken";
            return false;
        }

        if (line.ContainsAnyExceptInRange((byte)' ', (byte)'~'))
        {
            error = "bytes that are not printable ASCII; check baud rate and parity";
            return false;
        }

        var text = Encoding.ASCII.GetString(line).Trim();
        var (id, rest) = Word(text);
        var (status, value) = Word(rest);
        reply = !IsId(id) ? null : (id, status) switch
        {
            ("ES" or "ET" or "EL", "") => new ErrorReply(id),
            (_, "+") when value.Length == 0 => new RangeReply(id, Overload: true),
            (_, "-") when value.Length == 0 => new RangeReply(id, Overload: false),
            (_, "I" or "L") when value.Length == 0 => new RefusedReply(id),
            (_, "A" or "B") => new AcceptedReply(id, value),
            (_, "S" or "D") when TryWeight(value, out var grams) => new WeightReply(id, status == "S", grams),
            _ => null,
        };
        error = reply is null ? $"not a reply: '{text}'" : null;
        return reply is not null;
    }

    private static bool IsId(string id) => id is "@" || (id.Length is > 0 and <= 6 && id.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)));

    private static bool TryWeight(string text, out double grams)
    {
        grams = 0;
        var unitAt = text.AsSpan().LastIndexOfAny(NumberEnds) + 1;
        var factor = text[unitAt..].Trim() switch { "g" => 1m, "kg" => 1000m, "mg" => 0.001m, "t" => 1_000_000m, _ => 0m };
        var number = text[..unitAt];
        if (number is ['-' or '+', ..])
        {
            // some clones right-align the digits behind the sign
            number = number[0] + number[1..].TrimStart();
        }

        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (factor == 0 || !decimal.TryParse(number, style, CultureInfo.InvariantCulture, out var value) || Math.Abs(value) > LargestValue)
        {
            return false;
        }

        grams = (double)(value * factor);
        return true;
    }

    private static (string Head, string Tail) Word(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (text, "") : (text[..space], text[space..].TrimStart());
    }
}
