using EdgeStock.Domain;
using EdgeStock.Gateway.Operations;
using EdgeStock.Tests.Domain.Stock;

namespace EdgeStock.Tests.Gateway;

/// <summary>Configured and measured consumption beside each other.</summary>
public sealed class ConsumptionListingTests
{
    [Fact]
    public void The_measured_figure_stands_beside_the_configured_one_with_its_interval_and_days()
    {
        var bench = new StockBench();
        bench.Said(new ReceiveGoods("store", new(StockBench.Mask, Lot: "A", Pieces: 1000)));
        bench.Said(new TakeStock("store", new(StockBench.Mask, Pieces: 1000)));
        bench.PassTo(bench.Today.AddDays(40), 8);
        bench.Said(new TakeStock("store", new(StockBench.Mask, Pieces: 920)));
        bench.PassTo(bench.Today.AddDays(1), 8);

        // 80 pieces over the 40 closed days are 2 a day, 60 in a month of 30 days; 80 configured are a third more: more than a quarter of 80 is 20.
        Assert.Equal((null, 60.0, false), Figures(bench));
        bench.Said(new SetNormalConsumption([new("store", StockBench.Mask, 80, "inköp", bench.Today)]));
        Assert.Equal((80.0, 60.0, false), Figures(bench));
        bench.Said(new SetNormalConsumption([new("store", StockBench.Mask, 81, "inköp", bench.Today)]));
        Assert.Equal((81.0, 60.0, true), Figures(bench));
        Assert.Equal(("inköp", bench.Today), (Line(bench).Source, Line(bench).Date!.Value));
    }

    [Fact]
    public void Nothing_is_measured_before_there_are_enough_days()
    {
        var bench = new StockBench();

        var line = Assert.Single(ConsumptionListing.Of(bench.Site, bench.Projection, "store"), l => l.Article == StockBench.Glove);

        Assert.Equal((null, null, null, false), (line.Configured, line.Measured, line.ValidDays, line.Differs));
    }

    private static (double? Configured, double? Measured, bool Differs) Figures(StockBench bench)
    {
        var line = Line(bench);
        Assert.InRange(line.Measured!.Value, line.MeasuredLow!.Value, line.MeasuredHigh!.Value);
        Assert.InRange(line.ValidDays!.Value, 28, 90);
        return (line.Configured, Math.Round(line.Measured!.Value), line.Differs);
    }

    private static ConsumptionLine Line(StockBench bench) => Assert.Single(ConsumptionListing.Of(bench.Site, bench.Projection, "store"), l => l.Article == StockBench.Mask);
}
