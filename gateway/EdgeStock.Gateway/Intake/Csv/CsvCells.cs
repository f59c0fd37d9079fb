using System.Globalization;
using System.Text.RegularExpressions;
using EdgeStock.Domain;

namespace EdgeStock.Gateway.Intake.Csv;

/// <summary>Values of cells as people and spreadsheets write them in Sweden. What is wrong is said of the cell, with what to write instead; the value is then null.</summary>
internal static partial class CsvCells
{
    private static readonly int[] CodeLengths = [8, 12, 13, 14];

    /// <summary>What a cell of a required column says; null, and said to be wrong, where it is empty.</summary>
    public static string? Text(this CsvRow row, CsvColumn column, string? example = null)
    {
        if (row[column] is { } text)
        {
            return text;
        }

        row.Wrong(column, example is null ? "is missing" : $"is missing: write {example}");
        return null;
    }

    /// <summary>A number with a decimal comma or point; spaces between thousands do not matter.</summary>
    /// <param name="unit">What it counts, for the message.</param>
    public static double? Number(this CsvRow row, CsvColumn column, string unit, double min, double max)
    {
        if (row[column] is not { } cell)
        {
            return null;
        }

        if (!TryNumber(cell, out var value))
        {
            row.Wrong(column, $"'{CsvTable.Shown(cell)}' is no number: write {unit} as 12,5 or 12.5, without a unit");
            return null;
        }

        if (value < min || value > max)
        {
            row.Wrong(column, string.Create(CultureInfo.InvariantCulture, $"'{CsvTable.Shown(cell)}' must be {min} to {max} {unit}"));
            return null;
        }

        return value;
    }

    /// <summary>A whole number.</summary>
    public static int? Whole(this CsvRow row, CsvColumn column, string unit, int min, int max)
    {
        if (row[column] is not { } cell)
        {
            return null;
        }

        if (!IsDoubtful(cell) && TryNumber(cell, out var value) && value == Math.Floor(value) && value >= min && value <= max)
        {
            return (int)value;
        }

        row.Wrong(column, string.Create(CultureInfo.InvariantCulture, $"'{CsvTable.Shown(cell)}' must be a whole number of {unit}, {min} to {max}: digits alone, such as 1200"));
        return null;
    }

    /// <summary>Yes or no, in either language; also 1, 0 and x.</summary>
    public static bool? Flag(this CsvRow row, CsvColumn column)
    {
        switch (row[column]?.ToUpperInvariant())
        {
            case null:
                return null;
            case "JA" or "J" or "YES" or "Y" or "TRUE" or "SANT" or "1" or "X":
                return true;
            case "NEJ" or "N" or "NO" or "FALSE" or "FALSKT" or "0":
                return false;
            default:
                row.Wrong(column, $"'{CsvTable.Shown(row[column]!)}' must be ja or nej (yes or no, true or false, 1 or 0; x for yes)");
                return null;
        }
    }

    /// <summary>A day, as 2026-03-01 or 20260301.</summary>
    public static DateOnly? Day(this CsvRow row, CsvColumn column)
    {
        if (row[column] is not { } cell)
        {
            return null;
        }

        if (DateOnly.TryParseExact(cell, ["yyyy-MM-dd", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        row.Wrong(column, $"'{CsvTable.Shown(cell)}' is no day: write it as 2026-03-01");
        return null;
    }

    /// <summary>A code of digits, such as an NPL id; what a spreadsheet rounded is refused.</summary>
    public static string? Digits(this CsvRow row, CsvColumn column)
    {
        if (row[column] is not { } cell)
        {
            return null;
        }

        if (ExcelText.IsRounded(cell))
        {
            row.Wrong(column, $"'{CsvTable.Shown(cell)}' is what a spreadsheet made of a long code: its last digits are lost. Format the column as text, enter the code again and save");
            return null;
        }

        return Plain(cell);
    }

    /// <summary>A product code.</summary>
    public static Gtin? Code(this CsvRow row, CsvColumn column)
    {
        if (row.Digits(column) is not { } digits)
        {
            return null;
        }

        if (Gtin.TryFrom(digits, out var gtin))
        {
            return gtin;
        }

        row.Wrong(column, $"'{CsvTable.Shown(digits)}' {WhyNoCode(digits)}");
        return null;
    }

    /// <summary>1,234 and 12.000: one sign and three digits after it. Here that is a decimal fraction, elsewhere thousands, and what is counted must not be wrong by a thousand.</summary>
    public static bool IsDoubtful(string text) => Doubtful().IsMatch(Plain(text));

    /// <summary>Reads a number as <see cref="Number"/> does.</summary>
    public static bool TryNumber(string text, out double value)
    {
        value = 0;
        var plain = Plain(text);
        return NumberForm().IsMatch(plain) && double.TryParse(plain.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    private static string WhyNoCode(string digits) =>
        !digits.All(char.IsAsciiDigit) ? "is no product code: write the digits under the bar code alone"
        : CodeLengths.Contains(digits.Length) ? $"is mistyped: its check digit would be {Gtin.CheckDigit(digits[..^1])}. Compare it with the package"
        : digits.Length < 14 && CodeLengths.Where(n => n > digits.Length).Select(n => digits.PadLeft(n, '0')).FirstOrDefault(padded => Gtin.TryFrom(padded, out _)) is { } padded
            ? $"has {digits.Length} digits: a spreadsheet may have dropped zeros in front. Format the column as text, and write {padded} if the package says so"
        : $"has {digits.Length} digits: a product code has 8, 12, 13 or 14";

    /// <summary>Without spaces, also those that do not break a line.</summary>
    private static string Plain(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    [GeneratedRegex(@"\A[1-9][0-9]{0,2}[.,][0-9]{3}\z")]
    private static partial Regex Doubtful();

    [GeneratedRegex(@"\A[+-]?[0-9]{1,15}([.,][0-9]{0,30})?([eE][+-]?[0-9]{1,3})?\z")]
    private static partial Regex NumberForm();
}
