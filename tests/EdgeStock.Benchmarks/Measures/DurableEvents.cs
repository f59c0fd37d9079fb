using System.Buffers;
using System.Diagnostics;
using EdgeStock.Benchmarks.Report;
using EdgeStock.Benchmarks.Ward;
using EdgeStock.Domain;
using EdgeStock.Gateway;
using EdgeStock.Ledger;
using EdgeStock.Wire;

namespace EdgeStock.Benchmarks.Measures;

/// <summary>
/// How many events a second become durable: changes of stock through the turn and the store, in the batches that the pipeline makes when it
/// is behind (512 inputs, of which every third settles a level) and one event at a time, beside SQLite and a plain file given the same rows.
/// </summary>
internal sealed class DurableEvents : IDisposable
{
    /// <summary>The pipeline's largest batch.</summary>
    private const int GroupInputs = 512;

    private const int SingleInputs = 3;

    private readonly LedgerStore ledger;
    private readonly Turn turn;
    private readonly Traffic traffic = new(DateTimeOffset.UnixEpoch.AddYears(57));
    private readonly BareLedger bare;
    private readonly FileStream file;
    private readonly ArrayBufferWriter<byte> payloads = new();
    private readonly Stopwatch domain = new();
    private List<IReadOnlyList<LedgerEntry>> rows = [];

    private DurableEvents(string folder)
    {
        ledger = LedgerStore.Open(Path.Combine(folder, "durable.db"), BenchWard.Site.Id, BenchWard.Site.Gateway, 1);
        turn = new(BenchWard.Site, ledger.Load(BenchWard.Site), ledger.Head);
        turn.Take(new Tick(traffic.Now));
        bare = new(Path.Combine(folder, "bare.db"));
        file = new(Path.Combine(folder, "bare.log"), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
    }

    public static Section Run(BenchOptions options, CancellationToken stop)
    {
        using var grouped = new DurableEvents(Directory.CreateDirectory(Path.Combine(options.Folder, "grouped")).FullName);
        using var single = new DurableEvents(Directory.CreateDirectory(Path.Combine(options.Folder, "single")).FullName);
        var (group, one) = (new Rates(), new Rates());
        for (var round = -2; round < options.Rounds; round++)
        {
            // A round's floor appends the rows of the round before, so that the three can take turns in being first; two rounds warm up.
            stop.ThrowIfCancellationRequested();
            grouped.Round(round, options.Count(15_000, 600), GroupInputs, group);
            single.Round(round, options.Count(1_500, 200), SingleInputs, one);
        }

        return new(
            "durable",
            "1  Durable events",
            "the same rows, the same batches, nothing else: prepared INSERT into one SQLite table (WAL, FULL), or write + fsync",
            [
                Measure.Against("group commit, against SQLite", "events/s", group.Ours, group.Sqlite, new(0.8, AtMost: false, OnRatio: true)),
                Measure.Against("group commit, against write + fsync", "events/s", group.Ours, group.File),
                Measure.Against("one event a commit, against SQLite", "events/s", one.Ours, one.Sqlite),
                Measure.Against("one event a commit, against write + fsync", "events/s", one.Ours, one.File),
                Measure.Against("group commit, against SQLite one row a commit", "events/s", group.Ours, one.Sqlite),
            ],
            [
                $"a group is 512 inputs, {group.Rows.Average():0} events: three weights settle one level",
                $"of our time with group commit, {group.Domain.Average():0} % is the domain, the event's text and its hash; the rest is the commit",
            ]);
    }

    public void Dispose()
    {
        ledger.Dispose();
        bare.Dispose();
        file.Dispose();
    }

    private void Round(int round, int events, int inputsPerCommit, Rates rates)
    {
        var appended = rows;
        rows = [];
        var inputs = Enumerable.Range(0, events).SelectMany(_ => traffic.Change()).Chunk(inputsPerCommit).ToList();
        Action[] turns = [() => Ours(inputs), () => appended.ForEach(bare.Commit), () => appended.ForEach(Append)];
        var seconds = new double[turns.Length];
        for (var i = 0; i < turns.Length; i++)
        {
            var which = (round + turns.Length + i) % turns.Length;
            var watch = Stopwatch.StartNew();
            turns[which]();
            seconds[which] = watch.Elapsed.TotalSeconds;
        }

        if (round >= 0)
        {
            rates.Ours.Add(rows.Sum(r => r.Count) / seconds[0]);
            rates.Sqlite.Add(appended.Sum(r => r.Count) / seconds[1]);
            rates.File.Add(appended.Sum(r => r.Count) / seconds[2]);
            rates.Domain.Add(100 * domain.Elapsed.TotalSeconds / seconds[0]);
            rates.Rows.AddRange(rows.Select(r => (double)r.Count));
        }
    }

    private void Ours(List<WeightLine[]> inputs)
    {
        domain.Reset();
        foreach (var batch in inputs)
        {
            domain.Start();
            foreach (var line in batch)
            {
                turn.Take(Traffic.Host, line, line.At);
            }

            domain.Stop();
            var commit = turn.TakeCommit(ledger.Head.Seq);
            ledger.Commit(commit);
            rows.Add(commit.Entries);
        }
    }

    private void Append(IReadOnlyList<LedgerEntry> batch)
    {
        payloads.ResetWrittenCount();
        foreach (var row in batch)
        {
            payloads.Write(row.Payload);
        }

        file.Write(payloads.WrittenSpan);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Rounds of one batch size.</summary>
    private sealed record Rates
    {
        public List<double> Ours { get; } = [];

        public List<double> Sqlite { get; } = [];

        public List<double> File { get; } = [];

        public List<double> Domain { get; } = [];

        public List<double> Rows { get; } = [];
    }
}
