using EdgeStock.Domain;
using static EdgeStock.Tests.Domain.Excursions.LotBench;

namespace EdgeStock.Tests.Domain.Excursions;

/// <summary>Which lots an excursion reaches: those that were in the room since its onset, and those that came while it lasts.</summary>
public sealed class ExcursionLotsTests
{
    [Fact]
    public void An_excursion_names_the_lots_that_were_in_the_room_since_its_onset_those_that_left_before_the_alarm_among_them()
    {
        var bench = new LotBench();
        bench.Receive(Mask, "A", 10);
        bench.Receive(Gown, "G", 5);
        bench.Receive(Mask, "elsewhere", 7, "store");
        bench.Alarms.Minutes(5, 22);

        // Values of 26 °C begin at 06:05; five minutes later the gowns are thrown away and lot B comes, all before the alarm stands at 06:20.
        bench.Alarms.Minutes(5, 26);
        var (onset, changed) = (TestSite.T0.AddMinutes(5), bench.Alarms.Now);
        bench.Say(new WasteGoods("sterile", new(Gown, Lot: "G", Expiry: Expiry, Pieces: 5), WasteReason.Damaged));
        bench.Receive(Mask, "B", 3);
        Assert.Empty(bench.Told);
        bench.Alarms.Minutes(15, 26);

        var told = Assert.Single(bench.Told);
        Assert.Equal(("sterile", High, onset), (told.Room, told.Alarm, told.Onset));
        Assert.Equal([new(Gown, "G", Expiry, 5), new ExposedLot(Mask, "A", Expiry, 10), new(Mask, "B", Expiry, 3)], told.Lots);
        Assert.Equal([(Gown, onset, changed), (Mask, onset, null), (Mask, changed, null)], bench.Excursion.Lots.OrderBy(l => l.Article).ThenBy(l => l.Lot).Select(l => (l.Article, l.From, l.Until)));
        Assert.Equal(new AlarmLots(3, 3), bench.Projection.Alarms[High].Lots);
    }

    [Fact]
    public void A_lot_that_comes_while_it_lasts_is_told_by_itself_and_once_and_the_end_tells_all()
    {
        var bench = new LotBench();
        bench.Receive(Mask, "A", 10);
        bench.Warm();
        var came = bench.Alarms.Now;
        bench.Receive(Mask, "B", 4);
        bench.Receive(Mask, "B", 4);
        bench.Receive(Mask, "C", 1, "store");
        bench.Cool();

        Assert.Equal([[new(Mask, "A", Expiry, 10)], [new ExposedLot(Mask, "B", Expiry, 4)]], bench.Told.Select(t => t.Lots));
        var ended = Assert.Single(bench.Alarms.Told.OfType<ExcursionEnded>());
        Assert.Equal((High, TestSite.T0, 26.0), (ended.Alarm, ended.Onset, ended.Peak));

        // 26 °C stood from 06:00 to 06:20, and the value of each minute lasts until the next.
        Assert.Equal(20 * 60, ended.OutsideSeconds);
        Assert.Equal([new(Mask, "A", Expiry, 10, TestSite.T0, null), new EndedLot(Mask, "B", Expiry, 4, came, null)], ended.Lots);

        bench.Receive(Mask, "D", 2);
        Assert.Equal(2, bench.Told.Count());
        Assert.Equal(ended.At, bench.Excursion.EndedAt);
    }

    [Fact]
    public void A_limit_that_is_broken_for_less_than_its_delay_reaches_nothing()
    {
        var bench = new LotBench();
        bench.Receive(Mask, "A", 10);
        bench.Alarms.Minutes(10, 26);
        Assert.Null(bench.Excursion.ToldAt);
        bench.Alarms.Minutes(30, 22);

        Assert.Empty(bench.Told);
        Assert.Empty(bench.Projection.Excursions);
    }

    [Fact]
    public void What_is_suppressed_by_design_reaches_nothing_until_it_is_not_any_more_and_what_is_shelved_does()
    {
        var bench = new LotBench();
        bench.Receive(Mask, "A", 10);
        bench.Say(new SuppressAlarm(High, 30, "avfrostning"));
        bench.Warm(25);
        Assert.Empty(bench.Told);

        // The window is over after 30 minutes, and it is still too warm.
        bench.Alarms.Minutes(10, 26);
        Assert.Equal(TestSite.T0, Assert.Single(bench.Told).Onset);

        var shelved = new LotBench();
        shelved.Receive(Mask, "A", 10);
        shelved.Say(new ShelveAlarm(High, 120, "service"));
        shelved.Warm();
        Assert.Single(shelved.Told);
    }

