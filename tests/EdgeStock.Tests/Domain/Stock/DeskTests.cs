using EdgeStock.Domain;
using static EdgeStock.Tests.Domain.Stock.StockBench;

namespace EdgeStock.Tests.Domain.Stock;

/// <summary>What is decided on what people say, and what is refused.</summary>
public sealed class DeskTests
{
    private static readonly DateOnly June = new(2026, 6, 30);
    private static readonly DateOnly December = new(2026, 12, 31);
    private readonly StockBench bench = new();

    [Fact]
    public void Goods_sent_without_a_lot_arrive_as_the_lots_that_they_are()
    {
        Receive("B", December, 20);
        Receive("A", June, 10);

        bench.Said(new TransferGoods("store", "sterile", new(Mask, Pieces: 14)));

        // The ten of A, which expire first, and four of B.
        Assert.Equal([("A", June, 10), ("B", December, 4)], bench.Holding(Mask, "sterile").Lots.Select(l => (l.Lot!, l.Expiry!.Value, l.Pieces)));
        Assert.Equal([("B", 16)], bench.Holding(Mask).Lots.Select(l => (l.Lot!, l.Pieces)));
    }

    [Fact]
    public void A_quarantine_does_not_end_by_carrying_the_goods_to_another_room()
    {
        Receive("A", June, 10);
        Receive("B", December, 20);
        bench.Said(new QuarantineGoods("store", new(Mask, Lot: "A"), "fuktig"));

        Assert.Contains("quarantine", bench.Say(new TransferGoods("store", "sterile", new(Mask, Lot: "A", Pieces: 5))), StringComparison.Ordinal);
        Assert.Contains("5 of these pieces", bench.Say(new TransferGoods("store", "sterile", new(Mask, Pieces: 25))), StringComparison.Ordinal);
        bench.Said(new TransferGoods("store", "sterile", new(Mask, Pieces: 20)));
        Assert.Equal("B", Assert.Single(bench.Holding(Mask, "sterile").Lots).Lot);
    }

    [Fact]
    public void One_date_of_a_lot_is_quarantined_alone()
    {
        Receive("A", June, 10);
        Receive("A", December, 20);

        bench.Said(new QuarantineGoods("store", new(Mask, Lot: "A", Expiry: June), "fuktig"));

        Assert.Equal((10, 20), (bench.Stock(Mask).Quarantined, bench.Stock(Mask).Usable.Sum(l => l.Best)));
    }

    [Fact]
    public void A_tag_comes_in_once()
    {
        bench.Read(CatheterTag(1), TestSite.AntennaA);
        bench.Said(new ReceiveGoods("store", new(Catheter, Lot: "A", Expiry: June), TestSite.ShelfA));

        Assert.Contains("already", bench.Say(new ReceiveGoods("store", new(Epc: CatheterTag(1).Hex))), StringComparison.Ordinal);
        Assert.Equal([("A", 1)], bench.Stock(Catheter).Usable.Select(l => (l.Lot!, (int)l.Best)));
    }

    [Fact]
    public void A_tag_that_leaves_is_used_and_one_that_comes_back_was_not()
    {
        bench.Read(CatheterTag(1), TestSite.AntennaA);
        bench.Said(new ReceiveGoods("store", new(Catheter, Lot: "A", Expiry: June), TestSite.ShelfA));

        bench.Listen(TimeSpan.FromMinutes(20));
        Assert.Equal((1, 0), (bench.Holding(Catheter).Today.Taken, bench.Holding(Catheter).Booked));

        bench.Read(CatheterTag(1), TestSite.AntennaA);
        Assert.Equal(1, bench.Holding(Catheter).Today.Returned);
        Assert.Equal("A", bench.Stock(Catheter).Usable.Single().Lot);
    }

    [Fact]
    public void A_transport_case_in_a_sterile_storeroom_is_an_alarm_until_it_leaves()
    {
        bench.Read(GloveCaseTag(7), TestSite.AntennaA);
        Assert.Empty(bench.Events.OfType<HygieneAlarmChanged>());

        bench.Read(GloveCaseTag(8), "reader-1/3");
        bench.Listen(TimeSpan.FromMinutes(20));

        Assert.Equal([("sterile", Packaging.Case, true), ("sterile", Packaging.Case, false)], bench.Events.OfType<HygieneAlarmChanged>().Select(h => (h.Room, h.Packaging, h.Standing)));
        Assert.Empty(bench.Projection.Book.Hygiene);
    }

