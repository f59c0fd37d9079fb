using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain;

public sealed class TagPresenceTests
{
    private static readonly Epc One = TestSite.Tag(1);

    [Fact]
    public void A_tag_arrives_with_its_second_round_and_since_the_first()
    {
        var bench = Bench();
        Assert.Empty(bench.Read(TestSite.AntennaA, One).OfType<TagArrived>());
        bench.Tick(5);

        var arrived = Assert.Single(bench.Read(TestSite.AntennaA, One).OfType<TagArrived>());

        Assert.Equal(new TagArrived(TestSite.T0, "store", TestSite.ShelfA, One, arrived.Confidence), arrived);
        Assert.Empty(bench.Rounds(20, TestSite.AntennaA, One));
    }

    [Fact]
    public void Many_reads_in_one_round_are_one_round()
    {
        var bench = Bench();

        Assert.Empty(Enumerable.Range(0, 3).SelectMany(_ => bench.Read(TestSite.AntennaA, One, count: 40).Concat(bench.Tick(1))).OfType<TagArrived>());
    }

    [Fact]
    public void Two_reads_far_apart_are_strays()
    {
        var bench = Bench();
        bench.Read(TestSite.AntennaA, One);
        bench.Tick(16);

        Assert.Empty(bench.Read(TestSite.AntennaA, One).OfType<TagArrived>());
    }

    [Fact]
    public void A_tag_carried_to_another_shelf_moves()
    {
        var bench = Present(One);
        var began = bench.Now;

        var moved = Assert.Single(bench.Rounds(6, TestSite.AntennaB, One).OfType<TagMoved>());

        Assert.Equal(new TagMoved(began, "store", TestSite.ShelfA, TestSite.ShelfB, One, moved.Confidence), moved);
    }

    [Fact]
    public void A_stray_read_through_the_shelf_moves_nothing()
    {
        var bench = Present(One);
        for (var i = 0; i < 60; i++)
        {
            Assert.Empty(bench.Read(TestSite.AntennaA, One, rssi: -50));
            Assert.Empty(bench.Read(TestSite.AntennaB, One, rssi: -70, count: 5));
            Assert.Empty(bench.Tick(5, roundEvery: 5));
        }
    }

    [Fact]
    public void A_tag_between_two_shelves_stays_where_it_is_unless_the_other_is_twice_as_strong()
    {
        var bench = Present(One);
        Assert.Empty(Rounds(other: 3));
        Assert.Single(Rounds(other: 5).OfType<TagMoved>());

        IEnumerable<StoreroomEvent> Rounds(int other) => Enumerable.Range(0, 20)
            .SelectMany(_ => bench.Read(TestSite.AntennaA, One, count: 2).Concat(bench.Read(TestSite.AntennaB, One, count: other)).Concat(bench.Tick(5, roundEvery: 5)))
            .ToList();
    }

    [Fact]
    public void Of_two_antennas_the_stronger_one_has_the_tag()
    {
        var bench = Bench();
        var events = new List<StoreroomEvent>();
        for (var i = 0; i < 4; i++)
        {
            events.AddRange(bench.Read(TestSite.AntennaB, One, rssi: -70));
            events.AddRange(bench.Read(TestSite.AntennaA, One, rssi: -50));
            events.AddRange(bench.Tick(5));
        }

        Assert.Equal(TestSite.ShelfA, Assert.Single(events.OfType<TagArrived>()).Zone);
        Assert.Empty(events.OfType<TagMoved>());
    }

    [Theory]
    [InlineData(5, 60)]
    [InlineData(10, 120)]
    [InlineData(2, 60)]
    public void A_tag_departs_after_a_minute_or_twelve_cycles_without_a_read(int cycle, int seconds)
    {
        var bench = Bench(cycle);
        bench.Read(TestSite.AntennaA, One);
        bench.Tick(cycle);
        var last = bench.Now;
        Assert.Single(bench.Read(TestSite.AntennaA, One).OfType<TagArrived>());

        Assert.Empty(bench.Tick(seconds, roundEvery: cycle));
        var departed = Assert.Single(bench.Tick(1, roundEvery: 1).OfType<TagDeparted>());

        Assert.Equal(new TagDeparted(last, "store", TestSite.ShelfA, One, departed.Confidence), departed);
    }

