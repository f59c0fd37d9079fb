using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain;

public sealed class BinCountingTests
{
    private static readonly TimeSpan Tenth = TimeSpan.FromMilliseconds(100);

    [Fact]
    public void A_bin_is_counted_at_first_sight()
    {
        var bench = new Bench();
        Assert.Empty(bench.Weigh(1100, 0.2).OfType<StockCounted>());

        var counted = Assert.Single(bench.Weigh(1100, 0.1).OfType<StockCounted>());

        Assert.Equal(("store", TestSite.Glove, "glove"), (counted.Room, counted.Bin, counted.Article));
        Assert.Equal((7, 7, 7), (counted.Count, counted.Low, counted.High));
        Assert.Equal(bench.Now, counted.At);
        Assert.True(counted.Confidence > 0.99, $"{counted.Confidence}");
        Assert.Empty(bench.Weigh(1100, 60));
    }

    [Fact]
    public void A_taking_is_said_with_the_instant_at_which_the_weight_changed()
    {
        var bench = Counted(1100);
        var touched = bench.Now + Tenth;

        var taken = Assert.IsType<StockTaken>(Assert.Single(bench.Weigh(900)));

        Assert.Equal((2, 5, 5, 5), (taken.Quantity, taken.Count, taken.Low, taken.High));
        Assert.Equal(touched, taken.At);
        Assert.True(taken.Confidence > 0.99, $"{taken.Confidence}");
    }

    [Fact]
    public void A_restock_is_said_with_the_instant_at_which_the_weight_changed()
    {
        var bench = Counted(1100);
        var touched = bench.Now + Tenth;

        var added = Assert.IsType<StockAdded>(Assert.Single(bench.Weigh(1401)));

        Assert.Equal((3, 10), (added.Quantity, added.Count));
        Assert.Equal(touched, added.At);
    }

    [Fact]
    public void Nothing_is_said_before_the_weight_has_agreed_for_more_than_a_second()
    {
        var bench = Counted(1100);

        Assert.Empty(bench.Weigh(900, 1.2));
        Assert.Single(bench.Weigh(900, 0.1).OfType<StockTaken>());
    }

    [Fact]
    public void Two_takings_with_rest_between_them_are_two()
    {
        var bench = Counted(1100);

        Assert.Equal([1, 2], bench.Weigh(1000).Concat(bench.Weigh(800)).OfType<StockTaken>().Select(t => t.Quantity));
    }

    [Fact]
    public void A_hand_that_only_leans_on_the_bin_takes_nothing()
    {
        var bench = Counted(1100);

        Assert.Empty(bench.Weigh(i => 1100 + (i % 2 * 700), 30));
        Assert.Empty(bench.Weigh(1100));
    }

    [Fact]
    public void The_noise_of_a_cell_moves_no_piece()
    {
        var random = new Random(7);
        var bench = Counted(1100);

        Assert.Empty(bench.Weigh(_ => 1100 + ((random.NextDouble() - 0.5) * 4), 5000));
    }

    [Fact]
    public void Between_two_counts_the_present_one_stands()
    {
        // Pieces that differ widely: half a piece is no sign of a strange thing, but it is no piece either.
        var uneven = TestSite.BinOf(TestSite.Glove, "scale-1", TestSite.ArticleOf("glove", 100, 25), 400);

        Assert.Empty(Counted(600, uneven).Weigh(658).OfType<StockAdded>());
        Assert.Single(Counted(600, uneven).Weigh(665).OfType<StockAdded>());
        Assert.Empty(Counted(600, uneven).Weigh(542).OfType<StockTaken>());
        Assert.Single(Counted(600, uneven).Weigh(535).OfType<StockTaken>());
    }

    [Fact]
    public void A_slow_drift_does_not_become_a_piece()
    {
        var bench = Counted(1100);

        Assert.Empty(bench.Weigh(i => 1100 + (i * 0.1), 400, everyMs: 1000));

        var taken = Assert.IsType<StockTaken>(Assert.Single(bench.Weigh(1040)));
        Assert.Equal((1, 6), (taken.Quantity, taken.Count));
    }

    [Theory]
    [InlineData(7.0, null, 7)]
    [InlineData(7.6, null, 8)]
    [InlineData(7.6, 7, 7)]
    [InlineData(6.1, 7, 7)]
    [InlineData(7.6, 12, 8)]
    [InlineData(0.0, null, 0)]
    public void A_count_made_by_hand_at_installation_wins_within_a_piece(double pieces, int? initial, int count)
    {
        var bench = new Bench(TestSite.Make(TestSite.BinOf(TestSite.Glove, "scale-1", TestSite.GloveBin.Article, 400, initial: initial)));

        Assert.Equal(count, Assert.Single(bench.Weigh(400 + (pieces * 100), 0.3).OfType<StockCounted>()).Count);
    }

