using EdgeStock.Domain;
using EdgeStock.Tests.Domain.Alarms;
using static EdgeStock.Tests.Domain.Following.FollowingBench;

namespace EdgeStock.Tests.Domain.Following;

/// <summary>Limits of profiles are those of facts/climate-rules.md: med-cool 8–15 °C, med-fridge 2–8 °C, med-room 15–25 °C.</summary>
public sealed class StockLimitTests
{
    private static readonly Site Pharmacy = Site();

    [Fact]
    public void Goods_with_a_stricter_label_tighten_the_room_in_the_entries_that_book_them()
    {
        var bench = Begin();
        var before = bench.Told.Count();
        bench.Receive(Insulin, "A");

        Assert.Equal(["LotReceived", "ClimateLimitsChanged"], bench.Told.Skip(before).Select(e => e.GetType().Name));
        var changed = Assert.IsType<ClimateLimitsChanged>(bench.Told.Last());
        Assert.Equal((null, 25d, 8d, 15d), (changed.WasLow, changed.WasHigh, changed.Low, changed.High));
        Assert.Equal(new LimitReason(Insulin, "A", "med-cool"), changed.HighBecause);
        Assert.Equal((8d, 15d), bench.Limits(Pharmacy));
        Assert.Equal(["north temperature not below 8 °C because of insulin lot A (med-cool)", "north temperature not above 25 → 15 °C because of insulin lot A (med-cool)"],
            LimitsInForce.Words(Pharmacy.ClimatePoints[0], LimitsInForce.Of(Pharmacy, bench.Projection).ClimatePoints[0]));
    }

    [Fact]
    public void The_estimator_goes_by_the_stricter_limit_and_the_alarm_says_why()
    {
        var bench = Begin();
        bench.Minutes(5, 12);
        bench.Receive(Insulin, "A");
        bench.Minutes(17, 20);

        Assert.Equal(AlarmState.Unacknowledged, bench.State(AlarmBench.High));
        Assert.Equal((15d, "25 → 15 °C because of insulin lot A (med-cool)"), (bench.View(AlarmBench.High).Limits.Limit, bench.View(AlarmBench.High).Limits.Because));
        Assert.Equal(15, Assert.Single(bench.Told.OfType<ClimateAlarmChanged>()).Limit);
    }

    [Fact]
    public void Without_the_switch_in_the_site_file_nothing_follows()
    {
        var site = AlarmBench.Site();
        var bench = Begin(site);
        bench.Receive(Insulin, "A");
        bench.Minutes(30, 20);

        Assert.Empty(bench.Told.OfType<ClimateLimitsChanged>());
        Assert.Equal(AlarmState.Normal, bench.State(AlarmBench.High));
    }

    [Fact]
    public void Limits_get_looser_when_the_goods_have_been_gone_for_half_an_hour()
    {
        var bench = Begin();
        bench.Receive(Insulin, "A");
        bench.Minutes(10, 12);
        bench.Waste(Insulin, "A");
        bench.Minutes(30, 12);
        Assert.Equal((8d, 15d), bench.Limits(Pharmacy));

        bench.Minutes(1, 12);

        Assert.Equal((null, 25d), bench.Limits(Pharmacy));
        var last = bench.Told.OfType<ClimateLimitsChanged>().Last();
        Assert.Equal((8d, 15d, null, 25d, null), (last.WasLow, last.WasHigh, last.Low, last.High, last.HighBecause));
        Assert.Empty(bench.Projection.StockLimits);
    }

    [Fact]
    public void Goods_that_come_and_go_make_one_entry()
    {
        var bench = Begin();
        for (var i = 0; i < 20; i++)
        {
            bench.Receive(Insulin, "A");
            bench.Minutes(3, 12);
            bench.Waste(Insulin, "A");
            bench.Minutes(3, 12);
        }

        Assert.Single(bench.Told.OfType<ClimateLimitsChanged>());
    }

    [Fact]
    public void A_quarantined_lot_counts_and_goods_without_a_label_do_not()
    {
        var bench = Begin();
        bench.Receive(Dressing, "D");
        Assert.Equal((null, 25d), bench.Limits(Pharmacy));

        bench.Receive(Insulin, "A");
        Assert.Null(bench.Say(new QuarantineGoods("sterile", new(Insulin, Lot: "A"), "fuktig")));
        bench.Minutes(60, 12);

        Assert.Equal((8d, 15d), bench.Limits(Pharmacy));
    }

    [Fact]
    public void Goods_for_a_refrigerator_ask_nothing_of_the_air_where_one_stands_and_nothing_tightens_the_refrigerator()
    {
        var site = Site(Fridge);
        var bench = Begin(site);
        bench.Receive(Vaccine, "V");
        bench.Receive(Tablet, "T");
        bench.Minutes(5, 20);

        Assert.Equal((15d, 25d), bench.Limits(site));
        Assert.Equal((2d, 8d), bench.Limits(site, "fridge"));
        Assert.Empty(bench.Projection.StorageConflicts);
    }