    [Fact]
    public void A_read_now_and_then_keeps_the_tag()
    {
        var bench = Present(One);
        for (var i = 0; i < 10; i++)
        {
            Assert.Empty(bench.Tick(55, roundEvery: 5));
            Assert.Empty(bench.Read(TestSite.AntennaA, One));
        }
    }

    [Fact]
    public void A_tag_that_left_can_arrive_again()
    {
        var bench = Present(One);
        Assert.Single(bench.Tick(65, roundEvery: 5).OfType<TagDeparted>());

        Assert.Single(bench.Rounds(3, TestSite.AntennaB, One).OfType<TagArrived>());
    }

    [Fact]
    public void Nothing_departs_while_the_reader_says_that_it_is_down()
    {
        var bench = Present(One);
        bench.Take(new AntennaChanged(bench.Now, bench.Now, "reader-1", null, false));

        // Rounds still end in this test: the announcement alone must hold the tag.
        var events = bench.Tick(3600, roundEvery: 5);

        Assert.Empty(events.OfType<TagDeparted>());
        Assert.Equal(One, Assert.Single(events.OfType<TagObscured>()).Epc);
    }

    [Fact]
    public void Nothing_departs_while_its_own_antenna_is_down()
    {
        var bench = Present(One);
        bench.Take(new AntennaChanged(bench.Now, bench.Now, "reader-1", TestSite.AntennaA, false));

        Assert.Empty(bench.Rounds(120, TestSite.AntennaB, TestSite.Tag(9)).OfType<TagDeparted>());
    }

    [Fact]
    public void An_antenna_that_reads_is_up_whatever_was_announced()
    {
        var bench = Present(One, TestSite.Tag(2));
        bench.Take(new AntennaChanged(bench.Now, bench.Now, "reader-1", null, false));

        Assert.Equal(One, Assert.Single(bench.Rounds(20, TestSite.AntennaA, TestSite.Tag(2)).OfType<TagDeparted>()).Epc);
    }

    [Fact]
    public void Nothing_departs_while_the_other_antenna_is_down()
    {
        var bench = Present(One);
        bench.Take(new AntennaChanged(bench.Now, bench.Now, "reader-1", TestSite.AntennaB, false));

        Assert.Single(bench.Tick(65, roundEvery: 5).OfType<TagDeparted>());
    }

    [Fact]
    public void Nothing_departs_while_the_reader_is_silent()
    {
        var bench = Present(One);

        var events = bench.Tick(3600);

        Assert.Empty(events.OfType<TagDeparted>());
        Assert.Single(events.OfType<TagObscured>());
    }

    [Fact]
    public void Nothing_departs_while_its_host_says_that_the_reader_is_lost()
    {
        var bench = Present(One);
        bench.Take(new DeviceReported(bench.Now, bench.Now, "reader-1", false, "no route"));

        Assert.Empty(bench.Tick(3600, roundEvery: 5).OfType<TagDeparted>());
    }

    [Fact]
    public void Four_tags_that_fall_silent_at_once_mean_a_deaf_antenna()
    {
        var bench = Present([.. Enumerable.Range(1, 4).Select(TestSite.Tag)]);

        var events = bench.Rounds(200, TestSite.AntennaB, TestSite.Tag(9));

        Assert.Empty(events.OfType<TagDeparted>());
        Assert.Equal(4, events.OfType<TagObscured>().Count());
    }

    [Fact]
    public void Three_tags_that_fall_silent_at_once_have_left()
    {
        var bench = Present([.. Enumerable.Range(1, 3).Select(TestSite.Tag)]);

        Assert.Equal(3, bench.Rounds(15, TestSite.AntennaB, TestSite.Tag(9)).OfType<TagDeparted>().Count());
    }

