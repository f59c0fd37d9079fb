namespace EdgeStock.Domain;

/// <summary>What a hand scanner sent.</summary>
/// <param name="Gtin">Product code; null when there is none in it.</param>
/// <param name="Sscc">Serial code of a logistic unit.</param>
/// <param name="Lot">Lot.</param>
/// <param name="Expiry">Last day of use.</param>
/// <param name="Serial">Serial number.</param>
/// <param name="Fields">Every application identifier with its value, in their order; of an HIBC, its parts by name.</param>
/// <param name="Error">Why it cannot be read, and what to do; null when it can.</param>
/// <param name="Offset">Where it is wrong.</param>
public sealed record ScanResult(Gtin? Gtin, string? Sscc, string? Lot, DateOnly? Expiry, string? Serial, IReadOnlyList<(string Identifier, string Value)> Fields, string? Error = null, int Offset = 0)
{
    /// <summary>What an HIBC names: labeler, product and unit of measure. The catalogue holds GTINs, so no article is found by it.</summary>
    public string? UdiDi { get; init; }
}

/// <summary>
/// Reads what a hand scanner sends: a GS1 element string (with its symbology identifier, FNC1 as the sign 0x1D, or in the human form with
/// parentheses), a GS1 Digital Link, a plain product code of 8, 12, 13 or 14 digits (GS1 General Specifications), or an HIBC.
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

        if (HibcCode.Find(text) is { } hibc)
        {
            return HibcCode.Parse(hibc, today);
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
            if (fields.FirstOrDefault(f => f.Identifier == identifier).Value is var said && said != value)
            {
                return Wrong($"({identifier}) is said twice, as {said} and as {value}: scan one package's code", 0);
            }

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
                    if (Gs1Date.Read(value, today) is not { } day)
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
}
