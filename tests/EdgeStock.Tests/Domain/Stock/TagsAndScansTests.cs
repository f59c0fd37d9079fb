using EdgeStock.Domain;
using static EdgeStock.Tests.Domain.Stock.StockBench;

namespace EdgeStock.Tests.Domain.Stock;

/// <summary>What codes on packages do to the book of stock.</summary>
public sealed class TagsAndScansTests
{
    private static readonly DateOnly December = new(2027, 12, 31);
    private readonly StockBench bench = new();

    /// <summary>A999 1234 5, expires 2027-12-31, lot LOT42; its check character reckoned apart: 9.</summary>
    private const string Hibc = "+A99912345/$$3271231LOT429";

    [Fact]
    public void An_hibc_finds_no_article_and_gives_lot_and_last_day_to_the_one_that_is_named()
    {
        var refused = bench.Say(new ReceiveGoods("store", new(Scan: Hibc, Pieces: 10)));
        Assert.Contains("A99912345", refused, StringComparison.Ordinal);
        Assert.Contains("--article", refused, StringComparison.Ordinal);

        var received = Assert.Single(bench.Said(new ReceiveGoods("store", new(Mask, Scan: Hibc, Pieces: 10))).OfType<LotReceived>());
        Assert.Equal((Mask, "LOT42", December, 10, GoodsSource.Scan), (received.Article, received.Lot, received.Expiry!.Value, received.Pieces, received.Via));
    }

    [Fact]
    public void An_hibc_with_a_wrong_check_character_books_nothing()
    {
        var before = bench.Entries.Count;

        Assert.Contains("check character", bench.Say(new ReceiveGoods("store", new(Mask, Scan: Hibc[..^1] + "8", Pieces: 10))), StringComparison.Ordinal);
        Assert.Equal(before, bench.Entries.Count);
    }

    [Fact]
    public void A_tag_that_names_its_lot_counts_as_that_lot_without_being_booked_in()
    {
        bench.Read(Plus(CatheterPiece, 1, "7"), TestSite.AntennaA);

        var lot = Assert.Single(bench.Stock(Catheter).Usable);
        Assert.Equal(("L7", December, 1), (lot.Lot, lot.LastUse!.Value, (int)lot.Best));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(4, true)]
    [InlineData(6, true)]
    [InlineData(7, false)]
    public void A_packaging_level_on_a_tag_is_an_alarm_in_a_sterile_storeroom(int filter, bool alarm)
    {
        bench.Read(Plus(CatheterPiece, filter, "8"), "reader-1/3");

        Assert.Equal(alarm, bench.Events.OfType<HygieneAlarmChanged>().Any(h => h is { Room: "sterile", Packaging: Packaging.Case, Standing: true }));
    }

    [Theory]
    [InlineData("3174257BF4499602D2000000")]
    [InlineData("F90095201234567891235000")]
    [InlineData("3374257BF40C0E400000162E")]
    public void A_logistic_unit_or_container_is_an_alarm_in_a_sterile_storeroom(string hex)
    {
        bench.Read(Epc.From(hex), "reader-1/3");

        Assert.Equal(Packaging.Logistic, Assert.Single(bench.Events.OfType<HygieneAlarmChanged>()).Packaging);
    }

    [Fact]
    public void A_tag_that_cannot_be_decoded_is_seen_and_is_no_goods()
    {
        var chip = Epc.From("E20000170011012316206453");
        bench.Read(chip, TestSite.AntennaA);

        Assert.Null(bench.Projection.Tags[chip.Hex].Goods);
        Assert.Empty(bench.Events.OfType<HygieneAlarmChanged>());
    }

    private static Epc Plus(string gtin, int filter, string serial) => EpcCode.Encode(new(EpcScheme.SgtinPlus, filter, gtin, serial) { Lot = $"L{serial}", Expiry = December });
}
