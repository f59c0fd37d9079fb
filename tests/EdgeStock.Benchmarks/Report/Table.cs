namespace EdgeStock.Benchmarks.Report;

/// <summary>The report for people.</summary>
internal static class Table
{
    private static readonly string[] Head = ["", "unit", "EdgeStock", "floor", "ratio", "target", ""];

    public static void Write(TextWriter output, IReadOnlyList<Section> sections)
    {
        var rows = sections.SelectMany(s => s.Measures).Select(Cells).Prepend(Head).ToList();
        var widths = Enumerable.Range(0, Head.Length).Select(i => rows.Max(r => r[i].Length)).ToArray();
        foreach (var section in sections)
        {
            output.WriteLine();
            output.WriteLine($"{section.Title}    floor: {section.Floor}");
            Row(output, Head, widths);
            foreach (var measure in section.Measures)
            {
                Row(output, Cells(measure), widths);
            }

            foreach (var note in section.Notes)
            {
                output.WriteLine($"    · {note}");
            }
        }

        var judged = sections.SelectMany(s => s.Measures).Where(m => m.Met is not null).ToList();
        output.WriteLine();
        output.WriteLine($"{judged.Count(m => m.Met == true)} targets met, {judged.Count(m => m.Met == false)} missed");
    }

    private static string[] Cells(Measure m) =>
    [
        m.What,
        m.Unit,
        Figures.Text(m.Ours),
        m.Floor is { } floor ? Figures.Text(floor) : "",
        m.Ratio is { } ratio ? Figures.Text(ratio) : "",
        m.Target?.ToString() ?? "",
        m.Met switch { true => "met", false => "MISSED", null => "" },
    ];

    private static void Row(TextWriter output, string[] cells, int[] widths) =>
        output.WriteLine("  " + string.Join("  ", cells.Select((c, i) => c.PadRight(widths[i]))).TrimEnd());
}
