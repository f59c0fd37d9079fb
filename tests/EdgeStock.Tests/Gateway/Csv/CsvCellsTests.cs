using EdgeStock.Gateway.Intake.Csv;

namespace EdgeStock.Tests.Gateway.Csv;

/// <summary>Values as people and spreadsheets write them.</summary>
public sealed class CsvCellsTests
{
    private static readonly CsvColumn Column = new("unit_g", "vikt", false);
    private readonly List<CsvProblem> problems = [];

    [Theory]
    [InlineData("12,5", 12.5)]
    [InlineData("12.5", 12.5)]
    [InlineData("1 234,5", 1234.5)]
    [InlineData("1\u00A0234,5", 1234.5)] // no-break space
    [InlineData("1\u202F234", 1234)] // narrow no-break space
    [InlineData("1\u2009234", 1234)] // thin space
    [InlineData("0,000012", 0.000012)]
    [InlineData("1E-05", 0.00001)]
    [InlineData("7", 7)]
    [InlineData("5,", 5)]
    public void A_number_is_read_with_comma_or_point_and_spaces_between_thousands(string text, double value)
    {
        Assert.Equal(value, Cell(text).Number(Column, "grams", 0, 10_000));
        Assert.Empty(problems);
    }

    [Theory]
    [InlineData("tolv")]
    [InlineData("12,5 g")]
    [InlineData("1.234,5")]
    [InlineData("1,234.5")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("0x10")]
    [InlineData("1e999")]
    [InlineData("٣")] // a digit of another script
    [InlineData(",5")]
    [InlineData("--1")]
    public void What_is_no_number_or_may_be_another_one_is_refused(string text)
    {
        Assert.Null(Cell(text).Number(Column, "grams", 0, 10_000));
        Assert.Contains("is no number: write grams as 12,5 or 12.5", Assert.Single(problems).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("10000,5")]
    public void A_number_beyond_its_bounds_is_refused(string text)
    {
        Assert.Null(Cell(text).Number(Column, "grams", 0, 10_000));
        Assert.Contains("must be 0 to 10000 grams", Assert.Single(problems).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1200", 1200)]
    [InlineData("1 200", 1200)]
    [InlineData("1200,0", 1200)]
    public void A_whole_number_may_have_spaces(string text, int value) => Assert.Equal(value, Cell(text).Whole(Column, "pieces", 1, 100_000));

    [Theory]
    [InlineData("1,234")] // 1.234 here, 1234 elsewhere
    [InlineData("1,000")] // 1 here, 1000 elsewhere
    [InlineData("12.000")]
    [InlineData("12,5")]
    [InlineData("0")]
    [InlineData("100001")]
    [InlineData("st")]
    public void What_is_not_whole_is_refused(string text)
    {
        Assert.Null(Cell(text).Whole(Column, "pieces", 1, 100_000));
        Assert.Contains("must be a whole number of pieces, 1 to 100000", Assert.Single(problems).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ja nej", true, false)]
    [InlineData("Ja Nej", true, false)]
    [InlineData("yes no", true, false)]
    [InlineData("TRUE FALSE", true, false)]
    [InlineData("SANT FALSKT", true, false)]
    [InlineData("1 0", true, false)]
    [InlineData("x 0", true, false)]
    public void Yes_and_no_are_read_in_both_languages(string words, bool yes, bool no) =>
        Assert.Equal([yes, no], words.Split(' ').Select(w => Cell(w).Flag(Column)!.Value));

    [Fact]
    public void Another_word_is_neither_yes_nor_no()
    {
        Assert.Null(Cell("kanske").Flag(Column));
        Assert.Contains("'kanske' must be ja or nej", Assert.Single(problems).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-03-01")]
    [InlineData("20260301")]
    public void A_day_is_read(string text) => Assert.Equal(new DateOnly(2026, 3, 1), Cell(text).Day(Column));

    [Theory]
    [InlineData("1/3/2026")]
    [InlineData("2026-02-30")]
    [InlineData("mars 2026")]
    public void What_may_be_another_day_is_refused(string text)
    {
        Assert.Null(Cell(text).Day(Column));
        Assert.Contains("is no day: write it as 2026-03-01", Assert.Single(problems).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7350000000009", "07350000000009")] // 7·1 + 3·3 + 5·1 = 21, so 9
    [InlineData("96385074", "00000096385074")] // GS1's example of a GTIN-8
    [InlineData("7350 0000 0000 9", "07350000000009")]
    public void A_product_code_is_read(string text, string digits) => Assert.Equal(digits, Cell(text).Code(Column)!.Value.Digits);

    [Theory]
    [InlineData("7,35E+12", "Format the column as text")]
    [InlineData("7.35E+12", "last digits are lost")]
    [InlineData("7E12", "last digits are lost")]
    [InlineData("7350000000003", "its check digit would be 9")]
    [InlineData("12345678905", "write 012345678905 if the package says so")] // a GTIN-12 without its first zero
    [InlineData("1234567", "has 7 digits: a product code has 8, 12, 13 or 14")]
    [InlineData("123456789012345", "has 15 digits")]
    [InlineData("(01)07350000000009", "write the digits under the bar code alone")]
    public void A_product_code_that_is_none_is_refused_with_the_likely_reason(string text, string why)
    {
        Assert.Null(Cell(text).Code(Column));
        Assert.Contains(why, Assert.Single(problems).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_is_named_as_the_file_names_its_column_and_shown_on_one_short_line()
    {
        var row = new CsvRow(7, new Dictionary<CsvColumn, string> { [Column] = "Vikt (g)" }, new Dictionary<CsvColumn, string> { [Column] = new string('å', 99) + "\n" }, problems);

        row.Number(Column, "grams", 0, 1);

        Assert.StartsWith($"line 7, Vikt (g): '{new string('å', 60)}…' is no number", Assert.Single(problems).ToString(), StringComparison.Ordinal);
    }

    private CsvRow Cell(string text) => new(1, new Dictionary<CsvColumn, string>(), new Dictionary<CsvColumn, string> { [Column] = text }, problems);
}
