using EdgeStock.Domain;
using EdgeStock.Tests.Domain.Stock;

namespace EdgeStock.Tests.Domain.Coverage;

/// <summary>What an empty shelf says, and what it does not say. 100 g a glove, so that each weight is exact.</summary>
public sealed class EmptyShelfTests
{
    private const string Glove = StockBench.Glove;
    private readonly StockBench bench = new();
    private int pieces;

    [Fact]
    public void A_shortage_does_not_lower_the_normal_consumption_that_was_measured_before_it()
    {
        // One a day for 30 days; then nothing is left for 40 days, in which nothing can be used; then one a day again from new goods.
        pieces = 31;
        Live(30, use: 1);
        Assert.Equal(1, Measured!.PerDay, 3);
        pieces = 0;
        Live(40, use: 0);

        Assert.Equal(1, Measured!.PerDay, 3);
        Assert.Equal(CoverState.Out, bench.Cover(Glove).State);
        pieces = 60;
        Live(10, use: 1);
        Assert.Equal(1, Measured!.PerDay, 1);
        Assert.InRange(bench.Cover(Glove).DaysBest!.Value, 45, 55);
    }

    [Fact]
    public void A_shelf_that_stays_empty_for_longer_than_a_quarter_is_still_out()
    {
        pieces = 31;
        Live(30, use: 1);
        pieces = 0;
        Live(130, use: 0);

        Assert.Equal((CoverState.Out, 0), (bench.Cover(Glove).State, bench.Cover(Glove).DaysLow!.Value));
    }

    [Fact]
    public void A_day_without_demand_counts_where_goods_were_there()
    {
        // One a day for 30 days, then 30 quiet days with goods on the shelf: 30 pieces in 60 days.
        pieces = 90;
        Live(30, use: 1);
        Live(30, use: 0);

        Assert.InRange(Measured!.PerDay, 0.2, 0.6);
    }

    [Fact]
    public void A_bin_that_nobody_has_counted_yet_is_unknown_and_not_out()
    {
        bench.Said(new SetNormalConsumption([new("store", Glove, 30, "inköp", bench.Today)]));

        Assert.Equal(CoverState.Unknown, bench.Cover(Glove).State);
        bench.Weigh(0);
        Assert.Equal(CoverState.Out, bench.Cover(Glove).State);
    }

    [Fact]
    public void An_empty_bin_whose_scale_is_silent_may_have_been_filled()
    {
        bench.Said(new SetNormalConsumption([new("store", Glove, 30, "inköp", bench.Today)]));
        bench.Weigh(0);

        // Ticks an hour apart count five seconds each: silence of 30 s is told at the seventh, and is a doubt after a quarter of an hour.
        bench.Pass(TimeSpan.FromHours(9));

        Assert.Equal(CoverState.Unknown, bench.Cover(Glove).State);
    }

    private MeasuredConsumption? Measured => bench.Cover(Glove).Baseline.Measured;

    /// <summary>So many days pass; the scale is heard every fourth hour, and at noon some are used.</summary>
    private void Live(int days, int use)
    {
        for (var i = 0; i < days; i++)
        {
            var day = bench.Today.AddDays(1);
            foreach (var hour in (int[])[0, 4, 8, 12, 16, 20])
            {
                bench.PassTo(day, hour);
                pieces -= hour == 12 ? use : 0;
                bench.Weigh(pieces);
            }
        }

        bench.PassTo(bench.Today.AddDays(1), 1);
    }
}
