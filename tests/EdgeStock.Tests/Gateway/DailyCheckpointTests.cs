using System.Net.Sockets;
using EdgeStock.Gateway;
using EdgeStock.Gateway.Intake;
using EdgeStock.Ledger;
using EdgeStock.Ledger.Proof;
using EdgeStock.Tests.Domain;
using EdgeStock.Tests.FirmwareHost;
using EdgeStock.Tests.Ledger;
using EdgeStock.Tests.Proof;
using EdgeStock.Wire;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeStock.Tests.Gateway;

public sealed class DailyCheckpointTests : IDisposable
{
    private readonly ProofBench bench = new();
    private readonly ManualClock time = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task The_writer_signs_the_first_day_when_it_is_asked_and_when_it_stops()
    {
        using var store = bench.Ledger.Open();
        store.Keep(bench.Key.Public, TestSite.T0);
        var content = store.Load(bench.Ledger.Site);
        var turn = new Turn(bench.Ledger.Site, content, store.Head);
        var board = new Board(new(bench.Ledger.Site, store.Head, content.Projection, new Dictionary<string, DateTimeOffset>(), [], IntakeCounters.None, TestSite.T0));
        using var pipeline = new Pipeline(turn, "", store, content, new DiskSpace(Path.GetDirectoryName(store.Path)!), board, new OutboxMark(0), time, NullLogger<Pipeline>.Instance, Daily(store));
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var stream = new HostStream(socket, pipeline, new Refusals(), time, NullLogger.Instance) { Host = "ward-3-hw" };
        await pipeline.SubmitAsync(new HelloWork(stream), CancellationToken.None);
        await pipeline.StartAsync(CancellationToken.None);

        await SayAsync(1, "down");
        await Eventually.True(() => board.Current.Checkpoint?.Seq == 1, "the first checkpoint on the board");
        await SayAsync(2, "up");
        var asked = new TaskCompletionSource<Checkpoint>();
        await pipeline.SubmitAsync(new CheckpointWork(asked), CancellationToken.None);
        Assert.Equal(2, (await asked.Task.WaitAsync(Eventually.Deadline)).Seq);
        await SayAsync(3, "down");
        await Eventually.True(() => store.Head.Seq == 3, "a third entry");
        await pipeline.StopAsync(CancellationToken.None);

        Assert.Equal((3, 3), (store.LastCheckpoint!.Seq, board.Current.Checkpoint!.Seq));
        Assert.True(bench.Verify(bench.Key.Id).Holds);
        Assert.Equal(3, bench.Verify().Checkpoints);

        async Task SayAsync(ulong n, string state) => await pipeline.SubmitAsync(
            new SampleWork(stream, new DeviceLine(state) { N = n, At = TestSite.T0.AddSeconds(n), Device = "scale-1" }), CancellationToken.None);
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_written_is_tried_again_each_minute_and_nothing_else_waits()
    {
        using var store = bench.Ledger.Open();
        store.Commit(bench.Ledger.Turn(store, LedgerBench.Taking(1)));
        var daily = Daily(store);
        bench.Ledger.Tamper("ALTER TABLE checkpoint RENAME TO away");

        daily.Pass(time.GetUtcNow());
        var asked = new TaskCompletionSource<Checkpoint>();
        daily.Answer(time.GetUtcNow(), asked);
        Assert.Contains("disk is full", Assert.Throws<AggregateException>(() => asked.Task.Wait()).InnerException!.Message, StringComparison.Ordinal);

        bench.Ledger.Tamper("ALTER TABLE away RENAME TO checkpoint");
        time.Advance(TimeSpan.FromSeconds(59));
        daily.Pass(time.GetUtcNow());
        Assert.Null(daily.Latest);
        time.Advance(TimeSpan.FromSeconds(1));
        daily.Pass(time.GetUtcNow());
        Assert.Equal(1, daily.Latest!.Seq);
    }

    private DailyCheckpoint Daily(LedgerStore store) => new(new CheckpointWriter(store, bench.Key), time, NullLogger<DailyCheckpoint>.Instance);
}
