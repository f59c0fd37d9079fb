using EdgeStock.Domain;
using EdgeStock.Tests.Domain.Stock;
using static EdgeStock.Tests.Domain.Stock.StockBench;

namespace EdgeStock.Tests.Domain.Coverage;

/// <summary>Proposals reckoned by hand. It is Monday, 2 March 2026; an order comes after 7 days, and the next one is made 7 days later.</summary>
public sealed class ProposingTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);
    private readonly StockBench bench = new();

    [Fact]
    public void An_order_brings_the_cover_back_to_a_month_until_the_next_one_in_whole_packages()
    {
        // 4 a day, 60 there. On delivery 60 - 7 * 4 = 32 are left: 8 days. 30 + 7 days are 148 pieces: 116 are missing, three cases of 50.
        Normal(Glove, 120);
        Receive(Glove, "A", new(2026, 12, 31), 60);
        bench.Weigh(60);

        var order = Assert.Single(Proposals().OfType<OrderProposal>());

        Assert.Equal((150, 3, GloveCase), (order.Pieces, order.Packages, order.Package!.Gtin.Digits));
        Assert.Equal((15, 182 / 4.0, 30, false), (order.DaysNow, order.DaysAfter, order.TargetDays, order.IsLimited));

        // The last of the 182 pieces is used on the 46th day after delivery.
        Assert.Equal(46, order.ShelfLifeToAsk);
    }

    [Fact]
    public void No_more_is_ordered_than_is_used_before_it_expires()
    {
        // The lot that lies there came with 19 days left: so will the next. 60 there, 32 left on delivery, which take 8 days of the 20 that a new
        // lot may be used (its last day counts): 12 days, 48 pieces, is not one case of 50; single pieces would be.
        Normal(Glove, 120);
        Receive(Glove, "A", Monday.AddDays(20), 60);
        bench.Weigh(60);
        Assert.Empty(Proposals().OfType<OrderProposal>());

        bench.Said(new ImportCatalogue("a.csv", "ab", [GloveArticle with { Packages = [GloveArticle.Packages[0]] }], false));
        var order = Assert.Single(Proposals().OfType<OrderProposal>());
        Assert.Equal((48, true), (order.Pieces, order.IsLimited));
        Assert.Equal(20, order.ShelfLifeToAsk);
    }

    [Fact]
    public void Nothing_is_ordered_while_the_month_holds_until_the_next_delivery_and_what_is_booked_in_counts()
    {
        Normal(Mask, 120);
        Receive(Mask, null, null, 148);
        Assert.Empty(Proposals());

        // 140 / 4 = 35 days: on delivery 28.
        bench.Said(new TakeStock("store", new(Mask, Pieces: 140)));
        Assert.Equal(36, Assert.Single(Proposals().OfType<OrderProposal>()).Pieces);

        // Gloves that are booked and not on their shelf come to it by themselves.
        Normal(Glove, 120);
        bench.Weigh(0);
        Receive(Glove, "A", new(2026, 12, 31), 400);
        Assert.DoesNotContain(Proposals().OfType<OrderProposal>(), o => o.Article == Glove);
    }

    [Fact]
    public void A_storeroom_that_has_more_than_it_needs_gives_what_the_other_lacks_and_keeps_what_it_must()
    {
        // Store: 20 / 4 = 5 days. Sterile: 400 / 4 = 100 days. 30 days are 120: 100 pieces go, 300 stay.
        Normal(Mask, 120);
        Normal(Mask, 120, "sterile");
        Receive(Mask, null, null, 20);
        Receive(Mask, "B", null, 400, "sterile");

        var move = Assert.Single(Proposals().OfType<MoveProposal>());

        Assert.Equal(("store", "sterile", "B", 100, false), (move.Room, move.From, move.Lot, move.Pieces, move.WouldExpire));
        Assert.Equal((5, 30, 75), (move.DaysBefore, move.DaysAfter, move.DaysLeftThere));

        // What is left to order is up to 37 days on delivery: 120 - 28 = 92 there, 148 needed.
        Assert.Equal(56, Assert.Single(Proposals().OfType<OrderProposal>()).Pieces);
    }

    [Fact]
    public void A_giver_keeps_its_own_month_and_the_time_of_a_delivery()
    {
        // Sterile: 200 / 4 = 50 days, of which 37 stay: 52 pieces can go, to a storeroom that lacks 100.
        Normal(Mask, 120);
        Normal(Mask, 120, "sterile");
        Receive(Mask, null, null, 20);
        Receive(Mask, "B", null, 200, "sterile");

        Assert.Equal((52, 37), (Assert.Single(Proposals().OfType<MoveProposal>()) is var m ? (m.Pieces, m.DaysLeftThere) : default));
    }

    [Fact]
    public void What_would_expire_goes_where_it_is_used_in_time()
    {
        // Sterile uses 1 a day and has 100 that must be used within 40 days: 60 would expire. Store uses 4 a day and has 160 of later date: it uses
        // them in 40 days, and the 60 before them, in 15.
        var expiring = GloveArticle with { Id = "drape", Name = "drape", Packages = [] };
        bench.Said(new ImportCatalogue("a.csv", "ab", [expiring], false));
        Normal("drape", 30, "sterile");
        Normal("drape", 120);
        Receive("drape", "A", Monday.AddDays(39), 100, "sterile");
        Receive("drape", "B", Monday.AddDays(200), 160);

        var move = Assert.Single(Proposals().OfType<MoveProposal>());

        Assert.Equal(("store", "sterile", "A", 60, true), (move.Room, move.From, move.Lot, move.Pieces, move.WouldExpire));
        Assert.Equal((40, 55), (move.DaysBefore, move.DaysAfter));
    }

    [Fact]
    public void What_would_expire_only_if_little_is_used_does_not_leave_a_giver_without_its_month()
    {
        // Sterile has 100 that must be used within 40 days. At its normal 2 a day 20 would expire,
        // and at the 1 a day that it may be 60. 37 days (a month and a delivery) at 2 a day take 74 pieces: 26 may go.
        var moves = Moving.Between(Shelves(100, 2, 1), Monday, new());

        var move = Assert.Single(moves);
        Assert.Equal((true, 26, 37), (move.WouldExpire, move.Pieces, move.DaysLeftThere));

        // Where 2.5 a day are normal, the 100 are just used in 40 days: 37 days take 92.5, and 7 may go.
        Assert.Equal(7, Assert.Single(Moving.Between(Shelves(100, 2.5, 1), Monday, new())).Pieces);

        // 3 a day last 33 days: less than a month and a delivery, so all of it stays.
        Assert.Empty(Moving.Between(Shelves(100, 3, 1), Monday, new()));
    }

    /// <summary>Drapes: pieces for 40 days in the sterile storeroom, and a storeroom that uses 10 a day and has enough of later date.</summary>
    private Dictionary<(string Room, string Article), Shelf> Shelves(double pieces, double perDay, double prudent)
    {
        var cover = Cover.Of(bench.Site, bench.Projection, "store", Mask, Monday, bench.Now);
        return new[]
        {
            new Shelf(cover with { Room = "sterile" }, MaskArticle, [new("A", Monday.AddDays(39), pieces, pieces, pieces)], perDay, prudent, 30),
            new Shelf(cover, MaskArticle, [new("B", Monday.AddDays(400), 600, 600, 600)], 10, 10, 30),
        }.ToDictionary(s => (s.Cover.Room, s.Cover.Article));
    }

    [Fact]
    public void An_article_whose_package_outlasts_its_shelf_life_is_a_candidate_for_an_exemption_with_its_figures()
    {
        // 30 a month are 1 a day; a case of 50 lasts 50 days, and its last piece waits 30 + 50 = 80. It keeps 60: 20 of 50 would expire.
        // Without waste 60 - 50 = 10 days can be held.
        Normal(Glove, 30);
        Receive(Glove, "A", Monday.AddDays(60), 50);
        bench.Weigh(50);

        var slow = Assert.Single(Proposals().OfType<SlowMoverProposal>());

        Assert.Equal((30, 50, 50, 80, 60, true), (slow.PerMonth, slow.PackagePieces, slow.PackageDays, slow.HoldDays, slow.ShelfLifeDays, slow.ShelfLifeSeen));
        Assert.Equal((0.4, 10), (slow.WastedShare, slow.TargetThatWorks));

        // With that exemption it is none any more, and its own target is what orders reckon with.
        bench.Said(new GrantExemption(new("slow-1", Glove, null, ExemptionReason.ShelfLife, "går ut", null, [], 10, "chefsfarmaceut", Monday, null, Monday.AddYears(1))));
        Assert.Empty(Proposals());
    }

    [Fact]
    public void One_lot_with_a_short_date_is_no_reason_for_an_exemption_nor_for_a_smaller_order()
    {
        // 4 a day; three lots came with 600, 15 and 500 days: 500 are usual. 60 - 28 = 32 are left on delivery, 37 days are 148: 116 are missing.
        bench.Said(new ImportCatalogue("a.csv", "ab", [GloveArticle with { Packages = [GloveArticle.Packages[0]] }], false));
        Normal(Glove, 120);
        Receive(Glove, "A", Monday.AddDays(600), 20);
        Receive(Glove, "B", Monday.AddDays(15), 20);
        Receive(Glove, "C", Monday.AddDays(500), 20);
        bench.Weigh(60);

        var order = Assert.IsType<OrderProposal>(Assert.Single(Proposals()));
        Assert.Equal((116, false), (order.Pieces, order.IsLimited));
    }

    [Fact]
    public void Without_a_lot_two_thirds_of_the_catalogues_shelf_life_are_reckoned_with()
    {
        // 1095 * 2 / 3 = 730; 0.05 a day: a case of 50 lasts 1000 days, hold 1030: 300 of 1000.
        Normal(Glove, 1.5);
        bench.Weigh(20);

        var slow = Assert.Single(Proposals().OfType<SlowMoverProposal>());
        Assert.Equal((730, false, 0.3), (slow.ShelfLifeDays, slow.ShelfLifeSeen, Math.Round(slow.WastedShare, 9)));
    }

    private IReadOnlyList<Proposal> Proposals() => Proposing.Of(bench.Site, bench.Projection, bench.Today, bench.Now, new());

    private void Normal(string article, double perMonth, string room = "store") => bench.Said(new SetNormalConsumption([new(room, article, perMonth, "ordinationer 2025", Monday)]));

    private void Receive(string article, string? lot, DateOnly? expiry, int pieces, string room = "store") => bench.Said(new ReceiveGoods(room, new(article, Lot: lot, Expiry: expiry, Pieces: pieces)));
}
