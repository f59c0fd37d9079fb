using System.Text;
using EdgeStock.Gateway.Intake.Csv;

namespace EdgeStock.Tests.Gateway.Csv;

/// <summary>Tables as people save them.</summary>
public sealed class CsvTableTests
{
    private static readonly CsvColumn Article = new("article", "artikel", true, "id");
    private static readonly CsvColumn Name = new("name", "benämning", true, "namn");
    private static readonly CsvColumn Days = new("shelf_life_days", "hållbarhet dagar", false, "shelf life (days)");
    private static readonly CsvColumn[] Columns = [Article, Name, Days];

    [Theory]
    [InlineData("article;name\nA;x, y\n", ';')]
    [InlineData("article,name\nA,\"x, y\"\n", ',')]
    [InlineData("article\tname\nA\tx, y\n", '\t')]
    [InlineData("article;name,with a comma\nA;x, y\n", ';')]
    public void The_separator_is_the_one_under_which_the_headings_are_known(string text, char separator)
    {
        var table = Read(text);

        Assert.Equal(separator, table.Separator);
        Assert.Equal("A", Assert.Single(table.Rows)[Article]);
    }

    [Fact]
    public void A_quoted_cell_may_hold_separators_quotes_and_line_breaks_and_lines_keep_their_numbers()
    {
        var table = Read("article;name\r\nA;\"x; \"\"y\"\"\r\nz\"\r\nB;b\r\n");

        Assert.Equal(["x; \"y\"\r\nz", "b"], table.Rows.Select(r => r[Name]));
        Assert.Equal([2, 4], table.Rows.Select(r => r.Line));
    }

    [Theory]
    [InlineData("article;name\r\n\r\n;;\r\nA;x\r\n", 4)]
    [InlineData("\n\narticle;name\n \nA;x", 5)]
    [InlineData("article;name\rA;x\r", 2)]
    [InlineData(";;\narticle;name\n;\nA;x;;;\n\n", 4)]
    public void Blank_lines_say_nothing(string text, int line)
    {
        var table = Read(text);

        Assert.Equal((line, "A", "x"), (Assert.Single(table.Rows).Line, table.Rows[0][Article], table.Rows[0][Name]));
        Assert.Empty(table.Problems);
    }

    [Theory]
    [InlineData("name;article;shelf_life_days")]
    [InlineData("Benämning;ARTIKEL;Hållbarhet (dagar)")]
    [InlineData(" Namn ;Artikel;hållbarhet_dagar")]
    [InlineData("\"NAME\";\"Id\";\"Shelf life (days)\"")]
    public void Columns_come_in_any_order_and_in_either_language(string headings)
    {
        var row = Assert.Single(Read(headings + "\nx;A;30\n").Rows);

        Assert.Equal(("x", "A", "30"), (row[Name], row[Article], row[Days]));
    }

    [Fact]
    public void Columns_that_nobody_knows_are_listed_and_unnamed_ones_passed_over()
    {
        var table = Read("article;Anteckning;;name;Hylla\nA;se pärm;lös text;x;7\n");

        Assert.Equal(["columns not used: 'Anteckning', 'Hylla'"], table.Notes);
        Assert.Equal("x", table.Rows[0][Name]);
        Assert.Empty(table.Problems);
    }

    [Fact]
    public void A_column_that_is_missing_is_named_in_both_languages() =>
        Assert.Equal("line 1: the column 'name' (benämning) is missing: add it", Assert.Single(Read("artikel\nA\n").Problems).ToString());

    [Fact]
    public void A_column_that_stands_twice_is_said() =>
        Assert.Equal("line 2, Namn: stands twice: 'Benämning' means the same column; remove one", Assert.Single(Read("\nartikel;Benämning;Namn\nA;x;y\n").Problems).ToString());

    [Fact]
    public void A_line_with_more_cells_than_headings_is_wrong_and_says_why()
    {
        var table = Read("article,name,shelf_life_days\nA,x,12,5\nB,y,30\n");

        Assert.Contains("line 2: has 4 fields, and 3 columns have a name", Assert.Single(table.Problems).ToString(), StringComparison.Ordinal);
        Assert.Contains("decimal comma", table.Problems[0].Problem, StringComparison.Ordinal);
        Assert.Equal("B", Assert.Single(table.Rows)[Article]);
    }

    [Fact]
    public void A_line_that_ends_early_is_empty_behind() => Assert.Null(Assert.Single(Read("article;name;shelf_life_days\nA;x\n").Rows)[Days]);

    [Theory]
    [InlineData("article;name\nA;\"x\nB;y\nC;z\n", "is never closed")]
    [InlineData("article;name\nA;\"x\"y\nB;z\n", "text follows a closing quote")]
    [InlineData("article;name\n=\"A\";\"x\nB;y\nC;z\n", "do not match")] // Excel's quotes before one that is never closed
    public void Quotes_that_do_not_match_are_said_of_the_line_where_they_begin(string text, string why)
    {
        var problem = Assert.Single(Read(text).Problems);

        Assert.Equal(2, problem.Line);
        Assert.Contains(why, problem.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Inches_and_excels_way_to_keep_zeros_are_no_wrong_quotes()
    {
        var table = Read("article;name\n=\"0123\";5\" nål\n\"=\"\"0456\"\"\";x\n");

        Assert.Empty(table.Problems);
        Assert.Equal([("0123", "5\" nål"), ("0456", "x")], table.Rows.Select(r => (r[Article]!, r[Name]!)));
    }

    [Theory]
    [InlineData("sep=,\r\narticle,name\r\nA,x\r\n")]
    [InlineData("\"sep=,\"\narticle,name\nA,x\n")]
    public void Excels_line_about_the_separator_is_taken_and_counted(string text)
    {
        var table = Read(text);

        Assert.Equal((',', 3L, "x"), (table.Separator, table.Rows[0].Line, table.Rows[0][Name]));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n;;\n")]
    public void An_empty_file_is_no_table(string text) => Assert.Contains("empty", Assert.Throws<CsvFileException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_table_of_other_things_is_refused_with_what_it_has_and_what_is_needed()
    {
        var refused = Assert.Throws<CsvFileException>(() => Read("\nDatum;Belopp\n2026-03-01;12\n")).Message;

        Assert.Contains("line 2", refused, StringComparison.Ordinal);
        Assert.Contains("'Datum', 'Belopp'", refused, StringComparison.Ordinal);
        Assert.Contains("article (artikel), name (benämning)", refused, StringComparison.Ordinal);
    }

    private static CsvTable Read(string text) => CsvTable.Read(Encoding.UTF8.GetBytes(text), Columns);
}
