using EdgeStock.Domain;
using EdgeStock.Tests.Domain.Stock;

namespace EdgeStock.Tests.Domain.Coverage;

/// <summary>A bin whose count cannot follow what happens, because something lies in it that is no whole number of pieces. A glove is 100 g, the bin 400 g.</summary>
public sealed class BlindBinTests
{
    private const string Glove = StockBench.Glove;
    private readonly StockBench bench = new();

    public BlindBinTests()
    {
        bench.Said(new SetNormalConsumption([new("store", Glove, 30, "inköp", bench.Today)]));
        bench.Weigh(40);
        bench.Said(new ReceiveGoods("store", new(Glove, Lot: "A", Expiry: bench.Today.AddDays(400), Pieces: 40)));
    }

    [Fact]
    public void For_a_moment_it_counts_as_it_was()
    {
        Lay(grams: 50);
        Settle(TimeSpan.FromMinutes(10));

        Assert.Equal((40, 0, CoverState.Covered), (bench.Stock(Glove).Best, bench.Stock(Glove).Unknown, bench.Cover(Glove).State));
    }

    [Fact]
    public void When_it_lasts_its_goods_are_unknown_and_no_cover()
    {
        Lay(grams: 50);
        Settle(TimeSpan.FromMinutes(30));

        Assert.Equal((0, 40, CoverState.Unknown), (bench.Stock(Glove).Best, bench.Stock(Glove).Unknown, bench.Cover(Glove).State));
        bench.Weigh(38);
        Assert.Equal((38, 0, CoverState.Covered), (bench.Stock(Glove).Best, bench.Stock(Glove).Unknown, bench.Cover(Glove).State));
    }

    [Fact]
    public void A_day_of_it_says_nothing_of_consumption()
    {
        Lay(grams: 50);
        Settle(TimeSpan.FromHours(6));
        bench.Weigh(38);
        var day = bench.Today;
        bench.PassTo(day.AddDays(1), 1);

        Assert.Null(bench.Closed(Glove, day).Consumed);
    }

    /// <summary>Something foreign lies on the gloves for longer than the five seconds after which it is told.</summary>
    private void Lay(double grams) => Weigh(4400 + grams, TimeSpan.FromSeconds(12));

    /// <summary>It stays there; the scale goes on to say so.</summary>
    private void Settle(TimeSpan span)
    {
        for (var until = bench.Now + span; bench.Now < until;)
        {
            Weigh(4450, TimeSpan.FromSeconds(2));
            bench.Pass(TimeSpan.FromSeconds(20));
        }
    }

    private void Weigh(double grams, TimeSpan span)
    {
        for (var until = bench.Now + span; bench.Now < until;)
        {
            bench.Pass(TimeSpan.FromMilliseconds(400));
            bench.Give(new BinWeighed(bench.Now, bench.Now, "scale-1", TestSite.Glove, Grams.From(grams), ScaleState.Weighed));
        }
    }
}