    [Fact]
    public void A_count_of_a_bin_by_hand_is_the_count_until_the_scale_sees_a_change()
    {
        bench.Weigh(26);

        var events = bench.Said(new TakeStock("store", new(Pieces: 24), TestSite.Glove));

        Assert.Equal((24, 26), events.OfType<StockTakeMade>().Select(s => (s.Counted, s.Expected)).Single());
        Assert.Equal((24, 24, 24), (bench.Projection.Bins[TestSite.Glove].Count, bench.Projection.Bins[TestSite.Glove].Low, bench.Projection.Bins[TestSite.Glove].High));
        Assert.Equal(0, bench.Holding(Glove).Today.Taken);
        Assert.Contains("holds 'glove'", bench.Say(new TakeStock("store", new(Mask, Pieces: 3), TestSite.Glove)), StringComparison.Ordinal);
    }

    [Fact]
    public void Waste_that_was_said_after_the_scale_saw_it_go_is_not_among_what_a_day_used()
    {
        bench.Weigh(30);
        var day = bench.Today.AddDays(1);
        bench.PassTo(day, 0);
        Hours(30, 12);

        // Five go, and three of them are said to be waste afterwards: two were used.
        bench.Weigh(25);
        bench.Said(new WasteGoods("store", new(Glove, Pieces: 3), WasteReason.Damaged));
        Hours(25, 13);

        Assert.Equal(2, bench.Closed(Glove, day).Consumed);

        void Hours(int pieces, int hours)
        {
            for (var hour = 0; hour < hours; hour++)
            {
                bench.Pass(TimeSpan.FromHours(1));
                bench.Weigh(pieces);
            }
        }
    }

    [Fact]
    public void What_a_hand_count_misses_was_used_evenly_since_the_count_before()
    {
        Receive("A", December, 100);
        bench.Said(new TakeStock("store", new(Mask, Pieces: 100)));
        bench.PassTo(bench.Today.AddDays(5), 8);

        bench.Said(new TakeStock("store", new(Mask, Pieces: 88)));

        // 12 pieces over the five closed days: 2 a day, and one more on the first two.
        Assert.Equal([3.0, 3.0, 2.0, 2.0, 2.0], bench.Projection.Book.Use["store/mask"].Pieces);
        Assert.Equal(88, bench.Holding(Mask).Booked);
    }

    [Fact]
    public void Lots_that_are_counted_one_after_the_other_on_a_day_are_counted_against_the_count_before_it()
    {
        Receive("A", June, 40);
        Receive("B", December, 60);
        bench.Said(new TakeStock("store", new(Mask, Lot: "A", Pieces: 40)));
        bench.Said(new TakeStock("store", new(Mask, Lot: "B", Pieces: 60)));
        bench.PassTo(bench.Today.AddDays(5), 8);

        // Over five days, four of A are one on each of the first four; six of B are one a day and one more on the first.
        bench.Said(new TakeStock("store", new(Mask, Lot: "A", Pieces: 36)));
        bench.Said(new TakeStock("store", new(Mask, Lot: "B", Pieces: 54)));

        Assert.Equal([3.0, 2.0, 2.0, 2.0, 1.0], bench.Projection.Book.Use["store/mask"].Pieces);
        Assert.Equal(0, bench.Holding(Mask).Today.Taken);
    }

    [Fact]
    public void A_wrong_lot_number_is_put_right_by_two_counts_and_nothing_was_used()
    {
        Receive("A", June, 7);
        bench.Said(new TakeStock("store", new(Mask, Lot: "A", Pieces: 7)));
        bench.PassTo(bench.Today.AddDays(3), 8);

        bench.Said(new TakeStock("store", new(Mask, Lot: "A", Pieces: 0)));
        bench.Said(new TakeStock("store", new(Mask, Lot: "A2", Expiry: June, Pieces: 7)));

        Assert.Equal([0.0, 0.0, 0.0], bench.Projection.Book.Use["store/mask"].Pieces);
        Assert.Equal(("A2", June, 7), bench.Holding(Mask).Lots.Select(l => (l.Lot!, l.Expiry!.Value, l.Pieces)).Single());
        Assert.Equal(0, bench.Holding(Mask).Today.Taken);
    }

