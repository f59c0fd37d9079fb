using System.Buffers;

namespace EdgeStock.Domain;

/// <summary>
/// Health Industry Bar Codes (ANSI/HIBC 2.6): <c>+</c>, the labeler of four signs, its product of up to 18, a unit of measure, then perhaps lot, dates
/// and serial behind <c>/</c>, and a check character over all of it. Lot and dates may also stand in a second code, which names the first by its
/// check character.
/// </summary>
internal static class HibcCode
{
    /// <summary>The signs that such a code may have; the check character is their places' sum, modulo 43.</summary>
    private const string Signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%";

    private const int LabelerLength = 4;
    private const int LongestProduct = 18;

    private static readonly SearchValues<char> Known = SearchValues.Create(Signs);

    /// <summary>The code in what was scanned or typed, without symbology identifier and the asterisks of its printed form; null when it is none.</summary>
    public static string? Find(string text)
    {
        // A space at the end may be the check character.
        var code = text.TrimStart().TrimEnd('\r', '\n', '\t');
        code = code.Length > 3 && code[0] == ']' && code[3] is '+' ? code[3..] : code;
        code = code.Length > 2 && code[0] == '*' && code[^1] == '*' ? code[1..^1] : code;
        return code.StartsWith('+') ? code : null;
    }

    /// <summary>Reads it.</summary>
    public static ScanResult Parse(string code, DateOnly today)
    {
        if (code.Length < 4)
        {
            return Scan.Wrong("the HIBC code is cut short: scan it again", code.Length);
        }

        // The printed form shows a check character that is a space as an underscore.
        code = code[^1] == '_' ? code[..^1] + ' ' : code;
        if (code.AsSpan().IndexOfAnyExcept(Known) is var bad and >= 0)
        {
            return Scan.Wrong($"sign {bad + 1}, '{code[bad]}', is none that HIBC codes have: scan it again", bad);
        }

        var body = code[..^1];
        var check = Signs[body.Sum(c => Signs.IndexOf(c, StringComparison.Ordinal)) % Signs.Length];
        if (check != code[^1])
        {
            // A space that is no check character was typed.
            return code[^1] == ' ' ? Parse(body, today) : Scan.Wrong($"the check character of the HIBC code is wrong ('{code[^1]}', where its other signs give '{check}'): scan it again", code.Length - 1);
        }

        return char.IsAsciiLetter(body[1]) ? Primary(body, today) : Secondary(body, today);
    }

    private static ScanResult Primary(string body, DateOnly today)
    {
        var parts = body[1..].Split('/');
        var device = parts[0];
        if (device.Length < LabelerLength + 2 || device.Length > LabelerLength + LongestProduct + 1 || !device.All(char.IsAsciiLetterOrDigit) || !char.IsAsciiDigit(device[^1]))
        {
            return Scan.Wrong("the HIBC code does not begin with a labeler of 4 signs, a product of 1 to 18 and the digit of its unit of measure: scan the package's main code", 1);
        }

        var data = new HibcData(today);
        data.Fields.AddRange([("lic", device[..LabelerLength]), ("pcn", device[LabelerLength..^1]), ("um", device[^1..])]);
        return data.Read(parts[1..], device.Length + 2) with { UdiDi = device };
    }

    private static ScanResult Secondary(string body, DateOnly today)
    {
        var data = new HibcData(today);
        data.Fields.Add(("link", body[^1..]));
        return data.Read(body[1..^1].Split('/'), 1);
    }
}