    [Fact]
    public void Goods_that_no_place_suits_are_told_and_not_applied()
    {
        var warm = Pharmacy with { ClimatePoints = [Pharmacy.ClimatePoints[0] with { Channels = [AlarmBench.Channel with { Low = 15 }] }] };
        var bench = Begin(warm);
        bench.Receive(Vaccine, "V");

        Assert.Equal((15d, 25d), bench.Limits(warm));
        var told = Assert.Single(bench.Told.OfType<StorageConflictsChanged>());
        Assert.Equal("vaccine lot V (med-fridge) has no place here that suits it", Assert.Single(told.Conflicts).Words());
        bench.Minutes(3, 20);
        Assert.Equal(AlarmState.Unacknowledged, bench.State("sterile-goods-misplaced"));
        Assert.Equal(["vaccine lot V (med-fridge) has no place here that suits it"], bench.View("sterile-goods-misplaced").Causes);

        bench.Waste(Vaccine, "V");
        bench.Minutes(32, 20);
        Assert.Empty(bench.Projection.StorageConflicts);
        Assert.Equal(AlarmState.ReturnedUnacknowledged, bench.State("sterile-goods-misplaced"));
    }

    [Fact]
    public void Goods_for_a_freezer_never_make_the_air_a_freezer()
    {
        var bench = new AlarmBench(Pharmacy);
        Assert.Null(bench.Say(new ImportCatalogue("artiklar.csv", "ab", [Labelled("plasma", "med-freezer")], true)));
        bench.Receive("plasma", "P");

        // The point has no lower limit: up to −15 °C would be within its own.
        Assert.Equal((null, 25d), bench.Limits(Pharmacy));
        Assert.Equal("plasma lot P (med-freezer) has no place here that suits it", Assert.Single(bench.Projection.StorageConflicts["sterile"].Conflicts).Words());
    }

    [Fact]
    public void Of_goods_that_cannot_stand_together_those_that_came_first_are_kept()
    {
        var bench = Begin();
        bench.Receive(Insulin, "A");
        bench.Minutes(1, 12);
        bench.Receive(Tablet, "T");

        // 8–15 and 15–25 share 15 °C alone: no value is back within both by a deadband.
        Assert.Equal((8d, 15d), bench.Limits(Pharmacy));
        Assert.Equal("tablet lot T (med-room) cannot stand in one room with insulin", Assert.Single(bench.Projection.StorageConflicts["sterile"].Conflicts).Words());
    }

    [Fact]
    public void A_delay_that_runs_is_not_put_off_by_a_stricter_limit()
    {
        var bench = Begin();
        bench.Minutes(5, 20);
        bench.Minutes(10, 26);
        bench.Receive(Tablet, "T");
        bench.Receive(Insulin, "A");
        bench.Minutes(7, 26);

        // 15 minutes after the value passed 25 °C, not after the goods came.
        Assert.Equal(AlarmState.Unacknowledged, bench.State(AlarmBench.High));
        Assert.Equal(bench.Start.AddMinutes(5), bench.View(AlarmBench.High).Onset);
    }

    [Fact]
    public void An_alarm_under_a_limit_that_goes_with_the_goods_is_over_with_it()
    {
        var bench = Begin();
        bench.Receive(Insulin, "A");
        bench.Minutes(20, 5);
        Assert.Equal(AlarmState.Unacknowledged, bench.State("north-temperature-low"));

        bench.Waste(Insulin, "A");
        bench.Minutes(32, 5);

        // The point has no lower limit of its own.
        Assert.DoesNotContain("north-temperature-low", bench.Projection.Alarms.Keys);
        Assert.Contains(bench.Told, e => e is AlarmWithdrawn { Alarm.Id: "north-temperature-low" });
        Assert.Equal(ClimateState.Ok, bench.Told.OfType<ClimateAlarmChanged>().Last().State);
    }

    [Fact]
    public void An_hour_in_which_limits_change_is_sealed_before_and_after()
    {
        var bench = Begin();
        bench.Minutes(20, 12);
        bench.Receive(Insulin, "A");
        bench.Minutes(41, 12);

        var seals = bench.Told.OfType<ClimateHourSealed>().ToList();
        Assert.Equal([(null, 25_000L), (8000L, 15_000L)], seals.Select(s => (s.Temperature!.Low, s.Temperature.High)).ToArray());
        Assert.Equal([19, 41], seals.Select(s => s.Minutes));
    }

    [Fact]
    public void A_site_file_that_leaves_the_room_as_it_is_leaves_its_limits_and_one_that_stops_following_ends_them()
    {
        var bench = Begin();
        bench.Receive(Insulin, "A");
        bench.Minutes(5, 12);
        var before = bench.Told.OfType<ClimateLimitsChanged>().Count();
        bench.Take(new ApplySite(bench.Now, "p-0", Pharmacy with { MonthDays = 31 }, "cd"));
        Assert.Equal((8d, 15d, before), (bench.Limits(Pharmacy).Low, bench.Limits(Pharmacy).High, bench.Told.OfType<ClimateLimitsChanged>().Count()));
        Assert.Equal("insulin", Assert.Single(bench.Projection.Book.Holdings.Values, h => h.Booked > 0).Article);

        bench.Take(new ApplySite(bench.Now, "p-0", AlarmBench.Site(), "ef"));
        bench.Minutes(30, 20);

        Assert.Empty(bench.Projection.StockLimits);
        Assert.Equal(AlarmState.Normal, bench.State(AlarmBench.High));
    }

    [Fact]
    public void A_label_that_is_written_anew_is_followed_within_a_minute()
    {
        var bench = Begin();
        bench.Receive(Dressing, "D");
        bench.Minutes(2, 12);
        Assert.Null(bench.Say(new ImportCatalogue("artiklar.csv", "cd", [Labelled(Dressing, "med-room")], false)));
        bench.Minutes(1, 12);

        Assert.Equal((15d, 25d), bench.Limits(Pharmacy));
    }
}
