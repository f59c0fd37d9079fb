using EdgeStock.Domain;
using static EdgeStock.Tests.Domain.Excursions.LotBench;

namespace EdgeStock.Tests.Domain.Excursions;

/// <summary>What a pharmacist decides of a lot, and what that means for the stock in the same moment.</summary>
public sealed class LotDecisionTests
{
    private const string Mark = "excursion north-temperature-high of 2026-03-02T06:00:00Z: ";

    [Fact]
    public void A_quarantine_takes_the_lot_out_of_usable_stock_at_once_and_a_release_brings_it_back()
    {
        var bench = Warm();
        Assert.Null(bench.Decide(Mask, "A", LotDecision.Quarantine, reason: "frågar tillverkaren"));

        Assert.Equal(Mark + "frågar tillverkaren", bench.Quarantine(Mask, "A"));
        Assert.Equal([4], Usable(bench));
        Assert.Equal(new LotVerdict(LotDecision.Quarantine, "frågar tillverkaren", "p-1", bench.Alarms.Now), bench.Excursion.Lots.Single(l => l.Lot == "A").Verdict);
        Assert.Equal(new AlarmLots(2, 1), bench.Projection.Alarms[High].Lots);

        Assert.Null(bench.Decide(Mask, "A", LotDecision.Release, reason: "tillverkaren godkänner"));
        Assert.Null(bench.Quarantine(Mask, "A"));
        Assert.Equal([10, 4], Usable(bench));
        Assert.Equal([LotDecision.Quarantine, LotDecision.Release], bench.Alarms.Told.OfType<LotDecided>().Select(d => d.Decision));
    }

    [Fact]
    public void What_is_to_be_discarded_waits_in_quarantine_until_waste_books_it_out()
    {
        var bench = Warm();
        Assert.Null(bench.Decide(Mask, "A", LotDecision.Discard, reason: "för varmt"));
        Assert.Equal(Mark + "throw away: för varmt", bench.Quarantine(Mask, "A"));

        bench.Say(new WasteGoods("sterile", new(Mask, Lot: "A", Expiry: Expiry, Pieces: 10), WasteReason.Climate));
        Assert.Equal(["B"], bench.Projection.Book.Holding("sterile", Mask).Lots.Select(l => l.Lot));
    }

    [Fact]
    public void A_release_does_not_end_a_quarantine_that_has_another_reason()
    {
        var bench = Warm();
        bench.Say(new QuarantineGoods("sterile", new(Mask, Lot: "A"), "fuktig kartong"));
        Assert.Null(bench.Decide(Mask, "A", LotDecision.Release));

        Assert.Equal("fuktig kartong", bench.Quarantine(Mask, "A"));
    }

    [Fact]
    public void What_the_site_file_says_is_in_quarantine_until_somebody_has_decided()
    {
        var bench = Warm(AlarmKind.High);
        Assert.Equal(Mark + "until somebody has decided", bench.Quarantine(Mask, "A"));
        Assert.Equal(["gateway", "gateway"], bench.Alarms.Told.OfType<LotQuarantined>().Select(q => q.By));
        bench.Receive(Mask, "C", 2);
        Assert.Empty(Usable(bench));

        Assert.Null(bench.Decide(Mask, "C", LotDecision.Release));
        Assert.Equal([2], Usable(bench));
        Assert.Null(Warm(AlarmKind.HighHigh).Quarantine(Mask, "A"));
    }

    [Fact]
    public void A_lot_of_two_excursions_is_free_when_both_have_released_it()
    {
        var bench = Warm(AlarmKind.High);
        bench.Cool();
        bench.Warm();
        var onsets = bench.Projection.Excursions.Values.Select(v => v.Onset).ToList();
        Assert.Equal(2, onsets.Count);

        Assert.Null(bench.Alarms.Say(new DecideLot(new(Mask, Lot: "A"), LotDecision.Release, "kort", High, null, onsets[0])));
        Assert.StartsWith("excursion north-temperature-high of 2026-03-02T06:32:00Z: ", bench.Quarantine(Mask, "A"), StringComparison.Ordinal);
        Assert.Null(bench.Decide(Mask, "A", LotDecision.Release));
        Assert.Null(bench.Quarantine(Mask, "A"));
    }

