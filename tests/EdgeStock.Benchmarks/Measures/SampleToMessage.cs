using System.Diagnostics;
using System.Text;
using EdgeStock.Benchmarks.Report;
using EdgeStock.Benchmarks.Ward;
using EdgeStock.Ledger;
using EdgeStock.Mqtt;
using EdgeStock.SystemTests.Broker;

namespace EdgeStock.Benchmarks.Measures;

/// <summary>
/// From a sample on the gateway's socket to its event at a subscriber. Only the weight that settles a level is timed, so the estimator's own
/// wait is left out. Three kinds take turns: an event after a quiet second, in which every bin was weighed and time passed for every tag; an
/// event soon after that one, so that little else waits for its commit; and the floor.
/// </summary>
internal sealed class SampleToMessage
{
    private const string FloorTopic = "bench/floor";
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly Traffic traffic = new(DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()));
    private readonly LiveGateway gateway;
    private readonly SampleSender sender;
    private readonly MosquittoLink subscriber;
    private readonly MosquittoLink publisher;
    private readonly BareLedger bare;
    private readonly LedgerEntry[] row;
    private MqttMessage? like;

    private SampleToMessage(LiveGateway gateway, SampleSender sender, MosquittoLink subscriber, MosquittoLink publisher, BareLedger bare)
    {
        (this.gateway, this.sender, this.subscriber, this.publisher, this.bare) = (gateway, sender, subscriber, publisher, bare);
        row = [new(0, "stock.taken.v1", "storeroom", "storeroom/bin-001", traffic.Now, traffic.Now, new byte[200], new byte[32])];
        traffic.Next = sender.Next;
    }

    public static async Task<Section> RunAsync(BenchOptions options, CancellationToken stop)
    {
        var folder = Directory.CreateDirectory(Path.Combine(options.Folder, "latency")).FullName;
        await using var broker = await Brokers.StartAsync();
        await using var subscriber = await MosquittoLink.ConnectAsync(broker.Client("bench-subscriber"), null, TimeProvider.System, CancellationToken.None);
        await subscriber.SubscribeAsync("edgestock/1/+/+/room/+/event/stock", 1, RetainHandling.DoNotSend, CancellationToken.None);
        await subscriber.SubscribeAsync(FloorTopic, 1, RetainHandling.DoNotSend, CancellationToken.None);
        await using var publisher = await MosquittoLink.ConnectAsync(broker.Client("bench-floor"), null, TimeProvider.System, CancellationToken.None);
        using var bare = new BareLedger(Path.Combine(folder, "bare.db"));
        await using var gateway = await LiveGateway.StartAsync(folder, broker.Client("bench-gateway"), stop);
        await using var sender = await SampleSender.ConnectAsync(gateway.Samples);

        var bench = new SampleToMessage(gateway, sender, subscriber, publisher, bare);
        await bench.WeighAllAsync();
        var rounds = new List<Round>();
        for (var i = -1; i < options.Rounds; i++)
        {
            rounds.Add(await bench.RoundAsync(options.Count(300, 30), stop));
        }

        return Report(rounds[1..]);
    }

    private static Section Report(List<Round> rounds)
    {
        var limit = new Target(3, AtMost: true, OnRatio: true);
        return new(
            "latency",
            "2  Sample to message at a subscriber",
            "one row committed to bare SQLite (WAL, FULL), the same message over a MosquittoLink, the same broker and subscriber",
            [
                Against("soon after another event, p50", "ms", r => r.Soon, s => s.Arrived, 0.5),
                Against("soon after another event, p99", "ms", r => r.Soon, s => s.Arrived, 0.99, limit),
                Against("after a quiet second, p50", "ms", r => r.Quiet, s => s.Arrived, 0.5),
                Against("after a quiet second, p99", "ms", r => r.Quiet, s => s.Arrived, 0.99, limit),
                Against("of it until committed, soon, p50", "ms", r => r.Soon, s => s.Committed, 0.5),
                Against("of it until committed, quiet, p50", "ms", r => r.Quiet, s => s.Committed, 0.5),
                Against("written for it, soon, p50", "KB", r => r.Soon, s => s.Written, 0.5),
                Against("written for it, quiet, p50", "KB", r => r.Quiet, s => s.Written, 0.5),
            ],
            [
                $"{rounds.Count} rounds of {rounds[0].Soon.Count} samples of each kind in turn; begins before the sample is written to the gateway's socket",
                $"worst of all: soon {Figures.Text(rounds.Max(r => r.Soon.Max(s => s.Arrived)))} ms, quiet {Figures.Text(rounds.Max(r => r.Quiet.Max(s => s.Arrived)))} ms, floor {Figures.Text(rounds.Max(r => r.Floor.Max(s => s.Arrived)))} ms",
                "written: bytes given to the kernel by write calls of this process (ledger, its log, its checkpoints), without sockets",
            ]);

        Measure Against(string what, string unit, Func<Round, List<Sample>> kind, Func<Sample, double> figure, double share, Target? target = null) => Measure.Against(
            what, unit, [.. rounds.Select(r => Spread.Percentile(kind(r).Select(figure), share))], [.. rounds.Select(r => Spread.Percentile(r.Floor.Select(figure), share))], target);
    }

    /// <summary>Every bin once at the level that it has, so that from here on a change is one event.</summary>
    private async Task WeighAllAsync()
    {
        for (var bin = 0; bin < BenchWard.Bins; bin++)
        {
            Array.ForEach(traffic.Change(), line => sender.Send(SampleSender.Bytes(line)));
        }

        await Until.TrueAsync(() => gateway.IsDelivered && gateway.Board.Current.Counters.Taken == 3 * BenchWard.Bins, "the first weights are taken");
        while (subscriber.Inbound.TryRead(out _))
        {
        }
    }

    private async Task<Round> RoundAsync(int samples, CancellationToken stop)
    {
        // reader and climate chips say that they live
        sender.Send(SampleSender.Bytes(traffic.InventoryEnd(traffic.Now)));
        foreach (var line in Enumerable.Range(0, BenchWard.Points).SelectMany(point => traffic.Climate(point, traffic.Now)))
        {
            sender.Send(SampleSender.Bytes(line));
        }

        var round = new Round([], [], []);
        for (var i = 0; i < samples; i++)
        {
            stop.ThrowIfCancellationRequested();
            await QuietSecondAsync();
            round.Quiet.Add(await EventAsync());
            round.Soon.Add(await EventAsync());
            round.Floor.Add(await FloorAsync());
        }

        return round;
    }

    /// <summary>What a second without an event leaves to be saved with the next commit, without waiting for it.</summary>
    private async Task QuietSecondAsync()
    {
        // before the next change: a second weight of the same instant is refused as a repeat
        var at = traffic.Now.AddMilliseconds(-1);
        sender.Send(Enumerable.Range(0, BenchWard.Bins).SelectMany(bin => SampleSender.Bytes(traffic.Weigh(bin, at))).ToArray());
        await Task.Delay(Breath);
        await gateway.TickAsync();
    }

    private async Task<Sample> EventAsync()
    {
        var lines = traffic.Change();
        sender.Send(SampleSender.Bytes(lines[0]));
        sender.Send(SampleSender.Bytes(lines[1]));
        var settling = SampleSender.Bytes(lines[2]);
        await Task.Delay(Breath);

        var (written, now, begin) = (Written.CallsNow(), DateTimeOffset.UtcNow, Stopwatch.GetTimestamp());
        sender.Send(settling);
        var message = await NextAsync();
        var sample = new Sample(Stopwatch.GetElapsedTime(begin).TotalMilliseconds, (gateway.Board.Current.AsOf - now).TotalMilliseconds, (Written.CallsNow() - written) / 1e3);
        like = message;
        return Encoding.UTF8.GetString(message.Payload.Span).Contains($"\"storeroom/{BenchWard.Bin(traffic.LastBin)}\"", StringComparison.Ordinal)
            ? sample
            : throw new InvalidOperationException($"another event than that of {BenchWard.Bin(traffic.LastBin)} arrived: {Encoding.UTF8.GetString(message.Payload.Span)}");
    }

    private async Task<Sample> FloorAsync()
    {
        await Task.Delay(Breath);
        var message = new MqttMessage(FloorTopic, like!.Payload) { ContentType = like.ContentType, ExpirySeconds = like.ExpirySeconds, UserProperties = like.UserProperties };
        var (written, begin) = (Written.CallsNow(), Stopwatch.GetTimestamp());
        bare.Commit(row);
        var committed = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        var answer = publisher.PublishAsync(message, CancellationToken.None);
        var arrived = await NextAsync();
        var sample = new Sample(Stopwatch.GetElapsedTime(begin).TotalMilliseconds, committed, (Written.CallsNow() - written) / 1e3);
        await answer;
        return arrived.Topic == FloorTopic ? sample : throw new InvalidOperationException($"an event arrived that no sample caused: {arrived.Topic}");
    }

    private async Task<MqttMessage> NextAsync() => await subscriber.Inbound.ReadAsync().AsTask().WaitAsync(Deadline);

    /// <summary>One sample's way: milliseconds to the subscriber, of which to the commit, and KB written meanwhile.</summary>
    private readonly record struct Sample(double Arrived, double Committed, double Written);

    private sealed record Round(List<Sample> Soon, List<Sample> Quiet, List<Sample> Floor);
}
