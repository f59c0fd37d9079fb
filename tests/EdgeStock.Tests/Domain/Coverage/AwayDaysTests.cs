using EdgeStock.Domain;
using EdgeStock.Tests.Domain.Stock;
using static EdgeStock.Tests.Domain.Stock.StockBench;

namespace EdgeStock.Tests.Domain.Coverage;

/// <summary>Days on which the gateway did not run. It is Monday, 2 March 2026, 07:00 in Stockholm; it goes off at 07:05 and comes back on Thursday at 10:00.</summary>
public sealed class AwayDaysTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);
    private readonly StockBench bench = new();
    private DateTimeOffset now;

    public AwayDaysTests()
    {
        // 2 a day: 100 last 50 days.
        foreach (var article in (string[])[Glove, Mask])
        {
            bench.Said(new SetNormalConsumption([new("store", article, 60, "inköp", Monday)]));
        }

        bench.Said(new ReceiveGoods("store", new(Glove, Lot: "A", Expiry: Monday.AddDays(400), Pieces: 100)));
        bench.Said(new ReceiveGoods("store", new(Mask, Pieces: 100)));
        bench.Weigh(100);
        now = bench.Now;
        Run(now + TimeSpan.FromMinutes(5));
        now = At(3, 10) - TimeSpan.FromMinutes(5);
        Run(At(7, 1));
    }

    [Fact]
    public void The_time_away_is_time_unwatched_and_no_more_than_that()
    {
        // From 07:05 on Monday, two whole days, and until 10:00 on Thursday; a day is made up for with each tick, here of five minutes.
        Assert.Equal([1 - (7 / 24.0), 1, 1, 10 / 24.0, 0, 0, 0], Closed().Select(d => d.Unwatched), (a, b) => Math.Abs(a - b) < 0.01 && (b > 0 || a == 0));
    }

    [Fact]
    public void On_a_day_without_a_gateway_what_scales_would_have_seen_is_no_cover()
    {
        var glove = Closed().Select(d => d.Articles.Single(a => a.Article == Glove)).ToList();

        Assert.Equal((CoverState.Unknown, 0, 0, 100, 0, null), (glove[1].State, glove[1].OnHand, glove[1].Usable, glove[1].Unknown, glove[1].Days, glove[1].Consumed));
        Assert.Equal(0, CoveragePeriod.Of(glove[1..3]).CoveredDays);
        Assert.Equal(2, CoveragePeriod.Of(glove[1..3]).UnknownDays);
        Assert.Equal((0, 60), (CoverCounts.Of(glove[2]).Held, CoverCounts.Of(glove[2]).Shortfall));
    }

    [Fact]
    public void What_is_counted_by_hand_is_as_well_known_as_ever()
    {
        Assert.All(Closed(), d => Assert.Equal(CoverState.Covered, d.Articles.Single(a => a.Article == Mask).State));
    }

    private List<StoreroomDayClosed> Closed() => [.. bench.Events.OfType<StoreroomDayClosed>().Where(d => d.Room == "store").OrderBy(d => d.Day)];

    private DateTimeOffset At(int days, int hour) => bench.Site.Calendar.StartOf(Monday.AddDays(days)).AddHours(hour);

    private void Run(DateTimeOffset until)
    {
        while (now < until)
        {
            now += TimeSpan.FromMinutes(5);
            bench.Give(new Tick(now));
        }
    }
}
