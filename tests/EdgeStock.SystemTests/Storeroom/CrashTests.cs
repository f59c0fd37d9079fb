using EdgeStock.Ledger;

namespace EdgeStock.SystemTests.Storeroom;

/// <summary>Processes die while people pick: a subscriber with a session that the broker keeps ends with exactly the ledger's events.</summary>
public sealed class CrashTests
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task A_gateway_killed_three_times_loses_no_event_and_ends_with_the_true_counts()
    {
        var moments = new Random(20261122);
        await using var rig = await StoreroomRig.StartAsync(new() { Seed = 11, WithKeeper = true });
        var listener = rig.Keeper;
        await rig.WaitAsync(() => listener.Distinct.Count(e => e.Kind == "stock.counted.v1") >= 24, "24 counted bins");

        for (var round = 1; round <= 3; round++)
        {
            var before = listener.Distinct.Count + moments.Next(1, 4);
            await rig.WaitAsync(() => listener.Distinct.Count >= before, "further events");
            await Task.Delay(moments.Next(0, 700));
            await rig.Gateway.KillAsync();

            // what people do meanwhile waits in the firmware-host
            var moves = rig.Truth.Moves.Count + moments.Next(1, 3);
            await rig.WaitAsync(() => rig.Truth.Moves.Count >= moves, "moves while the gateway is away");
            await rig.StartGatewayAsync();
        }

        await rig.WaitAsync(() => Caught(rig, listener), "events of moves after the last restart");
        var stopped = DateTimeOffset.UtcNow;
        await AssertEventsAsync(rig, listener);
        await AssertCountsAsync(rig, listener, stopped);

        // a subscriber that drops the ids it knows sees the ledger's order
        Assert.Equal(listener.Distinct.Select(e => e.Seq).Order(), listener.Distinct.Select(e => e.Seq));
    }

    [Fact]
    public async Task A_broker_that_is_stopped_and_started_again_loses_no_event()
    {
        await using var rig = await StoreroomRig.StartAsync(new() { Seed = 25, WithKeeper = true });
        var listener = rig.Keeper;
        await rig.WaitAsync(() => listener.Distinct.Count(e => e.Kind == "stock.counted.v1") >= 24, "24 counted bins");

        await rig.Broker.StopAsync();
        var moves = Moves(LedgerFile.Entries(rig.LedgerPath));
        await rig.WaitAsync(() => Moves(LedgerFile.Entries(rig.LedgerPath)) >= moves + 3, "moves of goods in the ledger while the broker is away");
        await rig.Broker.StartAgainAsync();

        var head = LedgerFile.Head(rig.LedgerPath).Seq;
        await rig.WaitAsync(() => listener.Distinct.Any(e => e.Seq > head), "events after the broker is back");
        await AssertEventsAsync(rig, listener);

        static int Moves(IEnumerable<LedgerEntry> entries) => entries.Count(e => e.Kind is "stock.taken.v1" or "stock.added.v1");
    }

    /// <summary>An event has come of something that people did since the gateway that runs now was started.</summary>
    private static bool Caught(StoreroomRig rig, Listener listener) =>
        listener.Distinct.Any(e => e.Kind is "stock.taken.v1" or "stock.added.v1" && e.Json.GetProperty("time").GetDateTimeOffset() > rig.GatewayReady.AddSeconds(1));

    /// <summary>Ends the gateway in order, and compares what the subscriber has with what the ledger holds.</summary>
    private static async Task AssertEventsAsync(StoreroomRig rig, Listener listener)
    {
        Assert.Equal(0, await rig.Gateway.StopAsync());
        var head = LedgerFile.Head(rig.LedgerPath).Seq;
        await rig.WaitAsync(() => listener.Distinct.Count >= head, $"all {head} events at the subscriber");
        CloudEventChecks.AssertSame(rig.LedgerPath, listener.Distinct);
    }

    private static async Task AssertCountsAsync(StoreroomRig rig, Listener listener, DateTimeOffset stopped)
    {
        // the simulator completes its truth when it ends
        Assert.Equal(0, await rig.Simulator.StopAsync());
        var truth = rig.Truth;
        var counts = LedgerFile.Counts(LedgerFile.Entries(rig.LedgerPath));

        // a bin in which somebody was a moment ago may not have come to rest
        var quiet = truth.Bins.Where(b => truth.IsQuiet(b, stopped - Quiet, DateTimeOffset.MaxValue)).ToList();
        var moved = quiet.Count(b => truth.Moves.Any(m => m.Bin == b));
        Assert.True(quiet.Count >= 8 && moved >= 2, $"{quiet.Count} quiet bins, something was moved in {moved} of them before: the comparison says nothing");
        Assert.Equal(quiet.ToDictionary(b => b, truth.Count), quiet.ToDictionary(b => b, b => counts[b]));

        var shown = listener.State("room/ward-storeroom/bin");
        Assert.Equal(counts, counts.Keys.ToDictionary(b => b, b => shown[b].Json.GetProperty("count").GetProperty("best").GetInt32()));
    }
}