    [Fact]
    public void A_first_count_between_two_numbers_owns_up_to_both()
    {
        var counted = Assert.Single(new Bench().Weigh(400 + 749, 0.3).OfType<StockCounted>());

        Assert.Equal((7, 7, 8), (counted.Count, counted.Low, counted.High));
        Assert.InRange(counted.Confidence, 0.5, 0.99);
    }

    [Fact]
    public void A_bin_that_weighs_less_than_it_should_holds_nothing_rather_than_less()
    {
        var counted = Assert.Single(new Bench().Weigh(350, 0.3).OfType<StockCounted>());

        Assert.Equal((0, 0), (counted.Count, counted.Low));
    }

    [Fact]
    public void A_bin_emptied_to_below_its_tare_is_empty()
    {
        var bench = Counted(600);

        var taken = Assert.Single(bench.Weigh(380).OfType<StockTaken>());

        Assert.Equal((2, 0, 0), (taken.Quantity, taken.Count, taken.Low));
    }

    [Fact]
    public void A_late_sample_changes_nothing()
    {
        var bench = Counted(1100);
        var late = bench.Now - TimeSpan.FromSeconds(30);

        for (var i = 0; i < 20; i++)
        {
            Assert.Empty(bench.Take(bench.Weight(late + (Tenth * i), 900)));
        }

        Assert.Empty(bench.Weigh(1100));
    }

    [Fact]
    public void A_bin_far_lighter_than_its_tare_is_counted_as_empty_without_confidence()
    {
        var bench = new Bench(TestSite.Make(TestSite.BinOf(TestSite.Glove, "scale-1", TestSite.ArticleOf("swab", 10, 0.1), 400)));

        var counted = Assert.Single(bench.Weigh(200, 0.3).OfType<StockCounted>());

        Assert.Equal((0, 0, 0.0), (counted.Count, counted.Low, counted.Confidence));
    }

    [Fact]
    public void Copies_of_one_sample_are_one_sample()
    {
        var bench = new Bench();
        var sample = bench.Weight(bench.Now, 1100);

        Assert.Empty(Enumerable.Repeat(sample, 20).SelectMany(s => bench.Take(s)).OfType<StockCounted>());
    }

    [Fact]
    public void A_late_word_of_the_scale_changes_nothing()
    {
        var bench = Counted(1100);

        Assert.Empty(bench.Take(bench.Weight(bench.Now - TimeSpan.FromSeconds(30), 0, ScaleState.Overload)));
        Assert.Empty(bench.Take(bench.Weight(bench.Now - TimeSpan.FromSeconds(29), 0, ScaleState.Underload)));
        Assert.Empty(bench.Weigh(1100));
    }

    [Fact]
    public void A_weight_that_no_load_can_cause_changes_nothing()
    {
        var bench = Counted(1100);

        Assert.Empty(bench.Weigh(-901));
        Assert.Empty(bench.Weigh(17_251));
        Assert.Empty(bench.Weigh(1100));
    }

    [Fact]
    public void A_host_clock_that_is_set_back_an_hour_does_not_blind_the_bin()
    {
        var bench = Counted(1100);
        bench.Away(-TimeSpan.FromHours(1));
        var touched = bench.Now + Tenth;

        var taken = Assert.Single(bench.Weigh(900).OfType<StockTaken>());

        Assert.Equal((2, 5), (taken.Quantity, taken.Count));
        Assert.Equal(touched, taken.At);
    }

    [Fact]
    public void A_taking_while_the_gateway_restarts_is_still_one_taking()
    {
        var bench = Counted(1100);
        bench.Weigh(900, 0.6);
        bench.Restart();

        Assert.Equal(2, Assert.Single(bench.Weigh(900).OfType<StockTaken>()).Quantity);
    }

    [Fact]
    public void Scales_do_not_hear_each_other()
    {
        var bench = Counted(1100);
        for (var i = 1; i <= 20; i++)
        {
            bench.Take(new BinWeighed(bench.Now, bench.Now + (Tenth * i), "scale-2", TestSite.Vial, Grams.From(500), ScaleState.Weighed));
        }

        Assert.Empty(bench.Weigh(1100));
    }

    private static Bench Counted(double grams, Bin? bin = null)
    {
        var bench = new Bench(TestSite.Make(bin));
        Assert.Single(bench.Weigh(grams).OfType<StockCounted>());
        return bench;
    }
}
