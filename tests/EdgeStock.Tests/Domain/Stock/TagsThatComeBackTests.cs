using EdgeStock.Domain;
using static EdgeStock.Tests.Domain.Stock.StockBench;

namespace EdgeStock.Tests.Domain.Stock;

/// <summary>A tag that leaves and comes back brings back what it stood for: its lot, that it was booked, its quarantine.</summary>
public sealed class TagsThatComeBackTests
{
    private static readonly DateOnly June = new(2026, 6, 30);
    private readonly StockBench bench = new();

    public TagsThatComeBackTests()
    {
        bench.Read(CatheterTag(1), TestSite.AntennaA);
        bench.Said(new ReceiveGoods("store", new(Catheter, Lot: "A", Expiry: June), TestSite.ShelfA));
    }

    [Fact]
    public void It_is_booked_as_its_lot_again_and_not_to_be_booked_in_once_more()
    {
        Leave();
        bench.Read(CatheterTag(1), TestSite.AntennaA);

        Assert.Equal([("A", 1)], bench.Holding(Catheter).Lots.Select(l => (l.Lot!, l.Pieces)));
        Assert.Contains("no tag of", bench.Say(new ReceiveGoods("store", new(), TestSite.ShelfA)), StringComparison.Ordinal);
    }

    [Fact]
    public void It_keeps_its_lot_when_the_catalogue_is_imported_again()
    {
        Leave();
        bench.Read(CatheterTag(1), TestSite.AntennaA);

        bench.Said(new ImportCatalogue("artiklar.csv", "cd", [GloveArticle, MaskArticle, CatheterArticle with { Name = "kateter" }], true));

        Assert.Equal("A", bench.Stock(Catheter).Usable.Single().Lot);
    }

    [Fact]
    public void A_quarantine_does_not_end_by_carrying_the_last_piece_out_and_in()
    {
        bench.Said(new QuarantineGoods("store", new(Catheter, Lot: "A"), "fuktig"));
        Leave();
        bench.Read(CatheterTag(1), TestSite.AntennaA);
        Assert.Equal((1, 0), (bench.Stock(Catheter).Quarantined, bench.Stock(Catheter).Usable.Count));

        Leave();
        bench.Read(CatheterTag(1), "reader-1/3");
        Assert.Equal((1, "fuktig"), (bench.Stock(Catheter, "sterile").Quarantined, bench.Holding(Catheter, "sterile").Lots.Single().Quarantine));
    }

    [Fact]
    public void A_quarantine_of_what_nobody_had_booked_comes_back_with_it_too()
    {
        bench.Read(CatheterTag(2), TestSite.AntennaA);
        var tag = bench.Projection.Tags.Values.Single(t => !t.Booked);
        var (epc, at, goods) = (Epc.From(tag.Epc), TestSite.T0.AddHours(1), tag.Goods!);
        var apart = bench.Projection.Apply(bench.Site, 1000, new LotQuarantined(at, "store", goods.Article, goods.Lot, goods.Expiry, "för varm", "gateway"));
        Assert.Equal("för varm", Lot(apart)!.Quarantine);

        var away = apart.Apply(bench.Site, 1001, new TagDeparted(at.AddMinutes(1), "store", tag.Zone, epc, 0.99));
        Assert.Null(Lot(away));
        var back = away.Apply(bench.Site, 1002, new TagArrived(at.AddMinutes(9), "store", tag.Zone, epc, 0.99));
        Assert.Equal("för varm", Lot(back)!.Quarantine);

        BookedLot? Lot(Projection p) => p.Book.Holding("store", goods.Article).Lots.FirstOrDefault(l => l.Is(goods.Lot, goods.Expiry));
    }

    [Fact]
    public void In_another_storeroom_it_is_booked_once_whether_or_not_somebody_said_that_it_goes_there()
    {
        bench.Said(new TransferGoods("store", "sterile", new(Catheter, Lot: "A", Pieces: 1)));
        Leave();
        bench.Read(CatheterTag(1), "reader-1/3");
        Assert.Equal([("A", 1)], bench.Holding(Catheter, "sterile").Lots.Select(l => (l.Lot!, l.Pieces)));

        // And back without a word.
        Leave();
        bench.Read(CatheterTag(1), TestSite.AntennaA);
        Assert.Equal([("A", 1)], bench.Holding(Catheter).Lots.Select(l => (l.Lot!, l.Pieces)));
        Assert.Empty(bench.Holding(Catheter, "sterile").Lots);
        bench.Said(new WasteGoods("store", new(Catheter, Lot: "A", Pieces: 1), WasteReason.Damaged));
    }

    [Fact]
    public void That_it_is_back_need_not_be_said_while_an_antenna_sees_it()
    {
        Leave();
        bench.Read(CatheterTag(1), TestSite.AntennaA);

        Assert.Contains("is booked already", bench.Say(new ReturnGoods("store", new(Epc: CatheterTag(1).Hex), "blev över")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_said_to_be_back_before_the_antenna_saw_it_is_back_once()
    {
        Leave();
        bench.Said(new ReturnGoods("store", new(Catheter, Lot: "A", Expiry: June, Pieces: 1), "blev över"));
        bench.Read(CatheterTag(1), TestSite.AntennaA);

        Assert.Equal((1, 1, 1), (bench.Holding(Catheter).Today.Taken, bench.Holding(Catheter).Today.Returned, bench.Holding(Catheter).Booked));
    }

    [Fact]
    public void A_piece_that_goes_while_one_that_expires_before_it_remains_is_told()
    {
        bench.Read(CatheterTag(2), TestSite.AntennaB);
        bench.Said(new ReceiveGoods("store", new(Catheter, Lot: "B", Expiry: June.AddDays(30)), TestSite.ShelfB));

        // Only the tag of lot A is read on.
        for (var minute = 0; minute < 20; minute++)
        {
            bench.Read(CatheterTag(1), TestSite.AntennaA);
            bench.Listen(TimeSpan.FromSeconds(30));
        }

        Assert.Equal([("B", "A", June, CatheterTag(2))], bench.Events.OfType<FefoBroken>().Select(f => (f.Lot!, f.EarlierLot!, f.EarlierExpiry, f.Epc!.Value)));
    }

    [Fact]
    public void A_tag_in_another_storeroom_is_not_thrown_away_here() =>
        Assert.Contains("is in 'store', not in 'sterile'", bench.Say(new WasteGoods("sterile", new(Epc: CatheterTag(1).Hex), WasteReason.Damaged)), StringComparison.Ordinal);

    private void Leave() => bench.Listen(TimeSpan.FromMinutes(20));
}
