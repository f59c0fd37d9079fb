namespace EdgeStock.Gateway.Intake.Csv;

/// <summary>A line of a table that says something.</summary>
/// <param name="line">Line of the file on which it begins, from 1.</param>
/// <param name="headings">How the file calls its columns.</param>
/// <param name="cells">What stands in them.</param>
/// <param name="problems">Where to say what is wrong.</param>
internal sealed class CsvRow(long line, IReadOnlyDictionary<CsvColumn, string> headings, IReadOnlyDictionary<CsvColumn, string> cells, ICollection<CsvProblem> problems)
{
    public long Line => line;

    /// <summary>What stands in a column; null where it is empty.</summary>
    public string? this[CsvColumn column] => cells.GetValueOrDefault(column) is { Length: > 0 } cell ? cell : null;

    /// <summary>Says that a cell is wrong.</summary>
    public void Wrong(CsvColumn column, string problem) => problems.Add(new(line, headings.GetValueOrDefault(column) ?? column.Name, problem));

    /// <summary>Says that the line is wrong.</summary>
    public void Wrong(string problem) => problems.Add(new(line, null, problem));
}
