using System.Globalization;

namespace EdgeStock.Domain;

/// <summary>
/// What an HIBC says beside its product (ANSI/HIBC 2.6): parts between slashes. <c>$</c> leads a lot, <c>$+</c> a serial, <c>$$</c> and <c>$$+</c> a
/// date before it and perhaps a quantity before that; five digits a date and a lot; all else has a data identifier of digits and one letter.
/// </summary>
internal sealed class HibcData(DateOnly today)
{
    private string? lot;
    private string? serial;
    private DateOnly? expiry;
    private string? problem;

    /// <summary>The parts by name, in their order.</summary>
    public List<(string Identifier, string Value)> Fields { get; } = [];

    /// <summary>Reads the parts.</summary>
    /// <param name="offset">Where the first one begins in the code.</param>
    public ScanResult Read(IEnumerable<string> parts, int offset)
    {
        foreach (var part in parts)
        {
            Part(part);
            if (problem is { } wrong)
            {
                return Scan.Wrong(wrong, offset);
            }

            offset += part.Length + 1;
        }

        return new(null, null, lot, expiry, serial, Fields);
    }

    private void Part(string part)
    {
        if (part.StartsWith("$$", StringComparison.Ordinal))
        {
            var isSerial = part.Length > 2 && part[2] == '+';
            Say(isSerial, Date(Quantity(isSerial ? part[3..] : part[2..])));
        }
        else if (part.StartsWith('$'))
        {
            var isSerial = part.Length > 1 && part[1] == '+';
            Say(isSerial, part[(isSerial ? 2 : 1)..]);
        }
        else if (part.Length >= 5 && Gs1Signs.AreDigits(part[..5], 5))
        {
            Expires(Gs1Date.OfYear(part[..5], today), part[..5]);
            Say(false, part[5..]);
        }
        else
        {
            Identified(part);
        }
    }

    /// <summary>The data identifiers of ANSI MH10.8.2 that HIBC uses; others are kept as they are.</summary>
    private void Identified(string part)
    {
        var letter = part.TakeWhile(char.IsAsciiDigit).Count();
        if (letter >= part.Length || !char.IsAsciiLetter(part[letter]))
        {
            problem = $"'{part}' in the HIBC code begins with no data identifier: scan it again, or give lot and expiry by hand";
            return;
        }

        var (identifier, value) = (part[..(letter + 1)], part[(letter + 1)..]);
        switch (identifier)
        {
            case "S":
                Say(true, value);
                break;
            case "14D":
                Expires(Day(value), value);
                break;
            case "Q":
                Keep("quantity", value);
                break;
            case "16D":
                if (Day(value) is { } made)
                {
                    Keep("manufactured", made.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                }
                else
                {
                    problem = NoDate(value);
                }

                break;
            default:
                Keep(identifier, value);
                break;
        }
    }

    /// <summary>Flags 8 and 9 lead a quantity of two and of five digits.</summary>
    private string Quantity(string rest)
    {
        var digits = rest.Length == 0 ? 0 : rest[0] switch { '8' => 2, '9' => 5, _ => 0 };
        if (digits == 0)
        {
            return rest;
        }

        if (rest.Length <= digits || !Gs1Signs.AreDigits(rest.Substring(1, digits), digits))
        {
            problem = $"the quantity in the HIBC code is not {digits} digits: scan it again, or give lot and expiry by hand";
            return "";
        }

        Keep("quantity", rest.Substring(1, digits).TrimStart('0').PadLeft(1, '0'));
        var after = rest[(1 + digits)..];

        // No date need follow a quantity: 7 says the same of what comes next.
        return after.Length > 0 && after[0] is >= '0' and <= '7' ? after : "7" + after;
    }

    /// <summary>The flag before a date says its form; 0 and 1 are a month's own first digit, MMYY.</summary>
    /// <returns>What follows the date.</returns>
    private string Date(string rest)
    {
        if (problem is not null)
        {
            return "";
        }

        var (skip, length) = rest.Length == 0 ? (0, -1) : rest[0] switch
        {
            '0' or '1' => (0, 4),
            '2' or '3' => (1, 6),
            '4' => (1, 8),
            '5' => (1, 5),
            '6' => (1, 7),
            '7' => (1, 0),
            _ => (0, -1),
        };
        if (length < 0 || rest.Length < skip + length || !Gs1Signs.AreDigits(rest.Substring(skip, length), length))
        {
            problem = "the date in the HIBC code is cut short or of no known form: scan it again, or give lot and expiry by hand";
            return "";
        }

        var digits = rest.Substring(skip, length);
        if (length > 0)
        {
            Expires(
                rest[0] switch
                {
                    '2' => Gs1Date.Read(digits[4..] + digits[..4], today),
                    '3' or '4' => Gs1Date.Read(digits[..6], today),
                    '5' or '6' => Gs1Date.OfYear(digits[..5], today),
                    _ => Gs1Date.Read($"{digits[2..]}{digits[..2]}00", today),
                },
                digits);
        }

        return rest[(skip + length)..];
    }

    private void Keep(string identifier, string value)
    {
        if (Fields.FirstOrDefault(f => f.Identifier == identifier).Value is { } before && before != value)
        {
            problem = $"the HIBC code says {identifier} twice, as {before} and as {value}: scan one package's code";
            return;
        }

        Fields.Add((identifier, value));
    }

    private void Say(bool isSerial, string value)
    {
        if (value.Length == 0 || problem is not null)
        {
            return;
        }

        var before = isSerial ? serial : lot;
        if (before is not null && before != value)
        {
            problem = $"the HIBC code says two {(isSerial ? "serials" : "lots")}, {before} and {value}: scan one package's code";
        }
        else if (isSerial)
        {
            serial = value;
        }
        else
        {
            lot = value;
        }
    }

    private void Expires(DateOnly? day, string digits)
    {
        problem = day is null ? NoDate(digits)
            : expiry is not null && expiry != day ? string.Create(CultureInfo.InvariantCulture, $"the HIBC code says two last days of use, {expiry:yyyy-MM-dd} and {day:yyyy-MM-dd}: give --expiry and --lot by hand")
            : problem;
        expiry = day;
    }

    private static DateOnly? Day(string value) => DateOnly.TryParseExact(value, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string NoDate(string digits) => $"'{digits}' in the HIBC code is no date: scan it again, or give --expiry";
}
