using System.Text.Json;
using EdgeStock.Domain;
using EdgeStock.Gateway.Operations;
using EdgeStock.Ledger;

namespace EdgeStock.Tests.Gateway;

/// <summary>Sentences for somebody who stands in a storeroom.</summary>
public sealed class EntryWordsTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly June = new(2026, 6, 30);
    private static readonly Epc Tag = Epc.From("3074257BF7194E4000001A85");
    private readonly EntryWords words = new(new Dictionary<string, string> { ["mask"] = "Munskydd IIR" });

    public static TheoryData<StoreroomEvent, string> Sentences => new()
    {
        { new LotReceived(At, "store", "mask", "A7", June, 100, null, 2, null, null, [], GoodsSource.Scan, "p-1"), "store: 100 pieces of Munskydd IIR, lot A7 (use by 2026-06-30) came in in 2 packages" },
        { new LotReceived(At, "store", "mask", null, null, 1, null, 1, null, null, [], GoodsSource.Hand, "p-1"), "store: 1 piece of Munskydd IIR, no lot and no date known came in" },
        { new CaseOpened(At, "store", "mask", "A7", June, 50, Tag, "p-1"), "store: a case of Munskydd IIR is opened; its 50 pieces stand for themselves now" },
        { new LotReturned(At, "store", "mask", "A7", null, 2, "inställd operation", "p-1"), "store: 2 pieces of Munskydd IIR, lot A7 came back unused: inställd operation" },
        { new LotWasted(At, "store", "mask", null, June, 3, WasteReason.Damaged, null, "p-1"), "store: 3 pieces of Munskydd IIR, use by 2026-06-30 thrown away: damaged" },
        { new LotWasted(At, "store", "mask", "A7", June, 3, WasteReason.Other, "översvämning", "p-1"), "store: 3 pieces of Munskydd IIR, lot A7 (use by 2026-06-30) thrown away: other, översvämning" },
        { new LotSent(At, "store", "mask", "A7", June, 4, "sterile", "p-1"), "store: 4 pieces of Munskydd IIR, lot A7 (use by 2026-06-30) sent to sterile" },
        { new LotArrived(At, "sterile", "mask", "A7", June, 4, "store", "p-1"), "sterile: 4 pieces of Munskydd IIR, lot A7 (use by 2026-06-30) came from store" },
        { new StockTakeMade(At, "store", "mask", "A7", June, null, false, 140, 145, "p-1"), "store: counted 140 pieces of Munskydd IIR, lot A7 (use by 2026-06-30), 145 booked: 5 fewer" },
        { new StockTakeMade(At, "store", "mask", null, null, "a-01", false, 7, 5, "p-1"), "store: counted 7 pieces of Munskydd IIR in bin a-01, 5 booked: 2 more" },
        { new StockTakeMade(At, "store", "mask", null, null, null, true, 5, 5, "p-1"), "store: counted 5 pieces of Munskydd IIR, 5 booked: no difference" },
        { new LotQuarantined(At, "store", "mask", "A7", June, "fuktig", "p-1"), "store: lot A7 (use by 2026-06-30) of Munskydd IIR must not be used until it is released: fuktig" },
        { new LotReleased(At, "store", "mask", "A7", June, "bedömd", "p-1"), "store: lot A7 (use by 2026-06-30) of Munskydd IIR may be used again: bedömd" },
        { new LotDecided(At, "store", "mask", "A7", June, "north-temperature-high", At, LotDecision.Release, "kort", "p-1"), "store: lot A7 (use by 2026-06-30) of Munskydd IIR, after north-temperature-high: it may be used: kort" },
        { new LotDecided(At, "store", "mask", "A7", June, "north-temperature-high", At, LotDecision.Discard, "varmt", "p-1"), "store: lot A7 (use by 2026-06-30) of Munskydd IIR, after north-temperature-high: it must not be used any more, throw it away ('edgestock waste'): varmt" },
        { new LotAcclimatising(At, "store", "mask", "A7", June, At.AddSeconds(1945), 5, 60, 1, 22, 50, 11.0946, "p-1"), "store: lot A7 (use by 2026-06-30) of Munskydd IIR: do not open before 2026-03-02 06:33 UTC (pack 5 °C, room 22 °C, dew point 11.1 °C)" },
        { new LotAcclimatised(At, "store", "mask", "A7", June, At, 11), "store: lot A7 (use by 2026-06-30) of Munskydd IIR may be opened now" },
        { new ExcursionLots(At, "store", "north-temperature-high", At, [new("mask", "A7", June, 3)]), "ALARM store: north-temperature-high reached 1 lot: see 'edgestock lots undecided'" },
        { new ExcursionEnded(At, "store", "north-temperature-high", At, 26, 60, []), "store: north-temperature-high is over" },
        { new LotExpired(At, "store", "mask", "A7", June, 9), "WARNING store: 9 pieces of Munskydd IIR, lot A7 (use by 2026-06-30): too old, throw it away" },
        { new FefoBroken(At, "store", "mask", "B", June, "A", June.AddDays(-3), null), "WARNING store: lot B (use by 2026-06-30) of Munskydd IIR went before lot A, which is to be used by 2026-06-27: take first what expires first" },
        { new FefoBroken(At, "store", "mask", "B", June, null, June.AddDays(-3), null), "WARNING store: lot B (use by 2026-06-30) of Munskydd IIR went before what is to be used by 2026-06-27: take first what expires first" },
        { new RecallIssued(At, "recall-7", "mask", null, "otät", "FSN-7", "p-1"), "recall-7: every lot of Munskydd IIR is recalled and counts in no storeroom any more: otät (FSN-7)" },
        { new RecallIssued(At, "recall-7", "mask", "A", "otät", null, "p-1"), "recall-7: lot A of Munskydd IIR is recalled and counts in no storeroom any more: otät" },
        { new RecallEnded(At, "recall-7", "fel lot", "p-1"), "recall-7 is over: fel lot" },
        { new HygieneAlarmChanged(At, "sterile", "shelf-s", Tag, Packaging.Case, "mask", true), "ALARM sterile: a transport package of Munskydd IIR stands in zone shelf-s of a sterile storeroom: unpack it outside" },
        { new HygieneAlarmChanged(At, "sterile", "shelf-s", Tag, Packaging.Logistic, null, false), "sterile: the transport package is out of zone shelf-s" },
        { new CoverStateChanged(At, "store", "mask", CoverState.BelowMonth, CoverState.Covered, 12.54, 1, 12, 30, new(2026, 3, 14)), "WARNING store: Munskydd IIR is covered for 12.5 days, less than a month; without a delivery it runs out on 2026-03-14" },
        { new CoverStateChanged(At, "store", "mask", CoverState.Covered, CoverState.BelowMonth, 31, 1, 31, 30, null), "store: Munskydd IIR is covered for 31 days, a month or more" },
        { new CoverStateChanged(At, "store", "mask", CoverState.Out, CoverState.Covered, 0, 1, 0, 30, null), "WARNING store: Munskydd IIR has nothing left that can be used" },
        { new CoverStateChanged(At, "store", "mask", CoverState.Unknown, CoverState.Covered, 3, 1, 3, 30, null), "WARNING store: Munskydd IIR has surely less than a month's need, and stock that cannot be seen now" },
        { new StockCounted(At, "store", "a-01", "glove", 24, 24, 24, 1), "store: bin a-01 of glove holds 24 pieces now" },
    };

    [Theory]
    [MemberData(nameof(Sentences))]
    public void An_entry_is_said_in_a_sentence(StoreroomEvent e, string sentence) => Assert.Equal($"{sentence} (entry 12)", words.Of(Entry(e)));

    [Fact]
    public void Every_event_that_goods_bring_about_has_a_sentence() =>
        Assert.Empty(typeof(LotEvent).Assembly.GetTypes().Where(t => t is { IsAbstract: false } && t.IsSubclassOf(typeof(LotEvent))).Except(Sentences.Select(row => row.Data.Item1.GetType())));

    [Fact]
    public void An_entry_of_a_newer_release_is_named_by_its_kind() =>
        Assert.Equal("lot.blessed.v1 of store/mask (entry 3)", words.Of(new InstructEntry(3, "lot.blessed.v1", "store/mask", JsonDocument.Parse("{}").RootElement)));

    private static InstructEntry Entry(StoreroomEvent e) => new(12, EventCodec.NameOf(e), EventCodec.SubjectOf(e), JsonDocument.Parse(EventCodec.Encode(e)).RootElement);
}
