using System.Diagnostics;
using EdgeStock.Benchmarks.Report;
using EdgeStock.Benchmarks.Ward;
using EdgeStock.Mqtt;

namespace EdgeStock.Benchmarks.Measures;

/// <summary>
/// How soon a started gateway says something and what it costs to keep it: the installed program with a long ledger, beside the same
/// program with a short one. What the two differ by is the price of history.
/// </summary>
internal static class StartAndMemory
{
    private const int OpenPages = 20;
    private const int PageReloads = 10;

    /// <summary>After the start, before memory and processor time are watched.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static async Task<Section> RunAsync(BenchOptions options, CancellationToken stop)
    {
        var (longData, shortData) = (Data(options, "long"), Data(options, "short"));
        var entries = History.Write(Path.Combine(longData, "ledger.db"), options.History, DateTimeOffset.UtcNow, stop);
        var few = History.Write(Path.Combine(shortData, "ledger.db"), 0, DateTimeOffset.UtcNow, stop);
        var size = new FileInfo(Path.Combine(longData, "ledger.db")).Length / 1e6;
        var (ours, floor, bare) = (new List<Life>(), new List<Life>(), new List<double>());
        for (var round = 0; round < options.ProcessRounds; round++)
        {
            bare.Add((await GatewayProcess.StartBareAsync(options.Gateway)).TotalMilliseconds);
            var longFirst = round % 2 == 0;
            (longFirst ? ours : floor).Add(await LiveAsync(options, longFirst ? longData : shortData, stop));
            (longFirst ? floor : ours).Add(await LiveAsync(options, longFirst ? shortData : longData, stop));
        }

        return new(
            "process",
            $"5  The gateway's process with {entries:N0} entries",
            $"the same program and storeroom with {few:N0} entries",
            [
                Against("start to 'ready'", "ms", l => l.Ready.TotalMilliseconds),
                Against("start to the first bin at the broker", "ms", l => l.FirstState.TotalMilliseconds, new(2_000, AtMost: true, OnRatio: false)),
                Measure.Alone("start of the same program to print its help", "ms", bare),
                Against("resident after idle traffic", "MB", l => l.Resident, new(120, AtMost: true, OnRatio: false)),
                Against("of it the process's own, not of files", "MB", l => l.Own),
                Against("most that was resident", "MB", l => l.Peak),
                Against($"added by {OpenPages} open pages", "MB", l => l.Pages, new(40, AtMost: true, OnRatio: false), ratio: false),
                Against("processor, idle storeroom", "% of a core", l => l.Processor, new(2, AtMost: true, OnRatio: false)),
            ],
            [
                $"{BenchWard.Bins} bins, {BenchWard.Tags} tags, {BenchWard.Points} climate points; ledger of {size:0} MB, in the page cache",
                $"idle: nothing is taken, {ours[0].LinesPerSecond:0} lines a second; watched for {options.Idle.TotalSeconds:0} s, from {WarmUp.TotalSeconds:0} s after the start",
                $"an open page asks for itself every 5 s; here each of {OpenPages} did so {PageReloads} times in a row",
            ]);

        Measure Against(string what, string unit, Func<Life, double> figure, Target? target = null, bool ratio = true)
        {
            var measure = Measure.Against(what, unit, [.. ours.Select(figure)], [.. floor.Select(figure)], target);
            return ratio ? measure : measure with { Ratio = null };
        }
    }

    private static string Data(BenchOptions options, string name) => Directory.CreateDirectory(Path.Combine(options.Folder, name)).FullName;

    private static async Task<Life> LiveAsync(BenchOptions options, string data, CancellationToken stop)
    {
        await using var broker = await Brokers.StartAsync();
        await using var subscriber = await MosquittoLink.ConnectAsync(broker.Client("bench-subscriber"), null, TimeProvider.System, CancellationToken.None);
        await subscriber.SubscribeAsync("edgestock/1/+/+/room/+/bin/+", 1, RetainHandling.DoNotSend, CancellationToken.None);

        var begin = Stopwatch.GetTimestamp();
        await using var gateway = GatewayProcess.Start(options.Gateway, data, broker.Port);
        var first = subscriber.Inbound.ReadAsync(stop).AsTask().WaitAsync(Deadline, stop);
        var ready = await gateway.Ready.WaitAsync(stop);
        await first;
        var firstState = Stopwatch.GetElapsedTime(begin);

        using var night = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var traffic = IdleStoreroom.RunAsync(gateway.Samples, night.Token);
        await Task.Delay(WarmUp, stop);
        var (watch, before) = (Stopwatch.StartNew(), gateway.Processor);
        await Task.Delay(options.Idle, stop);
        var processor = 100 * (gateway.Processor - before) / watch.Elapsed;
        var (resident, own) = (gateway.ResidentMegabytes, gateway.OwnMegabytes);
        await OpenPagesAsync(gateway.Page);
        var pages = gateway.ResidentMegabytes - resident;
        await night.CancelAsync();
        return new(ready, firstState, resident, own, gateway.PeakMegabytes, pages, processor, await traffic / (WarmUp + watch.Elapsed).TotalSeconds);
    }

    private static async Task OpenPagesAsync(Uri page)
    {
        using var http = new HttpClient();
        await Task.WhenAll(Enumerable.Range(0, OpenPages).Select(async _ =>
        {
            for (var i = 0; i < PageReloads; i++)
            {
                await http.GetByteArrayAsync(page);
            }
        }));
    }

    /// <summary>One gateway from start to stop.</summary>
    private sealed record Life(TimeSpan Ready, TimeSpan FirstState, double Resident, double Own, double Peak, double Pages, double Processor, double LinesPerSecond);
}