    [Fact]
    public void Who_has_decided_all_of_a_past_excursion_leaves_nothing_open_and_a_new_one_is_another()
    {
        var bench = new LotBench();
        bench.Receive(Mask, "A", 10);
        bench.Warm();
        bench.Cool();
        Assert.Null(bench.Decide(Mask, "A", LotDecision.Release));
        Assert.Null(bench.Projection.Alarms[High].Lots);

        bench.Warm();
        Assert.Equal(2, bench.Projection.Excursions.Count);
        Assert.Equal(new AlarmLots(1, 1), bench.Projection.Alarms[High].Lots);
    }

    [Fact]
    public void So_many_excursions_are_kept_and_the_oldest_go_first()
    {
        var bench = new LotBench();
        bench.Receive(Mask, "A", 10);
        for (var i = 0; i <= ExcursionView.MostKept; i++)
        {
            bench.Warm(17);
            bench.Alarms.Minutes(8, 22);
        }

        Assert.Equal(ExcursionView.MostKept, bench.Projection.Excursions.Count);
        Assert.NotEqual(TestSite.T0, bench.Projection.Excursions.Values.Min(v => v.Onset));
        Assert.Equal(ExcursionView.MostKept + 1, bench.Told.Count());
    }

    [Fact]
    public void A_cold_place_reaches_only_what_is_kept_there_and_a_room_does_not_reach_what_its_refrigerator_keeps()
    {
        var point = TestSite.Make().ClimatePoints[0];
        var site = TestSite.Make() with { ClimatePoints = [point, point with { Id = "fridge", Profile = "med-fridge" }] };
        var cold = Stock.StockBench.MaskArticle with { Id = "insulin", StorageProfile = "med-fridge" };
        var projection = Projection.Empty(site);
        long seq = 0;
        foreach (var e in new StoreroomEvent[] { new ArticleDefined(TestSite.T0, Stock.StockBench.MaskArticle, "p-1"), new ArticleDefined(TestSite.T0, cold, "p-1"), Came("mask"), Came("insulin") })
        {
            projection = projection.Apply(site, ++seq, e);
        }

        Assert.Equal(["mask"], Exposure.At(site, projection, "sterile", "north", TestSite.T0).Select(l => l.Article));
        Assert.Equal(["insulin"], Exposure.At(site, projection, "sterile", "fridge", TestSite.T0).Select(l => l.Article));

        LotReceived Came(string article) => new(TestSite.T0, "sterile", article, "A", Expiry, 5, null, null, null, null, [], GoodsSource.Hand, "p-1");
    }

    [Fact]
    public void Another_site_file_leaves_excursions_waits_and_the_book_of_stock_as_they_are()
    {
        var bench = new LotBench();
        bench.Receive(Mask, "A", 10);
        bench.Say(new AcclimatiseLot(null, new(Mask, Lot: "A"), 5, 600, null, 22, 50));
        bench.Warm();
        var before = bench.Projection;
        var site = Alarms.AlarmBench.Site() with { MonthDays = 31 };

        var after = before.Apply(site, 999, new SiteChanged(bench.Alarms.Now, "ab", [], "p-1"));

        Assert.Equal((1, 1), (after.Excursions.Count, after.Acclimatising.Count));
        Assert.Equal(10, after.Book.Holding("sterile", Mask).Booked);
    }

    [Fact]
    public void Restarts_between_all_of_it_change_nothing()
    {
        var (whole, cut) = (new LotBench(AlarmKind.High), new LotBench(AlarmKind.High));
        Course(whole, () => { });
        Course(cut, cut.Alarms.Restart);

        Assert.Equal(whole.Alarms.Told.Select(Ledger), cut.Alarms.Told.Select(Ledger));
        Assert.Contains(cut.Alarms.Told, e => e is LotReleased);

        static string Ledger(StoreroomEvent e) => System.Text.Encoding.UTF8.GetString(EdgeStock.Ledger.EventCodec.Encode(e));

        static void Course(LotBench bench, Action between)
        {
            bench.Receive(Mask, "A", 10);
            for (var minute = 0; minute < 40; minute++)
            {
                bench.Alarms.Minutes(1, minute < 22 ? 26 : 22);
                between();
                if (minute is 8 or 18)
                {
                    bench.Receive(Mask, minute == 8 ? "B" : "C", 3);
                    between();
                }
            }

            Assert.Null(bench.Decide(Mask, "A", LotDecision.Release));
        }
    }
}