    [Fact]
    public void An_exemption_is_reminded_of_then_overdue_and_ends_with_its_time()
    {
        var day = bench.Today;
        bench.Said(new GrantExemption(Exemption(day, review: day.AddDays(3), until: day.AddDays(6))));
        bench.Said(new SetNormalConsumption([new("store", Mask, 30, "inköp", day)]));

        bench.PassTo(day.AddDays(8), 1);

        Assert.Equal([false, true], bench.Events.OfType<ExemptionReviewDue>().Select(x => x.Overdue));
        Assert.Equal(("bulky-1", null), bench.Events.OfType<ExemptionEnded>().Select(x => (x.Exemption, x.By)).Single());
        Assert.Equal([true, false], new[] { day, day.AddDays(7) }.Select(d => bench.Closed(Mask, d).Exemption is not null));
    }

    [Theory]
    [InlineData(30, "no exemption")]
    [InlineData(-1, "no exemption")]
    public void A_target_of_a_month_or_less_than_nothing_is_no_exemption(double target, string why) =>
        Assert.Contains(why, bench.Say(new GrantExemption(Exemption(bench.Today, bench.Today.AddDays(3), null) with { TargetDays = target })), StringComparison.Ordinal);

    [Fact]
    public void Cover_that_falls_below_a_month_is_told_once_and_again_when_it_is_well_above()
    {
        // 30 a month is 1 a day: nothing at first, 31 days of cover, then 29, then 30 (within the band of a day: nothing is said), then 31.
        bench.Said(new SetNormalConsumption([new("store", Mask, 30, "inköp", bench.Today)]));
        Receive("A", null, 31);
        bench.Said(new WasteGoods("store", new(Mask, Lot: "A", Pieces: 2), WasteReason.Damaged));
        Receive("A", null, 1);
        Receive("A", null, 1);

        Assert.Equal(
            [(CoverState.Out, 0), (CoverState.Covered, 31), (CoverState.BelowMonth, 29), (CoverState.Covered, 31)],
            bench.Events.OfType<CoverStateChanged>().Select(c => (c.State, c.Days!.Value)));
    }

    [Fact]
    public void Nothing_is_refused_without_a_reason_and_nothing_refused_leaves_an_entry()
    {
        var before = bench.Entries.Count;
        Instruction[] wrong =
        [
            new ReceiveGoods("kitchen", new(Mask, Pieces: 1)), new ReceiveGoods("store", new("nobody", Pieces: 1)), new ReceiveGoods("store", new(Mask)), new ReceiveGoods("store", new(Mask, Pieces: 1), null, "rad\nrad"),
            new ReceiveGoods("store", new(Mask, Lot: "A", Expiry: bench.Today.AddDays(-1), Pieces: 1)), new ReceiveGoods("store", new(Scan: "0109506000134353")), new ReceiveGoods("store", new(Mask, Scan: GlovePiece)),
            new WasteGoods("store", new(Mask, Pieces: 1), WasteReason.Damaged), new WasteGoods("store", new(Mask, Lot: "X", Pieces: 1), WasteReason.Damaged), new TransferGoods("store", "store", new(Mask, Pieces: 1)),
            new TakeStock("store", new(Glove, Pieces: 1)), new TakeStock("store", new(Pieces: 1), "bin-9"), new EndRecall("recall-1", "x"), new ReleaseGoods("store", new(Mask), "x"),
            new SetNormalConsumption([new("store", Mask, -1, "inköp", bench.Today)]), new ReviewExemption("none", "x", bench.Today.AddDays(9)), new ImportCatalogue("a.csv", "ab", [MaskArticle, MaskArticle], false),
        ];

        Assert.All(wrong, w => Assert.False(string.IsNullOrEmpty(bench.Say(w)), w.ToString()));
        Assert.Equal(before, bench.Entries.Count);
    }

    private static Exemption Exemption(DateOnly day, DateOnly review, DateOnly? until) =>
        new("bulky-1", Mask, null, ExemptionReason.Bulky, "tar hela rummet", null, ["avtal med två leverantörer"], 10, "chefsfarmaceut", day, until, review);

    private void Receive(string? lot, DateOnly? expiry, int pieces) => bench.Said(new ReceiveGoods("store", new(Mask, Lot: lot, Expiry: expiry, Pieces: pieces)));
}
