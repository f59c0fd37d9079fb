using EdgeStock.Domain;
using static EdgeStock.Tests.Domain.Stock.StockBench;

namespace EdgeStock.Tests.Domain.Stock;

public sealed class GoodsTests
{
    private static readonly DateOnly June = new(2026, 6, 30);
    private static readonly DateOnly December = new(2026, 12, 31);
    private readonly StockBench bench = new();

    [Fact]
    public void Scanned_cases_are_booked_as_the_pieces_that_the_catalogue_says_are_in_them()
    {
        // Two cases of 50 pieces each: 100. The scan carries the case's code, expiry 31 December 2026 and lot A7.
        var received = Assert.Single(bench.Said(new ReceiveGoods("store", new(Scan: "]d201806141411234581726123110A7", Packages: 2))).OfType<LotReceived>());

        Assert.Equal((Glove, "A7", December, 100, GloveCase, 2, GoodsSource.Scan), (received.Article, received.Lot, received.Expiry, received.Pieces, received.Gtin, received.Packages, received.Via));
        Assert.Equal([new BookedLot("A7", December, 100, null, bench.Now)], bench.Holding(Glove).Lots);
    }

    [Fact]
    public void Who_mistypes_a_lot_is_told_which_there_are()
    {
        Assert.Contains("booked there are none; say with 'edgestock stock-take'", bench.Say(new QuarantineGoods("store", new(Glove, Lot: "A8"), "skadad")), StringComparison.Ordinal);
        Receive("A7", June, 10);
        Receive("B", December, 20);

        var said = bench.Say(new QuarantineGoods("store", new(Glove, Lot: "A8"), "skadad"));

        Assert.Contains("has no lot of 'glove' with number A8", said, StringComparison.Ordinal);
        Assert.Contains("lot A7", said, StringComparison.Ordinal);
        Assert.Contains("lot B", said, StringComparison.Ordinal);
        Assert.DoesNotContain("none", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_package_or_pallet_with_a_number_of_its_own_is_booked_once()
    {
        const string Piece = "]d201095060001343521726123110A7\u001d21SN-1";
        Assert.Equal("SN-1", Assert.Single(bench.Said(new ReceiveGoods("store", new(Scan: Piece))).OfType<LotReceived>()).Serial);
        Assert.Contains("this very package (SN-1) came in to 'store' on 2026-03-02 already", bench.Say(new ReceiveGoods("sterile", new(Scan: Piece))), StringComparison.Ordinal);

        // Another serial number, or several packages under one scan, are other goods.
        Assert.Null(bench.Say(new ReceiveGoods("store", new(Scan: Piece.Replace("SN-1", "SN-2", StringComparison.Ordinal)))));
        Assert.Null(bench.Say(new ReceiveGoods("store", new(Scan: Piece, Packages: 3))));

        const string Pallet = "]C1001061414123456789080280614141123458172612313702";
        Assert.Equal(100, Assert.Single(bench.Said(new ReceiveGoods("store", new(Scan: Pallet, Lot: "A7"))).OfType<LotReceived>()).Pieces);
        Assert.Contains("106141412345678908", bench.Say(new ReceiveGoods("store", new(Scan: Pallet, Lot: "A7"))), StringComparison.Ordinal);
        Assert.Equal(1 + 1 + 3 + 100, bench.Holding(Glove).Booked);

        // After a month it is forgotten.
        bench.PassTo(new(2026, 4, 3), 12);
        Assert.Null(bench.Say(new ReceiveGoods("store", new(Scan: Piece))));
    }

    [Fact]
    public void What_is_taken_is_booked_off_the_lot_that_expires_first()
    {
        bench.Weigh(0);
        Receive("B", December, 20);
        Receive("A", June, 10);
        bench.Weigh(30);

        bench.Weigh(26);
        Assert.Equal([("A", 6), ("B", 20)], Lots());

        // 26 - 8 = 18: the six of lot A and two of lot B.
        bench.Weigh(18);
        Assert.Equal([("B", 18)], Lots());
        Assert.Equal(12, bench.Holding(Glove).Today.Taken);
    }

    [Fact]
    public void Pieces_that_nobody_booked_in_are_used_up_before_booked_ones()
    {
        bench.Weigh(5);
        Receive("A", June, 10);
        bench.Weigh(15);

        bench.Weigh(11);

        // 15 lie there, 10 are booked, so 5 are not; the 4 that were taken are of these.
        Assert.Equal([("A", 10)], Lots());
        Assert.Equal(1, bench.Stock(Glove).Undated);
    }

    [Fact]
    public void Of_an_article_that_expires_pieces_without_a_date_do_not_count_at_the_low_end()
    {
        bench.Weigh(25);
        Receive("A", June, 10);

        var usable = bench.Stock(Glove).Usable;

        // 25 on the scale, 10 of them booked as lot A.
        Assert.Equal([("A", 10, 10), (null, 0, 15)], usable.Select(l => (l.Lot, (int)l.Low, (int)l.Best)));
    }

    [Fact]
    public void Goods_that_are_booked_and_not_yet_on_their_shelf_do_not_count()
    {
        bench.Weigh(0);
        Receive("A", June, 10);

        Assert.Equal((0, 10), (bench.Stock(Glove).Best, bench.Stock(Glove).Awaiting));

        bench.Weigh(10);
        Assert.Equal((10, 0), (bench.Stock(Glove).Best, bench.Stock(Glove).Awaiting));
    }

    [Fact]
    public void Pieces_that_are_put_back_were_not_used()
    {
        bench.Weigh(0);
        Receive("A", June, 30);
        bench.Weigh(30);
        bench.Weigh(26);

        bench.Weigh(29);

        // 4 taken, 3 put back.
        Assert.Equal(1, bench.Holding(Glove).Today.Taken);
        Assert.Equal([("A", 29)], Lots());
    }

    [Fact]
    public void Waste_is_not_consumption_whether_it_is_said_before_the_scale_sees_it_or_after()
    {
        bench.Weigh(0);
        Receive("A", June, 30);
        bench.Weigh(30);
        Assert.Null(bench.Say(new WasteGoods("store", new(Glove, Lot: "A", Pieces: 4), WasteReason.Damaged)));
        bench.Weigh(26);
        Assert.Equal((0, 0), (bench.Holding(Glove).Today.Taken, bench.Holding(Glove).Today.Owed));
        Assert.Equal([("A", 26)], Lots());

        // The other way round: 5 go, 3 of them are said to be waste afterwards; 2 were used.
        bench.Weigh(21);
        Assert.Null(bench.Say(new WasteGoods("store", new(Glove, Lot: "A", Pieces: 3), WasteReason.Damaged)));
        bench.PassTo(bench.Today.AddDays(1), 1);

        Assert.Equal([("A", 21)], Lots());
        var day = bench.Projection.Book.Use["store/glove"];
        Assert.Null(Assert.Single(day.Pieces));
        Assert.Equal((4, 3), (bench.Events.OfType<LotWasted>().First().Pieces, bench.Events.OfType<LotWasted>().Last().Pieces));
        Assert.Equal(7, bench.Projection.Book.Waste.Values.Single().Pieces);
    }

    [Fact]
    public void A_transfer_moves_pieces_from_one_storeroom_to_the_other_and_says_when_an_earlier_lot_was_passed_over()
    {
        Receive("A", June, 10, Mask);
        Receive("B", December, 20, Mask);

        var events = bench.Said(new TransferGoods("store", "sterile", new(Mask, Lot: "B", Pieces: 15)));

        Assert.Equal((15, 15), (events.OfType<LotSent>().Single().Pieces, events.OfType<LotArrived>().Single().Pieces));
        Assert.Equal([("A", 10), ("B", 5)], Lots(Mask));
        Assert.Equal([("B", 15)], Lots(Mask, "sterile"));
        Assert.Equal(("B", "A", June), events.OfType<FefoBroken>().Select(f => (f.Lot, f.EarlierLot, f.EarlierExpiry)).Single());
    }

    [Fact]
    public void A_quarantined_lot_does_not_count_until_it_is_released()
    {
        Receive("A", June, 10, Mask);
        Receive("B", December, 20, Mask);

        bench.Said(new QuarantineGoods("store", new(Mask, Lot: "A"), "fuktig förpackning"));
        Assert.Equal((20, 10), (bench.Stock(Mask).Usable.Sum(l => l.Best), bench.Stock(Mask).Quarantined));
        Assert.NotNull(bench.Say(new QuarantineGoods("store", new(Mask, Lot: "A"), "igen")));

        bench.Said(new ReleaseGoods("store", new(Mask, Lot: "A"), "bedömd"));
        Assert.Equal((30, 0), (bench.Stock(Mask).Usable.Sum(l => l.Best), bench.Stock(Mask).Quarantined));
    }

    [Fact]
    public void A_recalled_lot_counts_in_no_storeroom_and_pieces_without_a_lot_may_be_of_it()
    {
        Receive("A", June, 10, Mask);
        Receive("B", December, 20, Mask);
        Receive(null, null, 5, Mask);
        bench.Said(new TransferGoods("store", "sterile", new(Mask, Lot: "A", Pieces: 4)));

        var recall = Assert.Single(bench.Said(new RecallGoods(new(Mask, Lot: "A"), "otät", "FSN-7")).OfType<RecallIssued>());

        var stock = bench.Stock(Mask);
        Assert.Equal(6, stock.Recalled);
        Assert.Equal([("B", 20, 20), (null, 0, 5)], stock.Usable.Select(l => (l.Lot, (int)l.Low, (int)l.Best)));
        Assert.Equal(4, bench.Stock(Mask, "sterile").Recalled);

        bench.Said(new EndRecall(recall.Recall, "fel lot"));
        Assert.Equal(0, bench.Stock(Mask).Recalled);
    }

    [Fact]
    public void A_lot_that_is_too_old_stays_on_the_books_and_does_not_count_until_it_is_thrown_away()
    {
        Receive("A", bench.Today.AddDays(2), 10, Mask);
        Receive("B", December, 20, Mask);
        bench.PassTo(bench.Today.AddDays(3), 1);

        Assert.Equal((20, 10), (bench.Stock(Mask).Usable.Sum(l => l.Best), bench.Stock(Mask).Expired));
        Assert.Equal(("A", 10), bench.Events.OfType<LotExpired>().Select(x => (x.Lot, x.Pieces)).Single());

        bench.Said(new WasteGoods("store", new(Mask, Lot: "A", Pieces: 10), WasteReason.Expired));
        Assert.Equal(0, bench.Stock(Mask).Expired);
    }

    [Fact]
    public void Goods_that_come_back_are_booked_in_again_and_were_not_used()
    {
        Receive("A", June, 10, Mask);

        bench.Said(new ReturnGoods("store", new(Mask, Lot: "A", Expiry: June, Pieces: 2), "operationen blev inställd"));

        Assert.Equal([("A", 12)], Lots(Mask));
        Assert.Equal(2, bench.Holding(Mask).Today.Returned);
    }

    private void Receive(string? lot, DateOnly? expiry, int pieces, string article = Glove) => bench.Said(new ReceiveGoods("store", new(article, Lot: lot, Expiry: expiry, Pieces: pieces)));

    private IEnumerable<(string?, int)> Lots(string article = Glove, string room = "store") => bench.Holding(article, room).Lots.Select(l => (l.Lot, l.Pieces));
}
