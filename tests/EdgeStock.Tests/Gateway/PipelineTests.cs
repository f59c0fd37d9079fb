using System.Net.Sockets;
using EdgeStock.Gateway;
using EdgeStock.Gateway.Intake;
using EdgeStock.Tests.Domain;
using EdgeStock.Tests.FirmwareHost;
using EdgeStock.Tests.Ledger;
using EdgeStock.Wire;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeStock.Tests.Gateway;

public sealed class PipelineTests : IDisposable
{
    private readonly LedgerBench files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task A_superseded_streams_leftovers_do_not_take_the_numbers_of_its_successor()
    {
        using var store = files.Open();
        var content = store.Load(files.Site);
        var board = new Board(new(files.Site, store.Head, content.Projection, new Dictionary<string, DateTimeOffset>(), [], IntakeCounters.None, TestSite.T0));
        using var pipeline = new Pipeline(new Turn(files.Site, content, store.Head), "", store, content, new DiskSpace(Path.GetDirectoryName(files.File)!), board, new OutboxMark(0), TimeProvider.System, NullLogger<Pipeline>.Instance);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var (older, newer) = (Stream(pipeline, socket), Stream(pipeline, socket));

        await pipeline.SubmitAsync(new HelloWork(older), CancellationToken.None);
        await pipeline.SubmitAsync(new SampleWork(older, Weight(1)), CancellationToken.None);
        await pipeline.SubmitAsync(new HelloWork(newer), CancellationToken.None);
        await pipeline.SubmitAsync(new SampleWork(older, Weight(2)), CancellationToken.None);
        await pipeline.SubmitAsync(new SampleWork(newer, Weight(2)), CancellationToken.None);
        await pipeline.SubmitAsync(new SampleWork(newer, Weight(3)), CancellationToken.None);
        await pipeline.StartAsync(CancellationToken.None);

        // Three are taken; had the leftover been taken, the successor's 2 would have been a repeat.
        await Eventually.True(() => board.Current.Counters.Taken == 3, "three samples");
        Assert.Empty(board.Current.Counters.Refused);
        await pipeline.StopAsync(CancellationToken.None);
        Assert.Equal(3UL, store.Load(files.Site).Intake["ward-3-hw"]);
    }

    private static HostStream Stream(Pipeline pipeline, Socket socket) => new(socket, pipeline, new Refusals(), TimeProvider.System, NullLogger.Instance) { Host = "ward-3-hw" };

    private static WeightLine Weight(ulong n) => new(1100) { N = n, At = TestSite.T0.AddSeconds(n), Device = "scale-1" };
}
