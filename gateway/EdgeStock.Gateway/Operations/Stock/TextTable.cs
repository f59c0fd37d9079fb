namespace EdgeStock.Gateway.Operations;

/// <summary>A table for a person: columns as wide as what is in them.</summary>
internal static class TextTable
{
    /// <summary>Writes it.</summary>
    /// <param name="head">One word or two a column.</param>
    /// <param name="rows">As many cells each; the last column is not filled up.</param>
    public static void Write(TextWriter to, string[] head, IEnumerable<string[]> rows)
    {
        List<string[]> all = [head, .. rows];
        var wide = head.Select((_, i) => all.Max(r => r[i].Length)).ToArray();
        foreach (var row in all)
        {
            to.WriteLine(string.Join("  ", row.Select((cell, i) => cell.PadRight(wide[i]))).TrimEnd());
        }
    }
}
