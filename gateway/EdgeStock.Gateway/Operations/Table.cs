namespace EdgeStock.Gateway.Operations;

/// <summary>Rows for a person at a terminal: each column as wide as its widest cell.</summary>
internal static class Table
{
    /// <summary>Prints a table.</summary>
    public static void Write(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        foreach (var line in Of(headings, rows))
        {
            Console.Out.WriteLine(line);
        }
    }

    /// <summary>Lines of a table, its headings first.</summary>
    private static IEnumerable<string> Of(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        IReadOnlyList<IReadOnlyList<string>> all = [headings, .. rows];
        var widths = headings.Select((_, i) => all.Max(r => r[i].Length)).ToList();
        return all.Select(row => string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
    }
}
