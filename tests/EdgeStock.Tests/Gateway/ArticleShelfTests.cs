using EdgeStock.Domain;
using EdgeStock.Gateway.Operations;
using EdgeStock.Tests.Domain.Stock;
using static EdgeStock.Tests.Domain.Stock.StockBench;

namespace EdgeStock.Tests.Gateway;

/// <summary>What <c>edgestock lots</c> shows.</summary>
public sealed class ArticleShelfTests
{
    private static readonly DateOnly June = new(2026, 6, 30);
    private readonly StockBench bench = new();

    [Fact]
    public void A_storeroom_is_shown_lot_by_lot_with_what_waits_and_what_must_not_be_used()
    {
        bench.Weigh(4);
        bench.Said(new ReceiveGoods("store", new(Mask, Lot: "A", Expiry: June, Pieces: 10)));
        bench.Said(new ReceiveGoods("store", new(Mask, Lot: "B", Expiry: June.AddDays(1), Pieces: 2)));
        bench.Said(new ReceiveGoods("store", new(Glove, Lot: "C", Expiry: June, Pieces: 6)));
        bench.Said(new QuarantineGoods("store", new(Mask, Lot: "A"), "fuktig"));

        var shelves = ArticleShelf.Of(bench.Site, bench.Projection, null, null, bench.Now);

        // From 2 March to 30 June 2026 there are 29 + 30 + 31 + 30 = 120 days. Of six gloves that were booked the scale sees four.
        Assert.Equal(
            [
                "store|glove|glove|C|2026-06-30|120|4|usable",
                "store|glove|glove|-|-|-|2|booked in, seen by no sensor yet",
                "store|mask|mask|A|2026-06-30|120|10|QUARANTINE: fuktig",
                "store|mask|mask|B|2026-07-01|121|2|usable",
            ],
            shelves.SelectMany(s => s.Rows(_ => "")).Select(r => string.Join('|', r)));
        Assert.Equal([4, 2], shelves.Select(s => s.Usable));
        Assert.Equal(ArticleShelf.Head.Length, shelves[0].Rows(_ => "").First().Length);
    }

    [Fact]
    public void Only_one_storeroom_and_only_one_article_can_be_asked_for()
    {
        bench.Said(new ReceiveGoods("store", new(Mask, Lot: "A", Expiry: June, Pieces: 10)));
        bench.Said(new TransferGoods("store", "sterile", new(Mask, Pieces: 3)));
        bench.Weigh(1);

        Assert.Equal([("store", Glove), ("store", Mask), ("sterile", Mask)], Of(null, null));
        Assert.Equal([("store", Mask), ("sterile", Mask)], Of(null, Mask));
        Assert.Equal([("sterile", Mask)], Of("sterile", null));
        Assert.Empty(Of("sterile", Glove));
    }

    [Theory]
    [InlineData(ShelfState.Usable, null, "usable")]
    [InlineData(ShelfState.Undated, null, "date not known: does not count for sure")]
    [InlineData(ShelfState.Doubtful, "recall-7", "lot not known: may be of recall-7")]
    [InlineData(ShelfState.Expired, null, "TOO OLD: throw it away")]
    [InlineData(ShelfState.Quarantined, "fuktig", "QUARANTINE: fuktig")]
    [InlineData(ShelfState.Recalled, "recall-7", "RECALLED: recall-7")]
    public void Each_state_is_said_in_words(ShelfState state, string? why, string said) =>
        Assert.Equal(said, LotOnShelf.Of(new("A", June, 1, 1, 1, state, why), June).Says());

    [Fact]
    public void A_number_that_is_not_sure_is_shown_with_its_interval() =>
        Assert.Equal(("8.5 (6-10)", "3"), (LotOnShelf.Of(new("A", June, 6, 8.49999, 10, ShelfState.Usable, null), June).Count(), LotOnShelf.Of(new("A", June, 3, 3, 3, ShelfState.Usable, null), June).Count()));

    private IEnumerable<(string, string)> Of(string? room, string? article) => ArticleShelf.Of(bench.Site, bench.Projection, room, article, bench.Now).Select(s => (s.Room, s.Article));
}
