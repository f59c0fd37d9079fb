using EdgeStock.Benchmarks.Ward;
using EdgeStock.Gateway;
using EdgeStock.Gateway.Intake;
using EdgeStock.Gateway.Publishing;
using EdgeStock.Ledger;
using EdgeStock.Mqtt;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeStock.Benchmarks.Measures;

/// <summary>The gateway's parts in this process, wired as the run command does it: sample socket, one writer, publisher. It begins with every bin counted and every tag on its shelf.</summary>
internal sealed class LiveGateway : IAsyncDisposable
{
    private readonly LedgerStore ledger;
    private readonly Publisher publisher;
    private readonly Pipeline pipeline;
    private readonly HostListener listener;
    private readonly OutboxMark outbox;

    private LiveGateway(string folder, BrokerOptions broker, CancellationToken stop)
    {
        var time = TimeProvider.System;
        var site = BenchWard.Site;
        var file = Path.Combine(folder, "live.db");
        History.Write(file, 0, time.GetUtcNow(), stop);
        ledger = LedgerStore.Open(file, site.Id, site.Gateway, 1);
        var content = ledger.Load(site);
        Board = new(new(site, ledger.Head, content.Projection, new Dictionary<string, DateTimeOffset>(), content.LatestMinutes, IntakeCounters.None, time.GetUtcNow()));
        outbox = new(content.OutboxSeq);
        publisher = new(ledger, Board, outbox, broker, time, NullLogger<Publisher>.Instance);
        pipeline = new(new Turn(site, content, ledger.Head), BenchWard.Text, ledger, content, new DiskSpace(folder), Board, outbox, time, NullLogger<Pipeline>.Instance);
        Samples = Path.Combine(folder, "samples.sock");
        listener = new(Samples, pipeline, new Refusals(), time, NullLogger<HostListener>.Instance);
    }

    /// <summary>Socket for samples.</summary>
    public string Samples { get; }

    public Board Board { get; }

    /// <summary>Every committed entry is acknowledged by the broker.</summary>
    public bool IsDelivered => outbox.Seq == Board.Current.Head.Seq;

    public static async Task<LiveGateway> StartAsync(string folder, BrokerOptions broker, CancellationToken stop)
    {
        var live = new LiveGateway(folder, broker, stop);
        await live.publisher.StartAsync(CancellationToken.None);
        await live.pipeline.StartAsync(CancellationToken.None);
        await live.listener.StartAsync(CancellationToken.None);
        await live.listener.Listening;
        return live;
    }

    /// <summary>Lets time pass for everything, as happens once a second.</summary>
    public ValueTask TickAsync() => pipeline.SubmitAsync(new TickWork(), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await listener.StopAsync(CancellationToken.None);
        await pipeline.StopAsync(CancellationToken.None);
        await publisher.StopAsync(CancellationToken.None);
        listener.Dispose();
        pipeline.Dispose();
        publisher.Dispose();
        ledger.Dispose();
    }
}
