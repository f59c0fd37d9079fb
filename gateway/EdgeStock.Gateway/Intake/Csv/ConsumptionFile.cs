using EdgeStock.Domain;

namespace EdgeStock.Gateway.Intake.Csv;

/// <summary>Configured normal consumption as a file has it.</summary>
/// <param name="Figures">In the order of the file; to be configured only where there is no problem.</param>
/// <param name="Problems">Everything that is wrong, by line.</param>
/// <param name="Notes">What a person should know of how it was read.</param>
internal sealed record ConsumptionFile(string Encoding, char Separator, IReadOnlyList<NormalFigure> Figures, IReadOnlyList<CsvProblem> Problems, IReadOnlyList<string> Notes)
{
    private const double MostPerMonth = 10_000_000;

    private static readonly CsvColumn Room = new("room", "förråd", true, "storeroom", "rum");
    private static readonly CsvColumn PerMonth = new("per_month", "per månad", true, "antal per månad", "normalförbrukning", "förbrukning per månad", "pieces per month", "styck per månad", "månadsförbrukning");
    private static readonly CsvColumn Source = new("source", "källa", true, "underlag");
    private static readonly CsvColumn Date = new("date", "datum", true, "från", "från och med", "since", "gäller från");

    /// <summary>Its columns.</summary>
    public static IReadOnlyList<CsvColumn> Columns { get; } = [Room, CatalogueColumns.Id, PerMonth, Source, Date];

    /// <summary>Reads a file.</summary>
    /// <exception cref="CsvFileException">It is no such table at all.</exception>
    public static ConsumptionFile Read(ReadOnlySpan<byte> octets, Site site, Projection projection)
    {
        var table = CsvTable.Read(octets, Columns);
        var figures = new Dictionary<(string Room, string Article), (NormalFigure Figure, long Line)>();
        foreach (var row in table.Rows)
        {
            if (ReadFigure(row, site, projection) is not { } figure)
            {
                continue;
            }

            if (!figures.TryAdd((figure.Room, figure.Article), (figure, row.Line)))
            {
                row.Wrong(CatalogueColumns.Id, $"'{figure.Article}' in '{figure.Room}' stands already at line {figures[(figure.Room, figure.Article)].Line}: give one figure for each");
            }
        }

        IReadOnlyList<CsvProblem> empty = table.Rows.Count == 0 && table.Problems.Count == 0 ? [new(1, null, "the file holds no figure: write one on each line below the names of the columns")] : [];
        return new(table.Encoding, table.Separator, [.. figures.Values.Select(f => f.Figure)], [.. table.Problems, .. empty], table.Notes);
    }

    /// <summary>Reads pieces a month as a person writes them.</summary>
    /// <param name="why">What is wrong with the text.</param>
    public static bool TryPerMonth(string text, out double perMonth, out string why)
    {
        why = "";
        if (CsvCells.IsDoubtful(text))
        {
            (perMonth, why) = (0, $"'{CsvTable.Shown(text)}' may be thousands or a decimal fraction: write {string.Concat(text.Where(char.IsAsciiDigit))} for thousands, or another number of decimals");
        }
        else if (!CsvCells.TryNumber(text, out perMonth) || perMonth is < 0 or > MostPerMonth)
        {
            why = $"'{CsvTable.Shown(text)}' must be pieces a month, 0 to 10000000, such as 1200 or 12,5";
        }

        return why.Length == 0;
    }

    private static NormalFigure? ReadFigure(CsvRow row, Site site, Projection projection)
    {
        var (room, article, source) = (row.Text(Room, "the storeroom's id"), row.Text(CatalogueColumns.Id, "the article's id"), row.Text(Source, "where the figure comes from"));
        double? perMonth = null;
        if (row.Text(PerMonth, "pieces a month, such as 1200") is { } text)
        {
            perMonth = TryPerMonth(text, out var value, out var why) ? value : null;
            if (perMonth is null)
            {
                row.Wrong(PerMonth, why);
            }
        }

        var date = row.Text(Date, "the day from which it holds, such as 2026-03-01") is null ? null : row.Day(Date);
        var figure = new NormalFigure(room ?? "", article ?? "", perMonth ?? 0, source ?? "", date ?? default);
        foreach (var (field, problem) in NormalFigureRules.Problems(site, projection, figure))
        {
            // What is missing was said above.
            var column = Columns.First(c => c.Name == field);
            if (row[column] is not null)
            {
                row.Wrong(column, problem);
            }
        }

        return room is null || article is null || perMonth is null || source is null || date is null ? null : figure;
    }
}
