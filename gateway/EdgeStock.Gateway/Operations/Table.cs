namespace EdgeStock.Gateway.Operations;

/// <summary>Rows for a person at a terminal: each column as wide as its widest cell.</summary>
internal static class Table
{
    /// <summary>Lines of a table, its headings first.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        IReadOnlyList<IReadOnlyList<string>> all = [headings, .. rows];
        var widths = headings.Select((_, i) => all.Max(r => r[i].Length)).ToList();
        return all.Select(row => string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
    }
}
