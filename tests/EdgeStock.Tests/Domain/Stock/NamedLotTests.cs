using EdgeStock.Domain;
using static EdgeStock.Tests.Domain.Stock.StockBench;

namespace EdgeStock.Tests.Domain.Stock;

/// <summary>What people say of a certain lot holds for that lot.</summary>
public sealed class NamedLotTests
{
    private static readonly DateOnly June = new(2026, 6, 30);
    private static readonly DateOnly December = new(2026, 12, 31);
    private readonly StockBench bench = new();

    public NamedLotTests()
    {
        bench.Said(new ReceiveGoods("store", new(Mask, Lot: "A", Expiry: June, Pieces: 10)));
        bench.Said(new ReceiveGoods("store", new(Mask, Lot: "B", Expiry: December, Pieces: 20)));
    }

    [Fact]
    public void More_of_a_lot_than_there_is_cannot_be_sent_or_thrown_away()
    {
        Assert.Contains("has 10 pieces of lot A", bench.Say(new TransferGoods("store", "sterile", new(Mask, Lot: "A", Pieces: 15))), StringComparison.Ordinal);
        Assert.Contains("has 10 pieces of lot A", bench.Say(new WasteGoods("store", new(Mask, Lot: "A", Pieces: 11), WasteReason.Damaged)), StringComparison.Ordinal);

        // Counted anew, there are as many as were counted.
        bench.Said(new TakeStock("store", new(Mask, Lot: "A", Pieces: 15)));
        bench.Said(new TransferGoods("store", "sterile", new(Mask, Lot: "A", Pieces: 15)));
        Assert.Equal([("A", June, 15)], Lots("sterile"));
    }

    [Fact]
    public void A_lot_with_another_date_is_not_the_lot() =>
        Assert.Contains("there are lot A to be used by 2026-06-30, lot B to be used by 2026-12-31", bench.Say(new WasteGoods("store", new(Mask, Lot: "A", Expiry: December, Pieces: 1), WasteReason.Damaged)), StringComparison.Ordinal);

    [Fact]
    public void A_date_alone_names_the_lot_that_has_it()
    {
        var sent = Assert.Single(bench.Said(new TransferGoods("store", "sterile", new(Mask, Expiry: December, Pieces: 4))).OfType<LotSent>());

        Assert.Equal(("B", December), (sent.Lot, sent.Expiry));
        Assert.Equal([("A", June, 10), ("B", December, 16)], Lots("store"));
    }

    [Fact]
    public void Goods_that_come_back_have_the_date_of_their_lot()
    {
        bench.Said(new ReturnGoods("store", new(Mask, Lot: "A", Pieces: 2), "operationen blev inställd"));

        Assert.Equal([("A", June, 12), ("B", December, 20)], Lots("store"));
    }

    [Fact]
    public void One_lot_of_several_in_quarantine_is_released_alone()
    {
        bench.Said(new ReceiveGoods("store", new(Mask, Pieces: 5)));
        bench.Said(new QuarantineGoods("store", new(Mask, Lot: "A"), "fuktig"));
        bench.Said(new ReleaseGoods("store", new(Mask, Lot: "A"), "bedömd"));
        bench.Said(new QuarantineGoods("store", new(Mask), "vatten på golvet"));
        Assert.Equal(35, bench.Stock(Mask).Quarantined);

        bench.Said(new ReleaseGoods("store", new(Mask, Lot: "B"), "bedömd"));

        Assert.Equal((15, 20), (bench.Stock(Mask).Quarantined, bench.Stock(Mask).Usable.Sum(l => l.Best)));
    }

    [Fact]
    public void A_lot_without_a_number_is_quarantined_alone()
    {
        bench.Said(new ReceiveGoods("store", new(Mask, Expiry: December.AddDays(9), Pieces: 5)));

        // A lot that has a date and no number: what holds for it does not hold for A and B.
        bench.Said(new QuarantineGoods("store", new(Mask, Expiry: December.AddDays(9)), "fuktig"));

        Assert.Equal([null, null, "fuktig"], bench.Holding(Mask).Lots.Select(l => l.Quarantine));
    }

    [Fact]
    public void A_recalled_lot_is_not_sent_and_the_next_one_goes_in_its_place()
    {
        bench.Said(new RecallGoods(new(Mask, Lot: "A"), "otät", "FSN-7"));

        Assert.Contains("is recalled", bench.Say(new TransferGoods("store", "sterile", new(Mask, Lot: "A", Pieces: 1))), StringComparison.Ordinal);
        bench.Said(new TransferGoods("store", "sterile", new(Mask, Pieces: 12)));

        Assert.Equal([("B", December, 12)], Lots("sterile"));
        Assert.Contains("10 of these pieces are in quarantine, recalled or too old", bench.Say(new TransferGoods("store", "sterile", new(Mask, Pieces: 18))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_lot_that_is_too_old_is_not_sent()
    {
        bench.PassTo(new(2026, 7, 1), 9);

        Assert.Contains("is too old", bench.Say(new TransferGoods("store", "sterile", new(Mask, Lot: "A", Pieces: 1))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_lot_with_two_dates_is_counted_one_date_at_a_time()
    {
        bench.Said(new ReceiveGoods("store", new(Mask, Lot: "A", Expiry: December, Pieces: 5)));

        Assert.Contains("that are 2 lots: A (2026-06-30), A (2026-12-31)", bench.Say(new TakeStock("store", new(Mask, Lot: "A", Pieces: 8))), StringComparison.Ordinal);
        bench.Said(new TakeStock("store", new(Mask, Lot: "A", Expiry: June, Pieces: 8)));

        Assert.Equal([("A", June, 8), ("A", December, 5), ("B", December, 20)], Lots("store"));
    }

    [Fact]
    public void A_lot_that_was_booked_without_its_date_gets_it_with_a_count_and_nothing_of_it_was_used()
    {
        bench.Said(new ReceiveGoods("store", new(Mask, Lot: "C", Pieces: 7)));
        bench.Said(new QuarantineGoods("store", new(Mask, Lot: "C", Expiry: December), "fuktig"));

        var counted = Assert.Single(bench.Said(new TakeStock("store", new(Mask, Lot: "C", Expiry: December, Pieces: 7))).OfType<StockTakeMade>());

        Assert.Equal((7, 7), (counted.Counted, counted.Expected));
        Assert.Equal([("A", June, 10), ("B", December, 20), ("C", December, 7)], Lots("store"));
        Assert.Equal("fuktig", bench.Holding(Mask).Lots[2].Quarantine);
    }

    [Fact]
    public void What_went_out_of_the_bin_before_somebody_said_that_it_was_thrown_away_can_be_said_of_the_last_piece_too()
    {
        bench.Weigh(3);
        bench.Weigh(0);

        bench.Said(new WasteGoods("store", new(Glove, Pieces: 3), WasteReason.Contaminated));

        Assert.Contains("has 0 pieces of 'glove', not 1", bench.Say(new WasteGoods("store", new(Glove, Pieces: 1), WasteReason.Contaminated)), StringComparison.Ordinal);
        Assert.Contains("has 0 pieces of 'glove', not 3", bench.Say(new TransferGoods("store", "sterile", new(Glove, Pieces: 3))), StringComparison.Ordinal);
    }

    private IEnumerable<(string, DateOnly, int)> Lots(string room) => bench.Holding(Mask, room).Lots.Select(l => (l.Lot!, l.Expiry!.Value, l.Pieces));
}
