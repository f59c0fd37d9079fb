namespace EdgeStock.Gateway.Intake.Csv;

/// <summary>A file is no table that can be read at all: what it seems to be, and how to save it instead.</summary>
internal sealed class CsvFileException(string problem) : Exception(problem);

/// <summary>A wrong place in a table.</summary>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Column">Name of the column, as the file has it; null when the whole line is meant.</param>
/// <param name="Problem">What is wrong, and what to write instead.</param>
internal sealed record CsvProblem(long Line, string? Column, string Problem)
{
    public override string ToString() => Column is null ? $"line {Line}: {Problem}" : $"line {Line}, {Column}: {Problem}";
}
