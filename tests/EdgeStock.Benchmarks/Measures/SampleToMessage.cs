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
/// wait is left out. After each of them the floor does its own: one row committed, the same message published, the same subscriber.
/// </summary>
internal sealed class SampleToMessage
{
    private const string FloorTopic = "bench/floor";
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly DateTimeOffset Begin = DateTimeOffset.UtcNow.AddHours(-1);

    private readonly Traffic traffic = new(DateTimeOffset.FromUnixTimeMilliseconds(Begin.ToUnixTimeMilliseconds()));
    private readonly LiveGateway gateway;
    private readonly SampleSender sender;
    private readonly MosquittoLink subscriber;
    private readonly MosquittoLink publisher;
    private readonly BareLedger bare;
    private readonly LedgerEntry[] row = [new(0, "stock.taken.v1", "storeroom", "storeroom/bin-001", Begin, Begin, new byte[200], new byte[32])];
    private readonly List<(double Ours, double Committed, double Floor)> round = [];

    private SampleToMessage(LiveGateway gateway, SampleSender sender, MosquittoLink subscriber, MosquittoLink publisher, BareLedger bare) =>
        (this.gateway, this.sender, this.subscriber, this.publisher, this.bare) = (gateway, sender, subscriber, publisher, bare);

    public static async Task<Section> RunAsync(BenchOptions options)
    {
        var folder = Directory.CreateDirectory(Path.Combine(options.Folder, "latency")).FullName;
        await using var broker = await Brokers.StartAsync();
        await using var subscriber = await MosquittoLink.ConnectAsync(broker.Client("bench-subscriber"), null, TimeProvider.System, CancellationToken.None);
        await subscriber.SubscribeAsync("edgestock/1/+/+/room/+/event/stock", 1, RetainHandling.DoNotSend, CancellationToken.None);
        await subscriber.SubscribeAsync(FloorTopic, 1, RetainHandling.DoNotSend, CancellationToken.None);
        await using var publisher = await MosquittoLink.ConnectAsync(broker.Client("bench-floor"), null, TimeProvider.System, CancellationToken.None);
        using var bare = new BareLedger(Path.Combine(folder, "bare.db"));
        await using var gateway = await LiveGateway.StartAsync(folder, broker.Client("bench-gateway"));
        await using var sender = await SampleSender.ConnectAsync(gateway.Samples);

        var bench = new SampleToMessage(gateway, sender, subscriber, publisher, bare);
        await bench.CountAllAsync();
        var rounds = new List<List<(double Ours, double Committed, double Floor)>>();
        for (var i = -1; i < options.Rounds; i++)
        {
            await bench.RoundAsync(options.Count(300, 30));
            if (i >= 0)
            {
                rounds.Add([.. bench.round]);
            }
        }

        return Report(rounds);
    }

    private static Section Report(List<List<(double Ours, double Committed, double Floor)>> rounds)
    {
        double[] Ours(double share) => [.. rounds.Select(r => Spread.Percentile(r.Select(s => s.Ours), share))];
        double[] Floor(double share) => [.. rounds.Select(r => Spread.Percentile(r.Select(s => s.Floor), share))];
        double[] Committed(double share) => [.. rounds.Select(r => Spread.Percentile(r.Select(s => s.Committed), share))];
        return new(
            "latency",
            "2  Sample to message at a subscriber",
            "one row committed to bare SQLite (WAL, FULL), the same message over a MosquittoLink, the same broker and subscriber",
            [
                Measure.Against("p50", "ms", Ours(0.5), Floor(0.5)),
                Measure.Against("p99", "ms", Ours(0.99), Floor(0.99), new(3, AtMost: true, OnRatio: true)),
                Measure.Alone("of it, until committed, p50", "ms", Committed(0.5)),
                Measure.Alone("of it, until committed, p99", "ms", Committed(0.99)),
            ],
            [
                $"{rounds.Count} rounds of {rounds[0].Count} samples, each followed by one of the floor; begins before the sample is written to the gateway's socket",
                $"over all rounds together: p99 {Figures.Text(All(s => s.Ours, 0.99))} ms against {Figures.Text(All(s => s.Floor, 0.99))} ms, worst {Figures.Text(All(s => s.Ours, 1))} ms against {Figures.Text(All(s => s.Floor, 1))} ms",
            ]);

        double All(Func<(double Ours, double Committed, double Floor), double> side, double share) => Spread.Percentile(rounds.SelectMany(r => r).Select(side), share);
    }

    /// <summary>Every bin's first count, so that from here on a change is one event.</summary>
    private async Task CountAllAsync()
    {
        traffic.Next = sender.Next;
        for (var bin = 0; bin < BenchWard.Bins; bin++)
        {
            foreach (var line in traffic.Change())
            {
                sender.Send(SampleSender.Bytes(line));
            }
        }

        for (var bin = 0; bin < BenchWard.Bins; bin++)
        {
            await NextAsync();
        }

        await Until.TrueAsync(() => gateway.IsDelivered, "the first counts are delivered");
    }

    private async Task RoundAsync(int samples)
    {
        round.Clear();
        for (var i = 0; i < samples; i++)
        {
            var (ours, committed, message) = await OursAsync();
            await Task.Delay(Breath);
            var floor = await FloorAsync(message);
            await Task.Delay(Breath);
            round.Add((ours, committed, floor));
        }
    }

    private async Task<(double Ours, double Committed, MqttMessage Message)> OursAsync()
    {
        var lines = traffic.Change();
        sender.Send(SampleSender.Bytes(lines[0]));
        sender.Send(SampleSender.Bytes(lines[1]));
        var settling = SampleSender.Bytes(lines[2]);
        await Task.Delay(Breath);

        var now = DateTimeOffset.UtcNow;
        var begin = Stopwatch.GetTimestamp();
        sender.Send(settling);
        var message = await NextAsync();
        var ours = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        return Encoding.UTF8.GetString(message.Payload.Span).Contains($"\"storeroom/{BenchWard.Bin(traffic.LastBin)}\"", StringComparison.Ordinal)
            ? (ours, (gateway.Board.Current.AsOf - now).TotalMilliseconds, message)
            : throw new InvalidOperationException($"another event than that of {BenchWard.Bin(traffic.LastBin)} arrived: {Encoding.UTF8.GetString(message.Payload.Span)}");
    }

    private async Task<double> FloorAsync(MqttMessage like)
    {
        var message = new MqttMessage(FloorTopic, like.Payload) { ContentType = like.ContentType, ExpirySeconds = like.ExpirySeconds, UserProperties = like.UserProperties };
        var begin = Stopwatch.GetTimestamp();
        bare.Commit(row);
        var answer = publisher.PublishAsync(message, CancellationToken.None);
        var arrived = await NextAsync();
        var floor = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        await answer;
        return arrived.Topic == FloorTopic ? floor : throw new InvalidOperationException($"an event arrived that no sample caused: {arrived.Topic}");
    }

    private async Task<MqttMessage> NextAsync() => await subscriber.Inbound.ReadAsync().AsTask().WaitAsync(Deadline);
}
