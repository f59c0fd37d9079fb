using System.Diagnostics;
using System.Globalization;
using EdgeStock.Benchmarks.Report;
using EdgeStock.Benchmarks.Ward;
using EdgeStock.Gateway;
using EdgeStock.Ledger;
using Microsoft.Data.Sqlite;

namespace EdgeStock.Benchmarks.Measures;

/// <summary>
/// What a long history costs: how soon its ledger is open and loaded, and how long reads take while the writer commits a hundred events a
/// second, and commits while readers read.
/// </summary>
internal static class LongLedger
{
    private const int EventsPerSecond = 100;
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(4);

    private static readonly (string What, string Sql)[] Reads =
    [
        ("an entry by its number", "SELECT * FROM entry WHERE seq = 1 + abs($r) % (SELECT max(seq) FROM entry)"),
        ("the last 20 entries of a bin", "SELECT * FROM entry WHERE subject = $subject ORDER BY seq DESC LIMIT 20"),
        ("a page of 100 entries", "SELECT * FROM entry WHERE seq > abs($r) % (SELECT max(seq) FROM entry) ORDER BY seq LIMIT 100"),
        ("a day of a point's minutes", "SELECT * FROM climate_minute WHERE point = $point AND minute >= (SELECT max(minute) FROM climate_minute) - 86400 ORDER BY minute"),
    ];

    public static Section Run(BenchOptions options, CancellationToken stop)
    {
        var measures = new List<Measure>();
        foreach (var entries in new[] { options.History, 5 * options.History })
        {
            var folder = Directory.CreateDirectory(Path.Combine(options.Folder, $"long-{entries}")).FullName;
            var path = Path.Combine(folder, "ledger.db");
            History.Write(path, entries, DateTimeOffset.UtcNow, stop);
            var name = string.Create(CultureInfo.InvariantCulture, $"{entries / 1000}k entries");
            measures.Add(Open(path, name, options.Rounds));
            if (entries == options.History)
            {
                using var store = LedgerStore.Open(path, BenchWard.Site.Id, BenchWard.Site.Gateway, 1);
                measures.AddRange(WhileWriting(store, folder, options.Rounds, stop));
            }

            Directory.Delete(folder, recursive: true);
        }

        return new(
            "history",
            "6  A long ledger",
            "opening: SQLite alone opens the same file and reads its last entry; commits: a write of 250 bytes and fsync",
            measures,
            [$"in the page cache; reads on one connection after the other while {EventsPerSecond} events a second are committed, one each, {Watched.TotalSeconds:0} s a round"]);
    }

    /// <summary>Open and load, as a gateway does at its start.</summary>
    private static Measure Open(string path, string name, int rounds)
    {
        var (ours, floor) = (new List<double>(), new List<double>());
        for (var round = -1; round < rounds; round++)
        {
            var begin = Stopwatch.GetTimestamp();
            using (var store = LedgerStore.Open(path, BenchWard.Site.Id, BenchWard.Site.Gateway, 1))
            {
                _ = new Turn(BenchWard.Site, store.Load(BenchWard.Site), store.Head);
            }

            var opened = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
            begin = Stopwatch.GetTimestamp();
            using (var connection = ReadOnly(path))
            {
                using var command = connection.CreateCommand();
                command.CommandText = "SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1";
                command.ExecuteScalar();
            }

            if (round >= 0)
            {
                ours.Add(opened);
                floor.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            }
        }

        return Measure.Against($"open and load, {name}", "ms", ours, floor);
    }

    private static IEnumerable<Measure> WhileWriting(LedgerStore store, string folder, int rounds, CancellationToken stop)
    {
        var turn = new Turn(BenchWard.Site, store.Load(BenchWard.Site), store.Head);
        var traffic = new Traffic(DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()));
        traffic.Next = turn.TakenFrom(Traffic.Host) + 1;
        using var file = new FileStream(Path.Combine(folder, "bare.log"), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        var (alone, beside, bare, reads) = (new List<double[]>(), new List<double[]>(), new List<double[]>(), Reads.Select(_ => new List<double[]>()).ToArray());
        for (var round = -1; round < rounds; round++)
        {
            stop.ThrowIfCancellationRequested();
            var floor = Paced(Watched / 4, () => { file.Write(new byte[250]); file.Flush(flushToDisk: true); });
            var quiet = Paced(Watched / 4, Commit);
            using var end = new CancellationTokenSource();
            var reading = Task.Run(() => ReadAll(store.Path, end.Token), stop);
            var loud = Paced(Watched, Commit);
            end.Cancel();
            var read = reading.GetAwaiter().GetResult();
            if (round >= 0)
            {
                alone.Add(quiet);
                beside.Add(loud);
                bare.Add(floor);
                for (var i = 0; i < reads.Length; i++)
                {
                    reads[i].Add(read[i]);
                }
            }
        }

        foreach (var share in new[] { 0.5, 0.99 })
        {
            var p = string.Create(CultureInfo.InvariantCulture, $"p{100 * share:0}");
            yield return Measure.Against($"commit of an event, {p}", "ms", At(alone, share), At(bare, share));
            yield return Measure.Against($"commit while readers read, {p}", "ms", At(beside, share), At(bare, share));
            for (var i = 0; i < reads.Length; i++)
            {
                yield return Measure.Alone($"{Reads[i].What}, {p}", "ms", At(reads[i], share));
            }
        }

        void Commit()
        {
            foreach (var line in traffic.Change())
            {
                turn.Take(Traffic.Host, line, line.At);
            }

            store.Commit(turn.TakeCommit(turn.Head.Seq));
        }
    }

    private static List<double> At(List<double[]> rounds, double share) => [.. rounds.Select(r => Spread.Percentile(r, share))];

    /// <summary>Does it a hundred times a second.</summary>
    /// <returns>How long each took, in milliseconds.</returns>
    private static double[] Paced(TimeSpan length, Action act)
    {
        var (took, watch) = (new List<double>(), Stopwatch.StartNew());
        for (var due = TimeSpan.Zero; due < length; due += TimeSpan.FromSeconds(1) / EventsPerSecond)
        {
            if (due - watch.Elapsed is { Ticks: > 0 } wait)
            {
                Thread.Sleep(wait);
            }

            var begin = Stopwatch.GetTimestamp();
            act();
            took.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
        }

        return [.. took];
    }

    private static double[][] ReadAll(string path, CancellationToken end)
    {
        using var connection = ReadOnly(path);
        var random = new Random(20_270_102);
        var took = Reads.Select(_ => new List<double>()).ToArray();
        while (!end.IsCancellationRequested)
        {
            for (var i = 0; i < Reads.Length; i++)
            {
                using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the texts above
                command.CommandText = Reads[i].Sql;
#pragma warning restore CA2100
                command.Parameters.AddWithValue("$r", random.NextInt64(long.MaxValue));
                command.Parameters.AddWithValue("$subject", "storeroom/" + BenchWard.Bin(random.Next(BenchWard.Bins)));
                command.Parameters.AddWithValue("$point", string.Create(CultureInfo.InvariantCulture, $"point-{random.Next(BenchWard.Points) + 1:00}"));
                var begin = Stopwatch.GetTimestamp();
                using var rows = command.ExecuteReader();
                while (rows.Read())
                {
                    rows.GetValue(0);
                }

                took[i].Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            }

            // A page that people look at: it does not read without a pause.
            Thread.Sleep(2);
        }

        return [.. took.Select(t => t.ToArray())];
    }

    private static SqliteConnection ReadOnly(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
