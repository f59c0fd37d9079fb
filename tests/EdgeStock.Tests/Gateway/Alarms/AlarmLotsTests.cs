using System.Text;
using EdgeStock.Domain;
using EdgeStock.Gateway.Intake;
using EdgeStock.Gateway.Operations;
using EdgeStock.Gateway.Publishing;
using EdgeStock.Ledger;
using EdgeStock.Tests.Domain.Alarms;
using EdgeStock.Tests.Domain.Excursions;

namespace EdgeStock.Tests.Gateway.Alarms;

/// <summary>What the broker, the page and the site file say of lots in an excursion.</summary>
public sealed class AlarmLotsTests
{
    private const string Site = "site: lund\ngateway: ward-3\ntimezone: UTC\nrooms: [{id: store, class: storeroom}]\nzones: []\ndevices: []\narticles: []\nbins: []\n";
    private static readonly Payloads Payloads = new(new LedgerIdentity("lund", "ward-3", 1_772_431_200));

    [Fact]
    public void The_message_of_an_alarm_tells_how_many_lots_it_reached_and_how_many_wait()
    {
        var bench = Warm();
        Assert.Null(bench.Decide(LotBench.Mask, "A", LotDecision.Release));

        Assert.Contains("\"causes\":[],\"level\":1,\"nextStep\":\"2026-03-02T06:30:00.000Z\",\"lots\":{\"number\":2,\"undecided\":1}", Message(bench), StringComparison.Ordinal);
        Assert.Null(bench.Decide(LotBench.Mask, "B", LotDecision.Release));
        bench.Cool();
        Assert.DoesNotContain("\"lots\"", Message(bench), StringComparison.Ordinal);
        Assert.Equal(Payloads.Topics.Event("sterile", "lot.decided.v1"), Payloads.Topics.Event("sterile", "excursion.lots.v1"));
    }

    [Fact]
    public void A_lot_that_waits_is_usable_in_quarantine_or_gone()
    {
        var bench = Warm();
        bench.Say(new QuarantineGoods("sterile", new(LotBench.Mask, Lot: "A"), "fuktig"));
        Assert.Equal([("A", "quarantined"), ("B", "usable")], States(bench));

        bench.Say(new WasteGoods("sterile", new(LotBench.Mask, Lot: "B", Expiry: LotBench.Expiry, Pieces: 4), WasteReason.Damaged));
        Assert.Equal([("A", "quarantined"), ("B", "gone")], States(bench));
    }

    [Fact]
    public void A_site_file_says_beyond_which_limits_lots_are_set_apart_and_a_wrong_word_is_refused_with_its_line()
    {
        Assert.Empty(SiteFile.Parse(Site).Site.Alarms.QuarantineOn);
        Assert.Equal([AlarmKind.LowLow, AlarmKind.HighHigh], SiteFile.Parse(Site + "alarms: {quarantine_on: [high-high, low-low]}\n").Site.Alarms.QuarantineOn);

        var e = Assert.Throws<SiteFileException>(() => SiteFile.Parse(Site + "alarms: {quarantine_on: [hot]}\n"));
        Assert.Contains("line 9", e.Message, StringComparison.Ordinal);
        Assert.Contains("'hot' must be one of low-low, low, high, high-high", e.Message, StringComparison.Ordinal);
    }

    private static LotBench Warm()
    {
        var bench = new LotBench();
        bench.Receive(LotBench.Mask, "A", 10);
        bench.Receive(LotBench.Mask, "B", 4);
        bench.Warm();
        return bench;
    }

    private static string Message(LotBench bench) => Encoding.UTF8.GetString(Payloads.Alarm(bench.Alarms.View(LotBench.High)).Payload.Span);

    private static IEnumerable<(string? Lot, string State)> States(LotBench bench) => UndecidedLot.Of(AlarmBench.Site(), bench.Projection, bench.Alarms.Now).Select(l => (l.Lot, l.State));
}
