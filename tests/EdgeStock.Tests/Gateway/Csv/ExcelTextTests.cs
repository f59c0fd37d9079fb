using EdgeStock.Gateway.Intake.Csv;

namespace EdgeStock.Tests.Gateway.Csv;

/// <summary>What a spreadsheet makes of text, both ways.</summary>
public sealed class ExcelTextTests
{
    [Theory]
    [InlineData("handske-m", "handske-m")]
    [InlineData("Nitril 5 % M", "Nitril 5 % M")]
    [InlineData("3M Svenska AB", "3M Svenska AB")]
    [InlineData("09506000101019", "=\"09506000101019\"")]
    [InlineData("2026-1", "=\"2026-1\"")]
    [InlineData("1e5", "=\"1e5\"")]
    [InlineData("sep-5", "=\"sep-5\"")]
    [InlineData("5-maj", "=\"5-maj\"")]
    [InlineData("True", "=\"True\"")]
    [InlineData("=1+2", "'=1+2")]
    [InlineData("+46 70", "'+46 70")]
    [InlineData("-", "'-")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("'s Heeren", "''s Heeren")]
    public void What_a_spreadsheet_would_change_or_run_is_written_so_that_it_does_not(string text, string written)
    {
        Assert.Equal(written, ExcelText.Write(text));
        Assert.Equal(text, ExcelText.Read(written));
    }

    [Theory]
    [InlineData("=\"0123\"", "0123")]
    [InlineData("=\" 0123 \"", "0123")]
    [InlineData("=\"a \"\"b\"\"\"", "a \"b\"")]
    [InlineData("'", "'")]
    [InlineData("'abc", "'abc")]
    [InlineData("=", "=")]
    [InlineData("=\"", "=\"")]
    public void What_a_spreadsheet_wrote_is_read(string cell, string text) => Assert.Equal(text, ExcelText.Read(cell));

    [Fact]
    public void Whatever_is_written_is_read_back()
    {
        var random = new Random(20261);
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => "='\"+-@;,.0159 eEåmaj"[random.Next(20)])).Trim();

            Assert.Equal(text, ExcelText.Read(ExcelText.Write(text)));
        }
    }
}
