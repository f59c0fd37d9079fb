using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain;

/// <summary>What becomes of counts, tags, alarms and devices when another site file comes into force.</summary>
public sealed class SiteChangeTests
{
    private static readonly Site Site = TestSite.Make();

    [Fact]
    public void A_change_elsewhere_leaves_a_count_and_its_movements_alone()
    {
        var bench = Counted(7);
        var applied = Assert.IsType<SiteChanged>(Assert.Single(bench.Apply(Site with { Rooms = [.. Site.Rooms, new("cold", "Kylrum", RoomClass.Pharmacy)] })));
        Assert.Equal(("ab", "uid-0"), (applied.Hash, applied.By));
        Assert.Equal([new SiteChange("room", "cold", ChangeKind.Added)], applied.Changes);

        Assert.Empty(bench.Weigh(400 + 700));
        var taken = Assert.IsType<StockTaken>(Assert.Single(bench.Weigh(400 + 500)));
        Assert.Equal((2, 5), (taken.Quantity, taken.Count));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_bin_with_another_article_or_a_corrected_piece_weight_is_counted_anew(bool otherArticle)
    {
        var bench = Counted(6);
        var article = otherArticle ? TestSite.ArticleOf("other", 120, 1) : TestSite.GloveBin.Article with { UnitWeight = Grams.From(120) };

        var events = bench.Apply(With(TestSite.GloveBin with { Article = article }));

        Assert.Equal(new StockUncounted(bench.Now, "store", TestSite.Glove, article.Id), events[1]);
        var counted = Assert.IsType<StockCounted>(Assert.Single(bench.Weigh(400 + 600)));
        Assert.Equal((5, article.Id), (counted.Count, counted.Article));
    }

    [Fact]
    public void A_corrected_tare_moves_no_goods()
    {
        var bench = Counted(7);
        bench.Apply(With(TestSite.GloveBin with { Tare = Grams.From(440) }));

        Assert.Empty(bench.Weigh(400 + 700));
        Assert.Equal(1, Assert.IsType<StockTaken>(Assert.Single(bench.Weigh(400 + 600))).Quantity);
    }

    [Fact]
    public void A_scale_set_to_zero_moves_no_goods_and_the_next_taking_is_seen()
    {
        var bench = Counted(7);
        Assert.Equal([new ScaleZeroed(bench.Now, "scale-1", "uid-0")], bench.Take(new NoteZero(bench.Now, "uid-0", "scale-1")));
        bench.Restart();

        // The zero had drifted by almost half a piece.
        Assert.Empty(bench.Weigh(400 + 700 - 48));
        Assert.Equal(1, Assert.IsType<StockTaken>(Assert.Single(bench.Weigh(400 + 600 - 48))).Quantity);
    }

    [Fact]
    public void Goods_that_moved_while_a_scale_was_set_to_zero_are_seen()
    {
        var bench = Counted(7);
        bench.Take(new NoteZero(bench.Now, "uid-0", "scale-1"));

        Assert.Equal(3, Assert.IsType<StockTaken>(Assert.Single(bench.Weigh(400 + 400))).Quantity);
    }

    [Fact]
    public void An_alarm_ends_when_its_limit_is_taken_away_and_a_running_delay_begins_anew()
    {
        var bench = new Bench(about: e => e is ClimateAlarmChanged or SiteChanged);
        Assert.Single(bench.Air(27, 40));
        var unlimited = bench.Apply(Site with { ClimatePoints = [Site.ClimatePoints[0] with { Channels = [TestSite.Temperature with { High = null }, TestSite.Humidity] }] });
        Assert.Equal(ClimateState.Ok, Assert.IsType<ClimateAlarmChanged>(unlimited[1]).State);

        // Of the new limit's half hour nothing has passed yet.
        bench.Apply(Site with { ClimatePoints = [Site.ClimatePoints[0] with { Channels = [TestSite.Temperature with { High = 26 }, TestSite.Humidity] }] });
        Assert.Empty(bench.Air(27, 29));
        Assert.Equal(26, Assert.IsType<ClimateAlarmChanged>(Assert.Single(bench.Air(27, 2))).Limit);
    }

    [Fact]
    public void A_point_that_is_watched_no_longer_ends_its_alarm_and_seals_its_hour()
    {
        var bench = new Bench(about: e => e is ClimateAlarmChanged or ClimateHourSealed or SiteChanged);
        Assert.Single(bench.Air(27, 40));

        var events = bench.Apply(Site with { ClimatePoints = [] });

        Assert.Equal([typeof(SiteChanged), typeof(ClimateHourSealed), typeof(ClimateAlarmChanged)], events.Select(e => e.GetType()));
        Assert.Equal(bench.Minutes.Count, ((ClimateHourSealed)events[1]).Minutes);
        Assert.Empty(bench.Tick(4000));
    }

    [Fact]
    public void Tags_of_a_zone_that_is_gone_are_forgotten_and_the_others_stay()
    {
        var bench = new Bench(about: e => e is TagArrived or TagMoved or TagDeparted);
        Assert.Equal(2, bench.Rounds(2, TestSite.AntennaA, TestSite.Tag(1), TestSite.Tag(2)).Count);
        Assert.Single(bench.Rounds(2, TestSite.AntennaB, TestSite.Tag(3)));
        bench.Apply(Site with { Zones = [Site.Zones[0]], Antennas = [Site.Antennas[0]] });

        var saved = bench.Save();
        Assert.True(saved.Whole);
        Assert.Equal([TestSite.Tag(1).Hex, TestSite.Tag(2).Hex], saved.Tags.Keys.Order());
        Assert.Empty(bench.Rounds(3, TestSite.AntennaA, TestSite.Tag(1), TestSite.Tag(2)));
    }

    [Fact]
    public void The_read_models_drop_what_is_gone_and_remember_what_to_take_back()
    {
        var before = Projection.Empty(Site)
            .Apply(Site, 1, new StockCounted(TestSite.T0, "store", TestSite.Glove, "glove", 7, 7, 7, 1))
            .Apply(Site, 2, new TagArrived(TestSite.T0, "store", TestSite.ShelfB, TestSite.Tag(1), 0.9));
        var next = Site with { Bins = [TestSite.GloveBin with { Room = "sterile" }], Zones = [Site.Zones[0]], ClimatePoints = [], Devices = [.. Site.Devices.Take(3)] };

        var after = before.Apply(next, 3, new SiteChanged(TestSite.T0, "ab", [], "uid-0"));

        Assert.Equal(("sterile", 7, 3), (after.Bins[TestSite.Glove].Room, after.Bins[TestSite.Glove].Count, after.Bins[TestSite.Glove].Seq));
        Assert.Equal([TestSite.Glove], after.Bins.Keys);
        Assert.Empty(after.Tags);
        Assert.Empty(after.Climate);
        Assert.Equal(["bin/store/bin-1", "bin/store/bin-2", "climate/sterile/north", "device//climate-1"], after.Removed.Keys);

        // What comes back is no longer to be taken back.
        Assert.Equal(["article/sterile/glove", "bin/sterile/bin-1"], after.Apply(Site, 4, new SiteChanged(TestSite.T0, "cd", [], "uid-0")).Removed.Keys);
    }

    private static Bench Counted(int pieces)
    {
        var bench = new Bench(about: e => e is StockCounted or StockTaken or StockAdded or StockUncounted or ScaleZeroed or SiteChanged);
        Assert.Equal(pieces, Assert.IsType<StockCounted>(Assert.Single(bench.Weigh(400 + (100 * pieces)))).Count);
        return bench;
    }

    private static Site With(Bin glove) => Site with { Bins = [glove, TestSite.VialBin], Articles = [glove.Article, TestSite.VialBin.Article] };
}
