namespace EdgeStock.Domain;

/// <summary>What a hand scanner sent.</summary>
/// <param name="Gtin">Product code; null when there is none in it.</param>
/// <param name="Sscc">Serial code of a logistic unit.</param>
/// <param name="Lot">Lot.</param>
/// <param name="Expiry">Last day of use.</param>
/// <param name="Serial">Serial number.</param>
/// <param name="Fields">Every application identifier with its value, in their order.</param>
/// <param name="Error">Why it cannot be read, and what to do; null when it can.</param>
/// <param name="Offset">Where it is wrong.</param>
public sealed record ScanResult(Gtin? Gtin, string? Sscc, string? Lot, DateOnly? Expiry, string? Serial, IReadOnlyList<(string Identifier, string Value)> Fields, string? Error = null, int Offset = 0);

/// <summary>
/// Reads what a hand scanner sends: a GS1 element string (with its symbology identifier, FNC1 as the sign 0x1D, or in the human form with
/// parentheses), a GS1 Digital Link, or a plain product code of 8, 12, 13 or 14 digits (GS1 General Specifications).
/// </summary>
public static class Scan
{
    private const int Longest = 500;

    /// <summary>Reads it.</summary>
    /// <param name="today">Tells the century of a two-digit year.</param>
    public static ScanResult Parse(string text, DateOnly today)
    {
        var trimmed = text.Trim(' ', '\r', '\n', '\t');
        if (trimmed.Length is 0 or > Longest)
        {
            return Wrong($"{trimmed.Length} signs were scanned: scan one code of at most {Longest}", 0);
        }

        if (trimmed.Length is 8 or 12 or 13 or 14 && trimmed.All(char.IsAsciiDigit))
        {
            return Gtin.TryFrom(trimmed, out var gtin) ? Of([("01", gtin.Digits)], today) : Wrong($"the check digit of product code {trimmed} is wrong: scan it again", trimmed.Length - 1);
        }

        return trimmed.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || trimmed.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            ? DigitalLink.Parse(trimmed, today)
            : ElementString.Parse(trimmed, today);
    }

    /// <summary>A scan that cannot be read.</summary>
    internal static ScanResult Wrong(string why, int offset) => new(null, null, null, null, null, [], why, offset);

    /// <summary>What these fields say; each was checked for its own form.</summary>
    internal static ScanResult Of(IReadOnlyList<(string Identifier, string Value)> fields, DateOnly today)
    {
        var result = new ScanResult(null, null, null, null, null, fields);
        foreach (var (identifier, value) in fields)
        {
            switch (identifier)
            {
                case "01" or "02":
                    if (!Gtin.TryFrom(value, out var gtin))
                    {
                        return Wrong($"the check digit of product code {value} is wrong: scan it again", 0);
                    }

                    result = result with { Gtin = gtin };
                    break;
                case "00":
                    if (Gtin.CheckDigit(value[..17]) != value[17] - '0')
                    {
                        return Wrong($"the check digit of logistic unit {value} is wrong: scan it again", 0);
                    }

                    result = result with { Sscc = value };
                    break;
                case "10":
                    result = result with { Lot = value };
                    break;
                case "21":
                    result = result with { Serial = value };
                    break;
                case "17":
                    if (DateOf(value, today) is not { } day)
                    {
                        return Wrong($"{value} is no date (YYMMDD): scan it again, or give --expiry", 0);
                    }

                    result = result with { Expiry = day };
                    break;
                default:
                    break;
            }
        }

        return result;
    }

    /// <summary>YYMMDD; day 00 is the month's last. The century is the one that is nearest (General Specifications 7.12).</summary>
    private static DateOnly? DateOf(string value, DateOnly today)
    {
        var (year, month, day) = (Number(value[..2]), Number(value[2..4]), Number(value[4..6]));
        if (month is < 1 or > 12)
        {
            return null;
        }

        var apart = year - (today.Year % 100);
        var century = (today.Year / 100 * 100) + (apart >= 51 ? -100 : apart <= -50 ? 100 : 0);
        var last = DateTime.DaysInMonth(century + year, month);
        return day > last ? null : new DateOnly(century + year, month, day == 0 ? last : day);

        static int Number(string digits) => ((digits[0] - '0') * 10) + digits[1] - '0';
    }
}
