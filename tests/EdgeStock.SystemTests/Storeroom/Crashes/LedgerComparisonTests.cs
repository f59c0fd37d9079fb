using EdgeStock.Domain;
using EdgeStock.Ledger;

namespace EdgeStock.SystemTests.Storeroom.Crashes;

/// <summary>The comparison must see what it is there for, and excuse nothing else than what it says.</summary>
public sealed class LedgerComparisonTests
{
    private static readonly DateTimeOffset T0 = new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero);
    private static readonly Epc Tag = Epc.From("3034257BF7194E4000001A85");
    private static readonly StockTaken Taking = new(At(10), "ward", "a-01", "saline", 2, 8, 8, 8, 1);
    private static readonly StockAdded Adding = new(At(20), "ward", "a-02", "gauze", 1, 9, 9, 9, 1);
    private static readonly TagDeparted Gone = new(At(5), "ward", "shelf", Tag, 0.95);
    private static readonly DateTimeOffset Late = At(500);

    [Fact]
    public void Ledgers_that_differ_in_their_recorded_times_and_in_the_place_of_a_departure_are_the_same() =>
        LedgerComparison.AssertSame(Ledger((Taking, 10), (Gone, 66), (Adding, 70)), Ledger((Taking, 14), (Adding, 71), (Gone, 72)), [], Late);

    [Fact]
    public void An_event_that_is_missing_doubled_changed_or_out_of_its_order_is_a_difference()
    {
        var whole = Ledger((Taking, 10), (Adding, 20));
        Differ(whole, Ledger((Taking, 10)));
        Differ(whole, Ledger((Adding, 20)));
        Differ(whole, Ledger((Taking, 10), (Taking, 11), (Adding, 20)));
        Differ(whole, Ledger((Adding, 20), (Taking, 20)));
        Differ(whole, Ledger((Taking with { Quantity = 3 }, 10), (Adding, 20)));
        Differ(whole, Ledger((Taking with { At = At(10.001) }, 10), (Adding, 20)));
        Differ(whole, Ledger((Taking, 10), (Adding with { Bin = "a-03" }, 20)));
        Differ(Ledger((Gone, 66)), Ledger((Gone, 66), (Gone, 67)));
        Differ(whole, Ledger((Taking, 10), (Adding, 20), (new DeviceStateChanged(At(50), "scale-01", DeviceState.Silent, null), 50)));
    }

    [Fact]
    public void A_departure_that_only_one_has_is_excused_while_the_other_ones_clock_may_not_have_told_it()
    {
        Absence[] away = [new(At(30), At(40))];
        var (has, misses) = (Ledger((Taking, 10), (Gone, 66)), Ledger((Taking, 10)));
        Differ(has, misses, end: At(75));
        Differ(misses, has, end: At(75));
        LedgerComparison.AssertSame(has, misses, [], At(70));
        LedgerComparison.AssertSame(has, misses, away, At(80));
        LedgerComparison.AssertSame(misses, has, away, At(80));
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => LedgerComparison.AssertSame(has, misses, away, At(90)));
    }

    [Fact]
    public void A_tag_that_came_back_in_time_may_have_left_to_one_gateway_alone()
    {
        var back = new TagArrived(At(68), "ward", "shelf", Tag, 0.95);
        var moved = new TagMoved(At(68), "ward", "shelf", "other", Tag, 0.9);
        var has = Ledger((Gone, 66), (back, 73), (Adding, 80));
        LedgerComparison.AssertSame(has, Ledger((Adding, 80)), [], Late);
        LedgerComparison.AssertSame(has, Ledger((moved, 73), (Adding, 80)), [], Late);
        Differ(has, Ledger((moved with { At = At(69) }, 73), (Adding, 80)));
        Differ(Ledger((Gone, 66), (back with { At = At(100) }, 105)), Ledger());
    }

    private static void Differ(IReadOnlyList<LedgerEntry> a, IReadOnlyList<LedgerEntry> b, DateTimeOffset? end = null) =>
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => LedgerComparison.AssertSame(a, b, [], end ?? Late));

    private static DateTimeOffset At(double seconds) => T0.AddSeconds(seconds);

    private static List<LedgerEntry> Ledger(params (StoreroomEvent Event, double Recorded)[] events)
    {
        var entries = new List<LedgerEntry>();
        var head = new ChainHead(0, new byte[32]);
        foreach (var (e, recorded) in events)
        {
            entries.Add(Chain.Next(head, EventCodec.NameOf(e), EventCodec.RoomOf(e), EventCodec.SubjectOf(e), e.At, At(recorded), EventCodec.Encode(e)));
            head = new(entries[^1].Seq, entries[^1].Hash);
        }

        return entries;
    }
}
