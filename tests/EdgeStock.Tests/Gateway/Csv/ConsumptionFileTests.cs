using System.Text;
using EdgeStock.Domain;
using EdgeStock.Gateway.Intake.Csv;
using EdgeStock.Tests.Domain.Stock;

namespace EdgeStock.Tests.Gateway.Csv;

public sealed class ConsumptionFileTests
{
    private readonly StockBench bench = new();

    [Fact]
    public void Figures_are_read_and_the_desk_takes_them()
    {
        var file = Read("Förråd;Artikel;Per månad;Källa;Datum\nstore;glove;1 200;inköp 2025;2026-01-01\nstore;mask;12,5;\"inköp; avdelning 3\";20260201\n");

        Assert.Empty(file.Problems);
        bench.Said(new SetNormalConsumption(file.Figures));
        Assert.Equal(new NormalFigure("store", "glove", 1200, "inköp 2025", new(2026, 1, 1)), bench.Holding("glove").Normal);
        Assert.Equal(new NormalFigure("store", "mask", 12.5, "inköp; avdelning 3", new(2026, 2, 1)), bench.Holding("mask").Normal);
    }

    [Theory]
    [InlineData("kitchen;glove;12;inköp;2026-01-01", "room", "'kitchen' is no storeroom of this gateway: there are store, sterile")]
    [InlineData("store;nobody;12;inköp;2026-01-01", "article", "'nobody' is neither in the catalogue nor in the site file")]
    [InlineData("store;glove;tolv;inköp;2026-01-01", "per_month", "must be pieces a month")]
    [InlineData("store;glove;-1;inköp;2026-01-01", "per_month", "must be pieces a month")]
    [InlineData("store;glove;1,234;inköp;2026-01-01", "per_month", "may be thousands or a decimal fraction: write 1234 for thousands")]
    [InlineData("store;glove;12.500;inköp;2026-01-01", "per_month", "may be thousands")]
    [InlineData("store;glove;12;inköp;1/3/2026", "date", "is no day: write it as 2026-03-01")]
    [InlineData(";glove;12;inköp;2026-01-01", "room", "is missing")]
    [InlineData("store;;12;inköp;2026-01-01", "article", "is missing")]
    [InlineData("store;glove;;inköp;2026-01-01", "per_month", "is missing")]
    [InlineData("store;glove;12;;2026-01-01", "source", "is missing")]
    [InlineData("store;glove;12;inköp;", "date", "is missing")]
    [InlineData("store;mask;12;inköp;2026-01-01", "article", "'mask' in 'store' stands already at line 2")]
    public void A_wrong_cell_is_said_with_line_and_column(string line, string column, string why)
    {
        var found = Assert.Single(Read($"room;article;per_month;source;date\nstore;mask;1;inköp;2026-01-01\n{line}\n").Problems);

        Assert.Equal((3, column), (found.Line, found.Column));
        Assert.Contains(why, found.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fraction_of_a_piece_is_no_doubt()
    {
        Assert.True(ConsumptionFile.TryPerMonth("0,125", out var perMonth, out _));
        Assert.Equal(0.125, perMonth);
    }

    [Fact]
    public void A_column_that_is_missing_is_named() =>
        Assert.Equal(
            ["the column 'source' (källa) is missing: add it", "the column 'date' (datum) is missing: add it"],
            Read("room;article;per_month\n").Problems.Select(p => p.Problem));

    private ConsumptionFile Read(string text) => ConsumptionFile.Read(Encoding.UTF8.GetBytes(text), bench.Site, bench.Projection);
}
