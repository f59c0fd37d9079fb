using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain;

public sealed class BinConditionTests
{
    [Fact]
    public void A_strange_thing_in_the_bin_is_said_after_five_seconds_and_leaves_the_count_alone()
    {
        var bench = Counted(1100);

        Assert.Empty(bench.Weigh(1150, 6));
        Assert.Equal(BinCondition.Foreign, Condition(bench.Weigh(1150, 1)));
        Assert.Equal(BinCondition.Ok, Condition(bench.Weigh(1100)));
    }

    [Fact]
    public void Pieces_taken_beside_a_strange_thing_are_counted_when_it_is_gone()
    {
        var bench = Counted(1100);
        bench.Weigh(1150, 8);
        Assert.Empty(bench.Weigh(950, 8));

        var events = bench.Weigh(900);

        Assert.Equal(2, Assert.Single(events.OfType<StockTaken>()).Quantity);
        Assert.Equal(BinCondition.Ok, Assert.Single(events.OfType<BinConditionChanged>()).Condition);
    }

    [Fact]
    public void A_bin_off_its_scale_is_lifted_and_nothing_was_taken()
    {
        var bench = Counted(1100);

        Assert.Empty(bench.Weigh(2, 0.1));
        Assert.Equal(BinCondition.Lifted, Condition(bench.Weigh(2, 5)));
        Assert.Equal(BinCondition.Ok, Condition(bench.Weigh(1100)));
    }

    [Fact]
    public void What_was_taken_from_a_lifted_bin_is_said_when_it_is_back()
    {
        var bench = Counted(1100);
        bench.Weigh(2, 5);

        var events = bench.Weigh(800);

        Assert.Equal(3, Assert.Single(events.OfType<StockTaken>()).Quantity);
        Assert.Equal(BinCondition.Ok, Assert.Single(events.OfType<BinConditionChanged>()).Condition);
    }

    [Theory]
    [InlineData(ScaleState.Overload, BinCondition.Overload)]
    [InlineData(ScaleState.Underload, BinCondition.Lifted)]
    public void What_the_scale_says_of_itself_is_believed_at_once(ScaleState state, BinCondition condition)
    {
        var bench = Counted(1100);

        Assert.Equal(condition, Condition(bench.Take(bench.Weight(bench.Now, 0, state))));
        Assert.Empty(bench.Take(bench.Weight(bench.Now, 0, state)));
        Assert.Equal(BinCondition.Ok, Condition(bench.Weigh(1100)));
    }

    [Fact]
    public void A_weight_that_does_not_come_to_rest_for_a_minute_is_unsettled()
    {
        var bench = Counted(1100);

        Assert.Empty(bench.Weigh(i => 1100 + (i % 2 * 30), 600));
        Assert.Equal(BinCondition.Unsettled, Condition(bench.Weigh(i => 1100 + (i % 2 * 30), 20)));
        Assert.Equal(BinCondition.Ok, Condition(bench.Weigh(1100)));
    }

    [Fact]
    public void A_rest_in_between_begins_the_minute_anew()
    {
        var bench = Counted(1100);

        Assert.Empty(bench.Weigh(i => 1100 + (i % 2 * 30), 500));
        Assert.Empty(bench.Weigh(1100));
        Assert.Empty(bench.Weigh(i => 1100 + (i % 2 * 30), 500));
    }

    [Fact]
    public void Pieces_that_the_scale_cannot_tell_apart_are_uncountable()
    {
        // One piece of 100 g beside a noise of 150 g.
        var bench = new Bench(TestSite.Make(TestSite.BinOf(TestSite.Glove, "scale-1", TestSite.GloveBin.Article, 400, noise: 150)));

        var events = bench.Weigh(1100);

        Assert.Contains(events, e => e is StockCounted { Low: < 7, High: > 7 });
        Assert.Equal(BinCondition.Uncountable, Condition(events));
    }

    [Fact]
    public void A_condition_that_stands_is_said_once_also_over_a_restart()
    {
        var bench = Counted(1100);
        bench.Weigh(2, 5);
        bench.Restart();

        Assert.Empty(bench.Weigh(2, 5));
        Assert.Equal(BinCondition.Ok, Condition(bench.Weigh(1100)));
    }

    [Fact]
    public void Unrest_and_strangeness_before_a_bin_was_lifted_do_not_count_when_it_is_back()
    {
        var bench = Counted(1100);
        Assert.Empty(bench.Weigh(i => 1100 + (i % 2 * 30), 20));
        bench.Weigh(2, 120);
        Assert.Empty(bench.Weigh(i => 1100 + (i % 2 * 30), 20));

        bench.Weigh(1100);
        Assert.Empty(bench.Weigh(1150, 3));
        bench.Weigh(2, 120);
        Assert.Empty(bench.Weigh(1150, 3));
    }

    private static BinCondition Condition(IEnumerable<StoreroomEvent> events) => Assert.Single(events.OfType<BinConditionChanged>()).Condition;

    private static Bench Counted(double grams)
    {
        var bench = new Bench();
        Assert.Single(bench.Weigh(grams).OfType<StockCounted>());
        return bench;
    }
}