    [Fact]
    public void While_one_of_many_is_still_read_the_silent_ones_have_left()
    {
        var bench = Present([.. Enumerable.Range(1, 6).Select(TestSite.Tag)]);

        Assert.Equal(
            Enumerable.Range(2, 5).Select(TestSite.Tag),
            bench.Rounds(20, TestSite.AntennaA, One).OfType<TagDeparted>().Select(d => d.Epc));
    }

    [Fact]
    public void After_ten_minutes_without_listening_a_tag_is_unknown_and_then_found_again()
    {
        var bench = Present(One);
        bench.Take(new AntennaChanged(bench.Now, bench.Now, "reader-1", null, false));

        Assert.Empty(bench.Tick(600).OfType<TagObscured>());
        var obscured = Assert.Single(bench.Tick(1).OfType<TagObscured>());
        Assert.Equal(new TagObscured(bench.Now, "store", TestSite.ShelfA, One), obscured);

        var found = bench.Now;
        Assert.Equal(new TagArrived(found, "store", TestSite.ShelfA, One, 0.95), Assert.Single(bench.Rounds(3, TestSite.AntennaA, One).OfType<TagArrived>()));
    }

    [Fact]
    public void A_tag_unknown_for_long_departs_when_its_antenna_listens_again_and_does_not_hear_it()
    {
        var bench = Present(One);
        bench.Take(new AntennaChanged(bench.Now, bench.Now, "reader-1", null, false));
        bench.Tick(700);
        bench.Take(new AntennaChanged(bench.Now, bench.Now, "reader-1", null, true));

        Assert.Empty(bench.Tick(60, roundEvery: 5));
        Assert.Single(bench.Tick(5, roundEvery: 5).OfType<TagDeparted>());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Time_in_which_the_gateway_was_away_is_no_silence(bool restarted)
    {
        var bench = Present(One);
        bench.Away(TimeSpan.FromHours(2));
        if (restarted)
        {
            bench.Restart();
        }

        Assert.Empty(bench.Tick(50, roundEvery: 1));
        Assert.Single(bench.Tick(15, roundEvery: 1).OfType<TagDeparted>());
    }

    [Fact]
    public void A_departure_under_way_comes_at_the_same_time_over_a_restart()
    {
        var bench = Present(One);
        bench.Tick(30, roundEvery: 5);
        bench.Restart();

        Assert.Empty(bench.Tick(25, roundEvery: 5));
        Assert.Single(bench.Tick(6, roundEvery: 1).OfType<TagDeparted>());
    }

    [Fact]
    public void A_tag_that_left_is_forgotten_after_a_day()
    {
        var bench = Present(One);
        bench.Tick(65, roundEvery: 5);
        Assert.Contains(One.Hex, bench.Save().Tags.Keys);

        bench.Away(TimeSpan.FromHours(23));
        bench.Tick(1);
        Assert.Empty(bench.Save().ForgottenTags);

        bench.Away(TimeSpan.FromHours(1));
        bench.Tick(1);
        Assert.Equal([One.Hex], bench.Save().ForgottenTags);
        Assert.Empty(bench.Save().ForgottenTags);
    }

    [Fact]
    public void A_tag_in_its_place_is_never_forgotten()
    {
        var bench = Present(One);
        bench.Away(TimeSpan.FromDays(30));
        bench.Tick(1);

        Assert.Empty(bench.Save().ForgottenTags);
    }

    private static Bench Bench(int cycle = 5) => new(TestSite.Make(cycleSeconds: cycle), e => e is TagArrived or TagMoved or TagDeparted or TagObscured);

    private static Bench Present(params Epc[] tags)
    {
        var bench = Bench();
        bench.Rounds(2, TestSite.AntennaA, tags);
        Assert.Empty(tags.SelectMany(tag => bench.Read(TestSite.AntennaA, tag)));
        return bench;
    }
}
