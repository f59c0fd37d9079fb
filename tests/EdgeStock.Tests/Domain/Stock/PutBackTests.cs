using EdgeStock.Domain;
using static EdgeStock.Tests.Domain.Stock.StockBench;

namespace EdgeStock.Tests.Domain.Stock;

/// <summary>Whether goods are put on the scale before somebody says what they are or after, the books are the same.</summary>
public sealed class PutBackTests
{
    private static readonly DateOnly June = new(2026, 6, 30);
    private static readonly DateOnly December = new(2026, 12, 31);
    private readonly StockBench bench = new();

    public PutBackTests()
    {
        bench.Weigh(0);
        Receive("A", June, 30);
        bench.Weigh(30);

        // Twelve are used.
        bench.Weigh(18);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_delivery_is_booked_as_what_it_is(bool shelvedFirst)
    {
        if (shelvedFirst)
        {
            bench.Weigh(28);
            Receive("B", December, 10);
        }
        else
        {
            Receive("B", December, 10);
            bench.Weigh(28);
        }

        Assert.Equal([("A", 18), ("B", 10)], Lots());
        Assert.Equal((12, 0, 0), (bench.Holding(Glove).Today.Taken, bench.Stock(Glove).Awaiting, bench.Holding(Glove).Today.PutBack));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Goods_that_come_back_were_not_used_once(bool shelvedFirst)
    {
        if (shelvedFirst)
        {
            bench.Weigh(20);
            Return(2);
        }
        else
        {
            Return(2);
            bench.Weigh(20);
        }

        // Twelve went and two came back: ten were used.
        Assert.Equal([("A", 20)], Lots());
        Assert.Equal((10, 0), (bench.Holding(Glove).Today.Taken - bench.Holding(Glove).Today.Returned, bench.Stock(Glove).Awaiting));
    }

    [Fact]
    public void A_delivery_that_is_said_first_is_told_from_what_was_put_back_before_it()
    {
        // Three are put back without a word, then ten of lot B are booked in and shelved.
        bench.Weigh(21);
        Receive("B", December, 10);
        bench.Weigh(31);

        Assert.Equal([("A", 21), ("B", 10)], Lots());
        Assert.Equal((9, 0), (bench.Holding(Glove).Today.Taken, bench.Stock(Glove).Awaiting));
    }

    private void Return(int pieces) => bench.Said(new ReturnGoods("store", new(Glove, Lot: "A", Pieces: pieces), "operationen blev inställd"));

    private void Receive(string lot, DateOnly expiry, int pieces) => bench.Said(new ReceiveGoods("store", new(Glove, Lot: lot, Expiry: expiry, Pieces: pieces)));

    private IEnumerable<(string, int)> Lots() => bench.Holding(Glove).Lots.Select(l => (l.Lot!, l.Pieces));
}
