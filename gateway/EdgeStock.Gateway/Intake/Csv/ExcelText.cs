using System.Text.RegularExpressions;

namespace EdgeStock.Gateway.Intake.Csv;

/// <summary>
/// What a spreadsheet makes of text, both ways. It turns 09506000101019 into 9,506E+12 and sep-5 into a date unless they are written as
/// <c>="09506000101019"</c>, and it would run a text that begins with = + - or @ as a formula unless an apostrophe stands before it.
/// </summary>
internal static partial class ExcelText
{
    private const string Formulas = "=+-@";

    /// <summary>A text as a spreadsheet will leave it alone; <see cref="Read"/> gives it back.</summary>
    public static string Write(string text) =>
        text.Length > 0 && (Formulas.Contains(text[0], StringComparison.Ordinal) || text[0] == '\'') ? "'" + text
        : Converted().IsMatch(text) ? $"=\"{text}\""
        : text;

    /// <summary>What was meant by a cell.</summary>
    public static string Read(string cell) => cell switch
    {
        ['=', '"', .. var inner, '"'] => inner.Replace("\"\"", "\"", StringComparison.Ordinal).Trim(),
        ['\'', var next, ..] when Formulas.Contains(next, StringComparison.Ordinal) || next == '\'' => cell[1..],
        _ => cell,
    };

    /// <summary>A code that a spreadsheet took for a number and rounded: its digits are lost.</summary>
    public static bool IsRounded(string cell) => Rounded().IsMatch(cell);

    /// <summary>Numbers, dates (also as a month's name and a number) and truth values, in Swedish and English.</summary>
    [GeneratedRegex(
        @"\A(\d[\d.,:/ eE+-]*|\d+[ -]?(jan|feb|mar|apr|ma[jy]|jun|jul|aug|sep|o[kc]t|nov|dec)[a-z]*|(jan|feb|mar|apr|ma[jy]|jun|jul|aug|sep|o[kc]t|nov|dec)[a-z]*[ -]?\d+|true|false|sant|falskt)\z",
        RegexOptions.IgnoreCase)]
    private static partial Regex Converted();

    [GeneratedRegex(@"\A\d([.,]\d*)?[eE]\+?\d{1,2}\z")]
    private static partial Regex Rounded();
}
