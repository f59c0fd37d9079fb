using System.Diagnostics;
using System.Text.Json;
using EdgeStock.Benchmarks.Report;
using EdgeStock.Benchmarks.Ward;
using EdgeStock.Domain;
using EdgeStock.Gateway;
using EdgeStock.Ledger;
using EdgeStock.Wire;

namespace EdgeStock.Benchmarks.Measures;

/// <summary>How many sample lines a second one core takes, from bytes to what the domain makes of them, when nothing happens: the usual case.</summary>
internal sealed class InputRates
{
    private static readonly DateTimeOffset Begin = DateTimeOffset.UnixEpoch.AddYears(57);

    private readonly Turn turn;
    private readonly Traffic traffic = new(Begin);
    private DateTimeOffset now = Begin.AddMinutes(1);

    private InputRates()
    {
        var empty = new LedgerContent(new(), Projection.Empty(BenchWard.Site), new Dictionary<string, ulong>(), 0, []);
        turn = new(BenchWard.Site, empty, new(0, new byte[32]));
    }

    public static Section Run(BenchOptions options, CancellationToken stop)
    {
        var bench = new InputRates();
        bench.Settle();
        var (reads, weights, ticks) = (new Rates(), new Rates(), new Rates());
        for (var round = -2; round < options.Rounds; round++)
        {
            stop.ThrowIfCancellationRequested();
            var keep = round >= 0;
            bench.Round(options.Count(20, 4), keep ? reads : new(), keep ? weights : new(), keep ? ticks : new());
        }

        return new(
            "intake",
            "3  Samples on one core",
            "Utf8JsonReader over the tokens of the same lines",
            [
                Measure.Against("tag reads", "reads/s", reads.Ours, reads.Floor, new(20_000, AtMost: false, OnRatio: false)),
                Measure.Alone("of its time, from JSON to the line", "%", reads.Parsing),
                Measure.Alone("allocated by a tag read", "bytes", reads.Bytes),
                Measure.Against("weights", "samples/s", weights.Ours, weights.Floor),
                Measure.Alone("of its time, from JSON to the line", "%", weights.Parsing),
                Measure.Alone("allocated by a weight", "bytes", weights.Bytes),
                Measure.Alone("a tick with 2 000 tags", "ms", ticks.Ours),
                Measure.Alone("allocated by a tick", "bytes", ticks.Bytes),
            ],
            ["100 bins at 10 weights a second, 2 000 tags in rounds of 5 s, every fifth at two antennas; no sample causes an event, so no commit is in it"]);
    }

    /// <summary>Everything counted, heard and on its shelf.</summary>
    private void Settle()
    {
        for (var bin = 0; bin < BenchWard.Bins; bin++)
        {
            Array.ForEach(traffic.Change(), line => turn.Take(Traffic.Host, line, line.At));
        }

        for (var round = 0; round < 3; round++)
        {
            Array.ForEach(KeepAlive(), Take);
            Array.ForEach(Bytes(traffic.Inventory(now)), Take);
            now = now.AddSeconds(5);
        }

        turn.TakeCommit(0);
    }

    private void Round(int inventories, Rates reads, Rates weights, Rates ticks)
    {
        for (var i = 0; i < inventories; i++)
        {
            Array.ForEach(KeepAlive(), Take);
            Time(Bytes(traffic.Inventory(now)), reads);

            var (begin, allocated) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
            for (var second = 0; second < 5; second++)
            {
                now = now.AddSeconds(1);
                turn.Take(new Tick(now));
            }

            ticks.Add(Stopwatch.GetElapsedTime(begin).TotalSeconds, GC.GetAllocatedBytesForCurrentThread() - allocated, 5);
            var at = now;
            Time(Bytes(Enumerable.Range(0, 20).SelectMany(tenth => Enumerable.Range(0, BenchWard.Bins).Select(bin => traffic.Weigh(bin, at.AddMilliseconds((100 * tenth) - 2000))))), weights);
        }

        reads.Close(perSecond: true);
        weights.Close(perSecond: true);
        ticks.Close(perSecond: false);
        if (turn.HasEntries || turn.Refused.Of(Refusal.InputFailed) > 0)
        {
            throw new InvalidOperationException($"{turn.PendingEntries} events and {turn.Refused.Of(Refusal.InputFailed)} faults came of samples that should cause none: {string.Join(", ", turn.TakeCommit(0).Entries.Take(3).Select(e => e.Kind))}");
        }
    }

    /// <summary>What keeps the devices from falling silent while only tags are timed.</summary>
    private byte[][] KeepAlive() => Bytes(
        Enumerable.Range(0, BenchWard.Bins).Select(bin => traffic.Weigh(bin, now))
            .Concat<SampleLine>(Enumerable.Range(0, BenchWard.Points).SelectMany(point => traffic.Climate(point, now))));

    private void Time(byte[][] lines, Rates rates)
    {
        var (begin, allocated) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
        foreach (var line in lines)
        {
            Take(line);
        }

        var (ours, bytes) = (Stopwatch.GetElapsedTime(begin).TotalSeconds, GC.GetAllocatedBytesForCurrentThread() - allocated);
        begin = Stopwatch.GetTimestamp();
        foreach (var line in lines)
        {
            var reader = new Utf8JsonReader(line);
            while (reader.Read())
            {
            }
        }

        var floor = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        begin = Stopwatch.GetTimestamp();
        foreach (var line in lines)
        {
            LineCodec.TryParse(line, null, out _, out _);
        }

        rates.Add(ours, bytes, lines.Length, floor, Stopwatch.GetElapsedTime(begin).TotalSeconds);
    }

    private void Take(byte[] bytes)
    {
        if (!LineCodec.TryParse(bytes, null, out var line, out var error) || line is not SampleLine sample || !turn.Take(Traffic.Host, sample, now))
        {
            throw new InvalidOperationException($"a line was not taken: {error}");
        }
    }

    private static byte[][] Bytes(IEnumerable<SampleLine> lines) => [.. lines.Select(LineCodec.ToUtf8)];

    /// <summary>Sums of a round become its figures when it closes.</summary>
    private sealed class Rates
    {
        private double seconds;
        private double floorSeconds;
        private double parsingSeconds;
        private double bytes;
        private int count;

        public List<double> Ours { get; } = [];

        public List<double> Floor { get; } = [];

        public List<double> Bytes { get; } = [];

        public List<double> Parsing { get; } = [];

        public void Add(double took, double allocated, int items, double floor = 0, double parsing = 0)
        {
            seconds += took;
            floorSeconds += floor;
            parsingSeconds += parsing;
            bytes += allocated;
            count += items;
        }

        public void Close(bool perSecond)
        {
            Ours.Add(perSecond ? count / seconds : 1000 * seconds / count);
            Floor.Add(count / floorSeconds);
            Bytes.Add(bytes / count);
            Parsing.Add(100 * parsingSeconds / seconds);
            (seconds, floorSeconds, parsingSeconds, bytes, count) = (0, 0, 0, 0, 0);
        }
    }
}
