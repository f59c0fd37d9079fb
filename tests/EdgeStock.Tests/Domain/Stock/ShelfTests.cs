using EdgeStock.Domain;
using static EdgeStock.Tests.Domain.Stock.StockBench;

namespace EdgeStock.Tests.Domain.Stock;

/// <summary>What stands on the shelf lot by lot.</summary>
public sealed class ShelfTests
{
    private static readonly DateOnly June = new(2026, 6, 30);
    private static readonly DateOnly December = new(2026, 12, 31);
    private readonly StockBench bench = new();

    [Fact]
    public void Lots_stand_in_the_order_in_which_they_are_to_be_used_each_with_its_state()
    {
        var tomorrow = bench.Today.AddDays(1);
        Receive("D", tomorrow, 1);
        Receive("C", December, 4);
        Receive("A", June, 10);
        Receive("B", December, 20);
        bench.PassTo(tomorrow.AddDays(2), 9);
        bench.Said(new QuarantineGoods("store", new(Mask, Lot: "A"), "fuktig"));
        var recall = Assert.Single(bench.Said(new RecallGoods(new(Mask, Lot: "B"), "otät")).OfType<RecallIssued>()).Recall;

        Assert.Equal(
            [("D", ShelfState.Expired, null, 1), ("A", ShelfState.Quarantined, "fuktig", 10), ("B", ShelfState.Recalled, recall, 20), ("C", ShelfState.Usable, null, 4)],
            Shelf(Mask).Select(l => (l.Lot!, l.State, l.Why, (int)l.Best)));

        // B and C came at once with one date: then their numbers order them.
        // Tomorrow of the beginning was two days ago; from 5 March to 30 June 2026 there are 26 + 30 + 31 + 30 days.
        Assert.Equal([-2, 117], Shelf(Mask).Take(2).Select(l => l.DaysLeft(bench.Today)));
    }

    [Fact]
    public void Pieces_without_a_date_are_undated_where_the_article_expires_and_doubtful_where_a_lot_of_it_is_recalled()
    {
        Receive(null, null, 5);
        Assert.Equal([ShelfState.Usable], Shelf(Mask).Select(l => l.State));

        var recall = Assert.Single(bench.Said(new RecallGoods(new(Mask, Lot: "B"), "otät")).OfType<RecallIssued>()).Recall;
        Assert.Equal([(ShelfState.Doubtful, recall)], Shelf(Mask).Select(l => (l.State, l.Why!)));

        bench.Weigh(7);
        Assert.Equal([(ShelfState.Undated, 7)], Shelf(Glove).Select(l => (l.State, (int)l.Best)));
    }

    [Fact]
    public void A_recalled_lot_is_recalled_also_while_it_is_in_quarantine()
    {
        Receive("A", June, 10);
        bench.Said(new QuarantineGoods("store", new(Mask), "fuktig"));
        bench.Said(new RecallGoods(new(Mask), "otät"));

        Assert.Equal(ShelfState.Recalled, Assert.Single(Shelf(Mask)).State);
        Assert.Equal((10, 0), (bench.Stock(Mask).Recalled, bench.Stock(Mask).Quarantined));
    }

    private IReadOnlyList<ShelfLot> Shelf(string article) => StockOnHand.LotsOf(bench.Site, bench.Projection, "store", article, bench.Today, bench.Now);

    private void Receive(string? lot, DateOnly? expiry, int pieces) => bench.Said(new ReceiveGoods("store", new(Mask, Lot: lot, Expiry: expiry, Pieces: pieces)));
}
