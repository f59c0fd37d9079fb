using CsvHelper;

namespace EdgeStock.Gateway.Intake.Csv;

/// <summary>
/// A table as people save it from a spreadsheet: separated by semicolons, commas or tabs, with a heading line, its columns in any order.
/// What is wrong in it is gathered, so that somebody who mends it sees all of it at once.
/// </summary>
internal sealed class CsvTable
{
    private const int MostRows = 200_000;
    private const int MostShown = 60;
    private static readonly char[] Separators = [';', ',', '\t'];

    private readonly List<CsvProblem> problems = [];
    private readonly List<string> notes = [];
    private readonly List<CsvRow> rows = [];
    private readonly List<(int Index, CsvColumn? Column, string Heading)> headings = [];
    private readonly Dictionary<CsvColumn, string> names = [];

    private CsvTable(string encoding, char separator) => (Encoding, Separator) = (encoding, separator);

    /// <summary>Its encoding, in words.</summary>
    public string Encoding { get; }

    /// <summary>What stands between its columns.</summary>
    public char Separator { get; }

    /// <summary>Lines that say something, in their order.</summary>
    public IReadOnlyList<CsvRow> Rows => rows;

    /// <summary>What is wrong; whoever makes sense of the rows adds to it.</summary>
    public IReadOnlyList<CsvProblem> Problems => [.. problems.OrderBy(p => p.Line)];

    /// <summary>What a person should know of how it was read.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>Reads a file.</summary>
    /// <param name="columns">Columns that it may have.</param>
    /// <exception cref="CsvFileException">It is no such table.</exception>
    public static CsvTable Read(ReadOnlySpan<byte> octets, IReadOnlyList<CsvColumn> columns)
    {
        var decoded = CsvText.Decode(octets);
        var (text, hint) = TakeHint(decoded.Text);
        var separator = hint ?? SeparatorOf(text, columns);
        var table = new CsvTable(decoded.Encoding, separator);
        if (decoded.Guessed)
        {
            table.notes.Add("read as Windows-1252, since it is not UTF-8: look at å, ä and ö below, or save it as 'CSV UTF-8'");
        }

        try
        {
            table.ReadAll(text, columns);
        }
        catch (CsvFormatException e)
        {
            throw new CsvFileException($"it cannot be read as a table: {e.Message}: look for a quote (\") that is not closed");
        }

        return table;
    }

    /// <summary>A value as a message shows it: on one line and not at any length.</summary>
    public static string Shown(string value)
    {
        var plain = string.Concat(value.Select(c => char.IsControl(c) ? '·' : c));
        return plain.Length <= MostShown ? plain : plain[..MostShown] + "…";
    }

