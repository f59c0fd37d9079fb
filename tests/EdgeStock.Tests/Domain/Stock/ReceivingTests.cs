using EdgeStock.Domain;
using static EdgeStock.Tests.Domain.Stock.StockBench;

namespace EdgeStock.Tests.Domain.Stock;

/// <summary>Goods that come in, by scan and by tag, and cases that are opened.</summary>
public sealed class ReceivingTests
{
    private static readonly DateOnly June = new(2026, 6, 30);
    private static readonly DateOnly December = new(2026, 12, 31);
    private readonly StockBench bench = new();

    [Fact]
    public void A_label_of_a_logistic_unit_says_how_many_packages_are_in_it()
    {
        // SSCC 106141412345678908 (GS1 General Specifications, example of a check digit: 10614141234567890 gives 8), content (02), count (37): 3 cases of 50.
        var received = Assert.Single(bench.Said(new ReceiveGoods("store", new(Scan: "(00)106141412345678908(02)80614141123458(17)261231(10)A7(37)3"))).OfType<LotReceived>());

        Assert.Equal((150, 3, "106141412345678908", "A7", December), (received.Pieces, received.Packages, received.Sscc, received.Lot, received.Expiry));
    }

    [Fact]
    public void What_somebody_counted_goes_before_what_a_label_says()
    {
        var received = Assert.Single(bench.Said(new ReceiveGoods("store", new(Scan: "(02)80614141123458(37)3", Packages: 2))).OfType<LotReceived>());

        Assert.Equal((100, 2), (received.Pieces, received.Packages));
    }

    [Fact]
    public void A_label_that_says_none_are_in_it_is_refused() =>
        Assert.Contains("0 packages cannot be", bench.Say(new ReceiveGoods("store", new(Scan: "(02)80614141123458(37)0"))), StringComparison.Ordinal);

    [Fact]
    public void A_lot_that_is_recalled_is_not_taken_in_and_another_one_is()
    {
        bench.Said(new RecallGoods(new(Mask, Lot: "A"), "otät", "FSN-7"));

        var refused = bench.Say(new ReceiveGoods("store", new(Mask, Lot: "A", Expiry: June, Pieces: 5)));
        bench.Said(new ReceiveGoods("store", new(Mask, Lot: "B", Expiry: June, Pieces: 5)));

        Assert.Contains("lot A of 'mask' is recalled", refused, StringComparison.Ordinal);
        Assert.Contains("otät", refused, StringComparison.Ordinal);
        Assert.Equal("B", Assert.Single(bench.Holding(Mask).Lots).Lot);
    }

    [Fact]
    public void A_tag_that_no_antenna_has_seen_would_not_be_counted_and_does_not_come_in()
    {
        var said = new ReceiveGoods("store", new(Epc: CatheterTag(1).Hex, Lot: "A", Expiry: June));
        Assert.Contains("no antenna of 'store' has seen tag", bench.Say(said), StringComparison.Ordinal);

        bench.Read(CatheterTag(1), TestSite.AntennaA);
        bench.Said(said);

        Assert.Equal(("A", June, 1), bench.Stock(Catheter).Usable.Select(l => (l.Lot!, l.LastUse!.Value, (int)l.Best)).Single());
    }

    [Fact]
    public void Tags_of_a_zone_do_not_come_in_when_they_are_too_old_recalled_or_not_as_many_as_was_said()
    {
        bench.Read(CatheterTag(1), TestSite.AntennaA);
        bench.Read(CatheterTag(2), TestSite.AntennaA);

        Assert.Contains("too old", bench.Say(Zone(new(Catheter, Lot: "A", Expiry: bench.Today.AddDays(-1)))), StringComparison.Ordinal);
        Assert.Contains("see 2 pieces in 2 packages", bench.Say(Zone(new(Catheter, Lot: "A", Expiry: June, Pieces: 3))), StringComparison.Ordinal);
        Assert.Contains("see 2 pieces in 2 packages", bench.Say(Zone(new(Catheter, Lot: "A", Expiry: June, Packages: 1))), StringComparison.Ordinal);
        Assert.Contains("leave --epc out", bench.Say(Zone(new(Epc: CatheterTag(1).Hex))), StringComparison.Ordinal);
        bench.Said(new RecallGoods(new(Catheter, Lot: "B"), "otät"));
        Assert.Contains("recalled", bench.Say(Zone(new(Catheter, Lot: "B", Expiry: June))), StringComparison.Ordinal);
        Assert.Empty(bench.Events.OfType<LotReceived>());

        var received = Assert.Single(bench.Said(Zone(new(Catheter, Lot: "A", Expiry: June, Pieces: 2))).OfType<LotReceived>());
        Assert.Equal((2, 2, GoodsSource.Tags), (received.Pieces, received.Packages, received.Via));
    }

    [Fact]
    public void One_date_does_not_stand_for_tags_of_two_articles()
    {
        bench.Read(CatheterTag(1), TestSite.AntennaA);
        bench.Read(GloveCaseTag(1), TestSite.AntennaA);

        Assert.Contains("name the article", bench.Say(Zone(new(Expiry: June))), StringComparison.Ordinal);

        // Without one, each is booked as what it is: one catheter, and a case of fifty gloves.
        Assert.Equal([(Catheter, 1), (Glove, 50)], bench.Said(Zone(new())).OfType<LotReceived>().Select(r => (r.Article, r.Pieces)));
    }

    [Fact]
    public void A_case_is_opened_once_and_its_tag_stands_for_no_goods_after_that()
    {
        bench.Read(GloveCaseTag(7), TestSite.AntennaA);
        var tag = new Goods(Epc: GloveCaseTag(7).Hex);
        Assert.Equal(50, Assert.Single(bench.Said(new OpenCase("store", tag)).OfType<CaseOpened>()).Pieces);

        Instruction[] after = [new OpenCase("store", tag), new ReceiveGoods("store", tag), new ReturnGoods("store", tag, "blev över"), new WasteGoods("store", tag, WasteReason.Damaged), new TransferGoods("store", "sterile", tag)];
        Assert.All(after, x => Assert.Contains("was opened", bench.Say(x), StringComparison.Ordinal));
    }

    [Fact]
    public void An_opened_case_that_is_lost_from_sight_and_found_again_is_still_opened()
    {
        bench.Read(GloveCaseTag(7), TestSite.AntennaA);
        bench.Said(new OpenCase("store", new(Epc: GloveCaseTag(7).Hex)));

        bench.Listen(TimeSpan.FromMinutes(20));
        Assert.Empty(bench.Projection.Tags);
        bench.Read(GloveCaseTag(7), TestSite.AntennaA);

        Assert.Equal((true, null), (bench.Projection.Tags[GloveCaseTag(7).Hex].Opened, bench.Projection.Tags[GloveCaseTag(7).Hex].Goods));
    }

    private static ReceiveGoods Zone(Goods goods) => new("store", goods, TestSite.ShelfA);
}
