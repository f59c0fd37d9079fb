using EdgeStock.Domain;
using EdgeStock.Tests.Domain.Stock;
using static EdgeStock.Tests.Domain.Stock.StockBench;

namespace EdgeStock.Tests.Domain.Coverage;

/// <summary>Covers reckoned by hand, through the whole of a storeroom. It is Monday, 2 March 2026; a month has 30 days.</summary>
public sealed class CoverCasesTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);
    private readonly StockBench bench = new();

    [Fact]
    public void Lots_run_down_first_expired_first_out_and_what_expires_is_no_cover()
    {
        // 120 a month are 4 a day. Lot A, 50 pieces until 11 March: 10 days, 40 used, 10 expire. Lot B, 60 pieces: 15 days. 25 days in all.
        Normal(Glove, 120);
        Receive(Glove, "A", new(2026, 3, 11), 50);
        Receive(Glove, "B", new(2026, 6, 30), 60);
        bench.Weigh(110);

        var cover = bench.Cover(Glove);

        Assert.Equal((2, new DateOnly(2026, 3, 11)), (Figures(Glove).Lots, Figures(Glove).OldestExpiry));
        Assert.Equal((25, 100, 120, 20, 10), (cover.DaysLow, cover.Usable, cover.Required, cover.Shortfall, cover.Unused));
        Assert.Equal((CoverState.BelowMonth, Monday, Monday.AddDays(25)), (cover.State, cover.BelowMonth, cover.RunsOut));
        Assert.Equal((50, 50, 50, new DateOnly(2026, 3, 11)), (cover.Expiring30, cover.Expiring60, cover.Expiring90, cover.OldestExpiry));
    }

    [Fact]
    public void Without_a_baseline_cover_is_undefined_however_much_is_there()
    {
        Receive(Glove, "A", new(2026, 12, 31), 130);
        bench.Weigh(130);

        var cover = bench.Cover(Glove);

        Assert.Equal((CoverState.Undefined, null, null, null), (cover.State, cover.DaysLow, cover.Required, cover.RunsOut));
        Assert.Equal((130, 130), (cover.OnHandLow, cover.Usable));
        var indicators = CoverIndicators.Of([Figures(Glove)], 30);
        Assert.Equal((1, 1, 0, null), (indicators.All.Articles, indicators.All.Undefined, indicators.All.Covered, indicators.All.Share()));
    }

    [Fact]
    public void Stock_on_a_scale_that_is_away_is_unknown_and_never_counted_as_covered()
    {
        // 100 / 2 = 50 days while the scale is heard.
        Normal(Glove, 60);
        Receive(Glove, "A", new(2026, 12, 31), 100);
        bench.Weigh(100);
        Assert.Equal((CoverState.Covered, 50), (bench.Cover(Glove).State, bench.Cover(Glove).DaysLow));

        // A minute without a word of it is silence; after a quarter of an hour it is not known what lies there, and so no day is covered for sure.
        bench.Listen(TimeSpan.FromMinutes(1));
        bench.Pass(TimeSpan.FromHours(2));
        var cover = bench.Cover(Glove);
        Assert.Equal((CoverState.Unknown, 0, 100, 0), (cover.State, cover.DaysLow, cover.Unknown, cover.OnHandLow));
        Assert.Contains(bench.Events.OfType<CoverStateChanged>(), c => c is { Article: Glove, State: CoverState.Unknown, Was: CoverState.Covered });

        bench.Weigh(100);
        Assert.Equal((CoverState.Covered, 0), (bench.Cover(Glove).State, bench.Cover(Glove).Unknown));
    }

    [Fact]
    public void An_exemption_has_its_own_target_and_the_share_is_given_with_and_without_it()
    {
        // Gloves: 60 / 4 = 15 days, below a month and above the exemption's 10. Masks: 400 / 4 = 100 days.
        Normal(Glove, 120);
        Normal(Mask, 120);
        Receive(Glove, "A", new(2026, 12, 31), 60);
        bench.Weigh(60);
        Receive(Mask, null, null, 400);
        bench.Said(new GrantExemption(new("bulky-1", Glove, "store", ExemptionReason.Bulky, "tar hela rummet", null, ["avtal"], 10, "chefsfarmaceut", Monday, null, Monday.AddYears(1))));

        var cover = bench.Cover(Glove);
        Assert.Equal((CoverState.BelowMonth, 15, true), (cover.State, cover.DaysLow, cover.Exemption!.Met));
        Assert.False(cover.Exemption.RiskAssessed);
        Assert.False(cover.FallsShort());
        Assert.True((cover with { Exemption = null }).FallsShort());
        Assert.False((cover with { Exemption = null, Obligated = false }).FallsShort());

        var indicators = CoverIndicators.Of([Figures(Glove), Figures(Mask)], 30);
        Assert.Equal((0.5, 1.0), (indicators.All.Share(), indicators.NotExempted().Share()));
        Assert.Equal((180 / 240.0, 1.0), (indicators.All.HeldShare(), indicators.NotExempted().HeldShare()));
        Assert.Equal((1, 1, 1), (indicators.Exempted.Articles, indicators.OwnTargetMet, indicators.WithoutRisk));

        // 36 / 4 = 9 days: not even its own.
        bench.Weigh(36);
        Assert.Equal((9, false), (bench.Cover(Glove).DaysLow, bench.Cover(Glove).Exemption!.Met));
        Assert.True(bench.Cover(Glove).FallsShort());
    }

    [Fact]
    public void A_quarantine_in_the_middle_of_a_month_takes_its_lot_out_of_the_cover_until_it_is_released()
    {
        // Masks are counted by hand: since they came, 4 a day are used, and for the low end twice the Poisson spread more: 2 * sqrt(2 * used).
        Normal(Mask, 120);
        Receive(Mask, "A", null, 150);
        Receive(Mask, "B", null, 200);
        bench.PassTo(new(2026, 3, 15), 12);

        // 13 days: 52 used, spread 2 * sqrt(104) = 20.396. Both lots: (350 - 72.396) / 4 = 69.4 days.
        Assert.Equal((CoverState.Covered, 69.4), (bench.Cover(Mask).State, Math.Round(bench.Cover(Mask).DaysLow!.Value, 1)));
        var told = bench.Said(new QuarantineGoods("store", new(Mask, Lot: "B"), "skadad pall")).OfType<CoverStateChanged>().Single();

        // Lot A alone: 150 - 72.396 = 77.604 pieces, 19.401 days.
        Assert.Equal((CoverState.BelowMonth, CoverState.Covered, 77.604, 19.401, 120), (told.State, told.Was, told.Usable, told.Days, told.Required));
        Assert.Equal((200, new DateOnly(2026, 4, 3)), (bench.Cover(Mask).Quarantined, told.RunsOut));

        bench.PassTo(new(2026, 3, 20), 12);

        // 18 days: 72 used, spread 2 * sqrt(144) = 24. (350 - 96) / 4 = 63.5 days.
        Assert.Equal(CoverState.Covered, bench.Said(new ReleaseGoods("store", new(Mask, Lot: "B"), "hel ändå")).OfType<CoverStateChanged>().Single().State);
        Assert.Equal(63.5, bench.Cover(Mask).DaysLow);
        bench.PassTo(new(2026, 3, 22), 12);
        Assert.Equal(
            [CoverState.Covered, CoverState.BelowMonth, CoverState.BelowMonth, CoverState.Covered],
            new[] { 14, 15, 19, 20 }.Select(d => bench.Closed(Mask, new(2026, 3, d)).State));
        Assert.Equal((200, 0), (bench.Closed(Mask, new(2026, 3, 15)).Blocked, bench.Closed(Mask, new(2026, 3, 20)).Blocked));
    }

    [Fact]
    public void Variants_are_looked_at_together_beside_their_own_cover()
    {
        // Masks: 20 / 4 = 5 days; the other make: 300 / 4 = 75 days. Together 320 / 8 = 40 days.
        bench.Said(new ImportCatalogue("a.csv", "ab", [MaskArticle with { Variants = "masks" }, MaskArticle with { Id = "mask-2", Name = "mask 2", Variants = "masks" }], false));
        Normal(Mask, 120);
        Receive(Mask, null, null, 20);
        Receive("mask-2", null, null, 300);

        // The other one has no baseline yet: what both need is not known.
        Assert.Null(Assert.Single(Variants()).Days);

        Normal("mask-2", 120);
        var together = Assert.Single(Variants());
        Assert.Equal([Mask, "mask-2"], together.Articles);
        Assert.Equal((40, 240, 320), (together.Days, together.Required, together.Usable));
        Assert.Equal((CoverState.BelowMonth, 5), (bench.Cover(Mask).State, bench.Cover(Mask).DaysLow));

        var indicators = CoverIndicators.Of([Figures(Mask), Figures("mask-2")], 30);
        Assert.Equal((1, 1, 1), (indicators.All.Covered, indicators.All.BelowMonth, indicators.CoveredByVariants));

        IReadOnlyList<VariantCover> Variants() => VariantCover.Of(bench.Site, bench.Projection, Cover.Of(bench.Site, bench.Projection, "store", bench.Today, bench.Now), bench.Today, bench.Now);
    }

    [Fact]
    public void Rare_demand_is_its_probability_times_its_size()
    {
        // Each tenth day 5 pieces: 0.1 * 5 = 0.5 a day. The smoothing of 90 days, which end nine days after a demand, draws it towards the last ones.
        var days = Enumerable.Range(1, 90).Select(i => new DayUse(Monday.AddDays(-i), i % 10 == 0 ? 5 : 0)).ToList();

        var measured = MeasuredConsumption.Of(days, Monday)!;

        Assert.Equal((ConsumptionMethod.Intermittent, 90, 9), (measured.Method, measured.ValidDays, measured.DemandDays));
        Assert.InRange(measured.PerDay, 0.4, 0.55);
        Assert.InRange(0.5, measured.Low, measured.High);

        // Nothing for three months is no endless cover either: with 95 % less than 3 in 90 days.
        var none = MeasuredConsumption.Of([.. days.Select(d => d with { Pieces = 0 })], Monday)!;
        Assert.Equal((0, 3 / 90.0), (none.PerDay, none.High));
    }

    private void Normal(string article, double perMonth) => bench.Said(new SetNormalConsumption([new("store", article, perMonth, "ordinationer 2025", Monday)]));

    private void Receive(string article, string? lot, DateOnly? expiry, int pieces) => bench.Said(new ReceiveGoods("store", new(article, Lot: lot, Expiry: expiry, Pieces: pieces)));

    private ArticleDay Figures(string article) =>
        DayClosing.SoFar(bench.Site, bench.Projection, Cover.Of(bench.Site, bench.Projection, "store", bench.Today, bench.Now), bench.Today, bench.Now).Single(a => a.Article == article);
}