    [Fact]
    public void Without_an_alarm_every_open_excursion_of_the_lot_is_decided()
    {
        var bench = Warm();
        bench.Cool();
        bench.Warm();
        Assert.Null(bench.Decide(Mask, "A", LotDecision.Quarantine, alarm: null));

        Assert.Equal(2, bench.Alarms.Told.OfType<LotDecided>().Count());
        Assert.Single(bench.Alarms.Told.OfType<LotQuarantined>());
    }

    [Fact]
    public void A_decision_reaches_the_pieces_that_were_carried_to_another_storeroom()
    {
        var bench = Warm();
        bench.Say(new TransferGoods("sterile", "store", new(Mask, Lot: "A", Expiry: Expiry, Pieces: 6)));
        bench.Cool();
        Assert.Equal(["sterile", "store"], bench.Excursion.Lots.Single(l => l.Lot == "A").Rooms);
        Assert.Null(bench.Decide(Mask, "A", LotDecision.Quarantine));

        Assert.NotNull(bench.Quarantine(Mask, "A"));
        Assert.NotNull(bench.Quarantine(Mask, "A", "store"));
    }

    [Fact]
    public void Pieces_that_nobody_booked_in_are_set_apart_too()
    {
        var site = TestSite.Make();
        var projection = Projection.Empty(site).Apply(site, 1, new StockCounted(TestSite.T0, "store", TestSite.Glove, "glove", 7, 7, 7, 1));
        Assert.Equal(7, StockOnHand.Of(site, projection, "store", "glove", new(2026, 3, 2), TestSite.T0).Usable.Sum(l => l.Best));

        projection = projection.Apply(site, 2, new LotQuarantined(TestSite.T0, "store", "glove", null, null, "varmt", "p-1"));

        var stock = StockOnHand.Of(site, projection, "store", "glove", new(2026, 3, 2), TestSite.T0);
        Assert.Equal((0, 7), (stock.Usable.Sum(l => l.Best), stock.Quarantined));
    }

    [Theory]
    [InlineData("mask", "X", High, LotDecision.Release, "lot X of 'mask' was not in the excursion 'north-temperature-high' of 2026-03-02T06:00:00Z: of that article are lot A to be used by 2027-12-31, lot B to be used by 2027-12-31")]
    [InlineData("gown", "A", High, LotDecision.Release, "nothing of 'gown' was in the excursion")]
    [InlineData("mask", "A", "north-no-data", LotDecision.Release, "no excursion of alarm 'north-no-data' that reached lots is known: see 'edgestock lots undecided'")]
    [InlineData("mask", null, High, LotDecision.Release, "several lots of 'mask' are meant by that: name one of")]
    [InlineData("nothing", "A", High, LotDecision.Release, "'nothing' is neither in the catalogue")]
    public void What_cannot_be_decided_is_refused_with_the_next_step(string article, string? lot, string alarm, LotDecision decision, string says)
    {
        var bench = Warm();
        Assert.Contains(says, bench.Decide(article, lot, decision, alarm), StringComparison.Ordinal);
        Assert.Empty(bench.Alarms.Told.OfType<LotDecided>());
    }

    [Fact]
    public void The_same_decision_twice_is_refused_and_says_how_to_change_it()
    {
        var bench = Warm();
        Assert.Null(bench.Decide(Mask, "A", LotDecision.Release, reason: "kort"));

        Assert.Contains("was decided at 2026-03-02T06:20:00Z by p-1 after 'north-temperature-high': release (kort); to change that, name --alarm north-temperature-high and another decision", bench.Decide(Mask, "A", LotDecision.Release), StringComparison.Ordinal);
        Assert.NotNull(bench.Decide(Mask, "A", LotDecision.Discard, alarm: null));
        Assert.Contains("the reason is missing", bench.Decide(Mask, "A", LotDecision.Discard, reason: " "), StringComparison.Ordinal);
        Assert.Null(bench.Decide(Mask, "A", LotDecision.Discard));
    }

    private static LotBench Warm(params AlarmKind[] quarantineOn)
    {
        var bench = new LotBench(quarantineOn);
        bench.Receive(Mask, "A", 10);
        bench.Receive(Mask, "B", 4);
        bench.Warm();
        return bench;
    }

    private static IEnumerable<double> Usable(LotBench bench) =>
        StockOnHand.Of(Alarms.AlarmBench.Site(), bench.Projection, "sterile", Mask, new(2026, 3, 2), bench.Alarms.Now).Usable.Where(l => l.Best > 0).Select(l => l.Best);
}