    private void ReadAll(string text, IReadOnlyList<CsvColumn> columns)
    {
        var bad = new Dictionary<long, CsvMalformedReason>();
        using var reader = CsvReader.FromText(text, Options(Separator) with { OnMalformedRecord = m => bad[m.LineNumber] = m.Reason });
        while (reader.Read())
        {
            var cells = Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetString(i).Trim()).ToList();
            if (cells.All(c => c.Length == 0))
            {
                continue;
            }

            if (headings.Count == 0)
            {
                ReadHeadings(reader.LineNumber, cells, columns);
            }
            else
            {
                Take(reader.LineNumber, cells);
            }

            if (bad.TryGetValue(reader.LineNumber, out var reason) && Explain(reason, cells) is { } problem)
            {
                problems.Add(new(reader.LineNumber, null, problem));
            }
        }
    }

    private void ReadHeadings(long line, List<string> cells, IReadOnlyList<CsvColumn> columns)
    {
        foreach (var (index, heading) in cells.Index())
        {
            var column = columns.FirstOrDefault(c => c.Is(heading));
            if (column is not null && !names.TryAdd(column, heading))
            {
                problems.Add(new(line, heading, $"stands twice: '{names[column]}' means the same column; remove one"));
                column = null;
            }

            headings.Add((index, column, heading));
        }

        if (names.Count == 0)
        {
            throw new CsvFileException(
                $"line {line} is to name the columns, and none of its names is known: {string.Join(", ", cells.Where(c => c.Length > 0).Take(8).Select(c => $"'{Shown(c)}'"))}. Needed are {Join(columns.Where(c => c.Required))}");
        }

        foreach (var missing in columns.Where(c => c.Required && !names.ContainsKey(c)))
        {
            problems.Add(new(line, null, $"the column '{missing.Name}' ({missing.Swedish}) is missing: add it"));
        }

        if (headings.Where(h => h.Column is null && h.Heading.Length > 0 && !columns.Any(c => c.Is(h.Heading))).Select(h => $"'{Shown(h.Heading)}'").ToList() is { Count: > 0 } unknown)
        {
            notes.Add($"columns not used: {string.Join(", ", unknown)}");
        }
    }

    private void Take(long line, List<string> cells)
    {
        if (rows.Count == MostRows)
        {
            throw new CsvFileException($"it has more than {MostRows} lines: check that it is the right file");
        }

        if (cells.Skip(headings.Count).Any(c => c.Length > 0))
        {
            problems.Add(new(line, null, $"has {cells.Count} fields, and {headings.Count} columns have a name: a text that holds '{(Separator == '\t' ? "a tab" : Separator)}'{(Separator == ',' ? ", such as a number with a decimal comma," : "")} must stand in quotes (\"…\")"));
            return; // shifted cells would each get a wrong sense
        }

        rows.Add(new(line, names, headings.Where(h => h.Column is not null && h.Index < cells.Count).ToDictionary(h => h.Column!, h => ExcelText.Read(cells[h.Index])), problems));
    }

    /// <summary>Why a line's quotes cannot be taken as they are; null when they can.</summary>
    private static string? Explain(CsvMalformedReason reason, List<string> cells) => reason switch
    {
        CsvMalformedReason.UnterminatedQuote => "a quote (\") that opens here is never closed, so that the rest of the file stands in one cell: close it, or write it twice (\"\") where it belongs to the text",
        CsvMalformedReason.TextAfterClosingQuote => "text follows a closing quote (\"): write a quote twice (\"\") inside a quoted text",

        // Excel's ="0123", or inches. Where a line break is in the line too, a quote that is not closed may have swallowed the lines after it.
        CsvMalformedReason.StrayQuote when cells.Any(c => c.Contains('\n', StringComparison.Ordinal)) => "quotes (\") do not match, so that several lines stand in one cell: close them, or write a quote twice (\"\") where it belongs to the text",
        _ => null,
    };

    /// <summary>The separator under which most headings are known; where several do equally well, the first of ; , and tab.</summary>
    private static char SeparatorOf(string text, IReadOnlyList<CsvColumn> columns) => Separators
        .MaxBy(separator => FirstLine(text, separator) is var cells && columns.Count(c => cells.Any(c.Is)) is var known ? (known * 1000) + Math.Min(cells.Count, 999) : 0);

    private static List<string> FirstLine(string text, char separator)
    {
        try
        {
            using var reader = CsvReader.FromText(text, Options(separator));
            while (reader.Read())
            {
                var cells = Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetString(i).Trim()).ToList();
                if (cells.Any(c => c.Length > 0))
                {
                    return cells;
                }
            }
        }
        catch (CsvFormatException)
        {
            // Not under this separator; if under none, reading the table says so.
            return [];
        }

        throw new CsvFileException("it is empty");
    }

    /// <summary>Excel's first line <c>sep=;</c>. An empty line takes its place, so that lines keep their numbers.</summary>
    private static (string Text, char? Separator) TakeHint(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var first = text.AsSpan(0, end < 0 ? text.Length : end).Trim('"');
        return first is ['s' or 'S', 'e' or 'E', 'p' or 'P', '=', var separator] && Separators.Contains(separator) ? (text[(end < 0 ? text.Length : end)..], separator) : (text, null);
    }

    private static string Join(IEnumerable<CsvColumn> columns) => string.Join(", ", columns.Select(c => $"{c.Name} ({c.Swedish})"));

    private static CsvReaderOptions Options(char separator) =>
        new() { Separator = separator, HasHeader = false, TrackLineNumbers = true, TrimWhitespace = true, IncludeValuesInExceptions = false };
}
