namespace EdgeStock.Domain;

/// <summary>GS1 element strings: application identifiers and their values, one after the other (General Specifications 3 and 7.8).</summary>
internal static class ElementString
{
    private const char Separator = (char)0x1D;

    private static readonly string[] Symbologies = ["]d2", "]C1", "]Q3", "]e0", "]J1"];

    /// <summary>Identifier (or its beginning), whole length, digits or signs, fewest and most; a value of fixed length in <see cref="Predefined"/> needs no separator.</summary>
    private static readonly (string Begins, int Length, bool Digits, int Fewest, int Most)[] Identifiers =
    [
        ("00", 2, true, 18, 18), ("01", 2, true, 14, 14), ("02", 2, true, 14, 14), ("10", 2, false, 1, 20), ("11", 2, true, 6, 6), ("12", 2, true, 6, 6), ("13", 2, true, 6, 6),
        ("15", 2, true, 6, 6), ("16", 2, true, 6, 6), ("17", 2, true, 6, 6), ("20", 2, true, 2, 2), ("21", 2, false, 1, 20), ("22", 2, false, 1, 20), ("235", 3, false, 1, 28),
        ("240", 3, false, 1, 30), ("241", 3, false, 1, 30), ("242", 3, true, 1, 6), ("243", 3, false, 1, 20), ("250", 3, false, 1, 30), ("251", 3, false, 1, 30), ("254", 3, false, 1, 20),
        ("30", 2, true, 1, 8), ("31", 4, true, 6, 6), ("32", 4, true, 6, 6), ("33", 4, true, 6, 6), ("34", 4, true, 6, 6), ("35", 4, true, 6, 6), ("36", 4, true, 6, 6),
        ("37", 2, true, 1, 8), ("400", 3, false, 1, 30), ("401", 3, false, 1, 30), ("402", 3, true, 17, 17), ("403", 3, false, 1, 30), ("41", 3, true, 13, 13), ("420", 3, false, 1, 20),
        ("422", 3, true, 3, 3), ("7003", 4, true, 10, 10), ("71", 3, false, 1, 20), ("8003", 4, false, 14, 30), ("8004", 4, false, 1, 30), ("8006", 4, true, 18, 18),
        ("8008", 4, true, 8, 12), ("8017", 4, true, 18, 18), ("8018", 4, true, 18, 18), ("8020", 4, false, 1, 25), ("9", 2, false, 1, 90),
    ];

    /// <summary>First two digits of the identifiers whose values end by themselves.</summary>
    private static readonly HashSet<string> Predefined =
        ["00", "01", "02", "03", "04", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20", "31", "32", "33", "34", "35", "36", "41"];

    /// <summary>Reads it.</summary>
    public static ScanResult Parse(string text, DateOnly today)
    {
        var at = Symbologies.Any(s => text.StartsWith(s, StringComparison.Ordinal)) ? 3 : 0;
        return text.AsSpan(at).StartsWith("(") ? Human(text, at, today) : Machine(text, at, today);
    }

    /// <summary>Checks one value.</summary>
    /// <returns>Why it is wrong; null when it is right.</returns>
    public static string? Problem(string identifier, string value)
    {
        if (Find(identifier, 0) is not { } known || known.Length != identifier.Length)
        {
            return $"'{identifier}' is no application identifier that is known here: scan the package's main code";
        }

        return value.Length < known.Fewest || value.Length > known.Most ? $"the value of ({identifier}) has {value.Length} signs instead of {(known.Fewest == known.Most ? $"{known.Most}" : $"{known.Fewest} to {known.Most}")}: scan it again"
            : known.Digits && !value.All(char.IsAsciiDigit) ? $"the value of ({identifier}) is not all digits: scan it again"
            : !value.All(Gs1Signs.Has) ? $"the value of ({identifier}) holds a sign that GS1 codes do not have: scan it again" : null;
    }

    private static ScanResult Machine(string text, int at, DateOnly today)
    {
        var fields = new List<(string, string)>();
        while (at < text.Length)
        {
            if (text[at] == Separator)
            {
                at++;
                continue;
            }

            if (Find(text, at) is not { } known || at + known.Length > text.Length)
            {
                return Scan.Wrong($"at sign {at + 1} no application identifier begins that is known here: scan the package's main code, or name the article", at);
            }

            var identifier = text.Substring(at, known.Length);
            var begins = at + known.Length;
            var separated = text.IndexOf(Separator, begins) is var s and >= 0 ? s : text.Length;
            var ends = Predefined.Contains(identifier[..2]) ? Math.Min(begins + known.Most, separated) : separated;
            if (Problem(identifier, text[begins..ends]) is { } problem)
            {
                return Scan.Wrong(problem, begins);
            }

            fields.Add((identifier, text[begins..ends]));
            at = ends;
        }

        return fields.Count == 0 ? Scan.Wrong("nothing but separators was scanned: scan it again", at) : Scan.Of(fields, today);
    }

    private static ScanResult Human(string text, int at, DateOnly today)
    {
        var fields = new List<(string, string)>();
        while (at < text.Length)
        {
            var close = text[at] == '(' ? text.IndexOf(')', at) : -1;
            if (close < 0)
            {
                return Scan.Wrong($"at sign {at + 1} an application identifier in parentheses should begin", at);
            }

            // A value may hold a parenthesis itself: the next identifier is one only when it is known.
            var ends = text.Length;
            for (var next = text.IndexOf('(', close); next > 0; next = text.IndexOf('(', next + 1))
            {
                if (Find(text, next + 1) is { } following && next + 1 + following.Length < text.Length && text[next + 1 + following.Length] == ')')
                {
                    ends = next;
                    break;
                }
            }

            var (identifier, value) = (text[(at + 1)..close], text[(close + 1)..ends]);
            if (Problem(identifier, value) is { } problem)
            {
                return Scan.Wrong(problem, close + 1);
            }

            fields.Add((identifier, value));
            at = ends;
        }

        return Scan.Of(fields, today);
    }

    private static (int Length, bool Digits, int Fewest, int Most)? Find(string text, int at)
    {
        foreach (var (begins, length, digits, fewest, most) in Identifiers)
        {
            if (string.CompareOrdinal(text, at, begins, 0, begins.Length) == 0 && at + length <= text.Length && text.AsSpan(at, length).IndexOfAnyExceptInRange('0', '9') < 0)
            {
                return (length, digits, fewest, most);
            }
        }

        return null;
    }
}
