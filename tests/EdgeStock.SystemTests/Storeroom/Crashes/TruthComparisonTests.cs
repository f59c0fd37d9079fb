using EdgeStock.Domain;
using EdgeStock.Ledger;
using EdgeStock.Wire;

namespace EdgeStock.SystemTests.Storeroom.Crashes;

/// <summary>The comparison must see every move that is missing, doubled or wrong, and join moves only where nobody could tell them apart.</summary>
public sealed class TruthComparisonTests : IDisposable
{
    private static readonly DateTimeOffset T0 = new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero);
    private static readonly StockCounted Counted = new(At(2), "ward", "a-01", "saline", 10, 10, 10, 1);
    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Fact]
    public void Each_move_has_its_event()
    {
        var truth = Truth((10, -2), (20, 1));
        Assert.Equal(0, Compare(truth, [Counted, Taken(11, 2, 8), Added(21, 1, 9)]));
        Differ(truth, [Counted, Taken(11, 2, 8)]);
        Differ(truth, [Counted, Added(21, 1, 9)]);
        Differ(truth, [Counted, Taken(11, 2, 8), Taken(12, 2, 6), Added(21, 1, 7)]);
        Differ(truth, [Counted, Taken(11, 3, 7), Added(21, 1, 8)]);
        Differ(truth, [Counted, Taken(11, 2, 7), Added(21, 1, 8)]);
        Differ(truth, [Counted with { Count = 11 }, Taken(11, 2, 9), Added(21, 1, 10)]);
        Differ(truth, [Counted, Taken(9, 2, 8), Added(21, 1, 9)]);
        Differ(truth, [Counted, Taken(16, 2, 8), Added(21, 1, 9)]);
        Differ(truth, [Counted, Counted with { At = At(30), Count = 9 }]);
    }

    [Fact]
    public void Moves_are_one_event_only_where_the_scale_was_not_heard_at_rest_between_them()
    {
        Assert.Equal(2, Compare(Truth((10, -2), (13, -1)), [Counted, Taken(14, 3, 7)]));
        Differ(Truth((10, -2), (13.4, -1)), [Counted, Taken(14, 3, 7)]);

        // two weights at rest after it, one too few
        var away = new Absence(At(11.1), At(15.3));
        var truth = Truth((10, -2), (16, -1));
        Differ(truth, [Counted, Taken(17, 3, 7)]);
        Assert.Equal(2, Compare(truth, [Counted, Taken(17, 3, 7)], away));
        Assert.Equal(0, Compare(truth, [Counted, Taken(10.8, 2, 8), Taken(17, 1, 7)], away));
        Differ(Truth((10, -2), (18, -1)), [Counted, Taken(19, 3, 7)], away);
    }

    [Fact]
    public void A_move_that_was_not_heard_is_told_when_the_host_is_back()
    {
        var away = new Absence(At(10.5), At(20));
        var truth = Truth((10, -2));
        Assert.Equal(0, Compare(truth, [Counted, Taken(23, 2, 8)], away));
        Differ(truth, [Counted, Taken(25, 2, 8)], away);
        Differ(truth, [Counted], away);
    }

    [Fact]
    public void Goods_that_came_back_while_nobody_could_hear_it_leave_no_event()
    {
        var away = new Absence(At(9), At(20));
        Assert.Equal(0, Compare(Truth((10, -2), (15, 2)), [Counted], away));
        Assert.Equal(0, Compare(Truth((10, -2), (15, 2), (40, -1)), [Counted, Taken(41, 1, 9)], away));
        Differ(Truth((10, -2), (15, 2)), [Counted]);
        Differ(Truth((10, -2), (15, 2), (40, -1)), [Counted, Taken(41, 1, 9)]);
    }

    [Fact]
    public void A_scale_that_was_silent_though_the_host_was_there_is_a_hole() =>
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => TruthComparison.AssertSame(Entries([Counted]), Truth(), _ => Heard(new(At(30), At(36))), [new(At(40), At(41))]));

    private static int Compare(Truth truth, StoreroomEvent[] events, Absence? away = null) =>
        TruthComparison.AssertSame(Entries(events), truth, _ => Heard(away), away is null ? [] : [away]);

    private static void Differ(Truth truth, StoreroomEvent[] events, Absence? away = null) =>
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Compare(truth, events, away));

    private static List<LedgerEntry> Entries(StoreroomEvent[] events) =>
        [.. events.Select(e => Chain.Next(new(0, new byte[32]), EventCodec.NameOf(e), "ward", EventCodec.SubjectOf(e), e.At, e.At, EventCodec.Encode(e)))];

    /// <summary>Ten weights a second for a minute, but for one absence.</summary>
    private static List<DateTimeOffset> Heard(Absence? away) =>
        [.. Enumerable.Range(0, 600).Select(i => At(i / 10.0)).Where(at => away is null || at < away.From || at >= away.To)];

    private static StockTaken Taken(double at, int quantity, int count) => new(At(at), "ward", "a-01", "saline", quantity, count, count, count, 1);

    private static StockAdded Added(double at, int quantity, int count) => new(At(at), "ward", "a-01", "saline", quantity, count, count, count, 1);

    private static DateTimeOffset At(double seconds) => T0.AddSeconds(seconds);

    private Truth Truth(params (double At, int Delta)[] moves)
    {
        File.WriteAllLines(path,
        [
            """{"type":"count","bin":"a-01","count":10}""",
            .. moves.Select(m => $$"""{"type":"move","at":"{{LineCodec.Format(At(m.At))}}","bin":"a-01","delta":{{m.Delta}}}"""),
        ]);
        return new(path);
    }
}
