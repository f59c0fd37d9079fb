using EdgeStock.Benchmarks.Report;
using EdgeStock.Benchmarks.Ward;
using EdgeStock.Domain;
using EdgeStock.Gateway;
using EdgeStock.Ledger;
using EdgeStock.Wire;

namespace EdgeStock.Benchmarks.Measures;

/// <summary>
/// What a day writes: hours of a storeroom run through the turn and the store as fast as they go, with the commits that the pipeline would make:
/// one for each event, and one a minute after the last when nothing happens.
/// </summary>
internal sealed class DayOfWriting
{
    private const int EventsPerDay = 2_000;
    private const int SecondsPerHour = 3_600;
    private const int TagCycle = 5;
    private const int ClimateCycle = 10;

    private readonly string folder;
    private readonly bool tags;
    private readonly LedgerStore ledger;
    private readonly Turn turn;
    private readonly Traffic traffic;
    private DateTimeOffset now = DateTimeOffset.UnixEpoch.AddYears(57);
    private DateTimeOffset lastCommit;

    private DayOfWriting(string folder, LedgerStore ledger, bool tags)
    {
        (this.folder, this.ledger, this.tags, lastCommit) = (folder, ledger, tags, now);
        turn = new(BenchWard.Site, ledger.Load(BenchWard.Site), ledger.Head);
        traffic = new(now);
    }

    public static Section Run(BenchOptions options, CancellationToken stop)
    {
        var (all, weights) = (Hours(options, tags: true, stop), Hours(options, tags: false, stop));
        return new(
            "wear",
            "7  What a day writes",
            "none: a model is made of these in docs/performance.md",
            [
                .. Measures("", all),
                .. Measures(", no tags", weights),
            ],
            [
                $"{EventsPerDay} events a day evenly, each a commit of its own; a commit a minute otherwise; hours run as fast as they go, times 24",
                "by the program: bytes given to write calls (log and checkpoints); at the disk: sectors of the whole disk meanwhile, also by others, with the file system's own journal",
            ]);

        static IEnumerable<Measure> Measures(string kind, List<Hour> hours)
        {
            yield return Measure.Alone($"written a day by the program{kind}", "MB", hours.Select(h => 24 * h.All.Calls / 1e6));
            if (hours.All(h => h.All.Disk is > 0))
            {
                yield return Measure.Alone($"written a day at the disk{kind}", "MB", hours.Select(h => 24 * h.All.Disk!.Value / 1e6));
            }

            yield return Measure.Alone($"commits a day{kind}", "", hours.Select(h => 24.0 * h.Commits));
            yield return Measure.Alone($"written for a commit with an event{kind}", "KB", hours.Select(h => h.EventCalls / 1e3 / h.Events));
            yield return Measure.Alone($"written for a commit without{kind}", "KB", hours.Select(h => (h.All.Calls - h.EventCalls) / 1e3 / Math.Max(1, h.Commits - h.Events)));
        }
    }

    private static List<Hour> Hours(BenchOptions options, bool tags, CancellationToken stop)
    {
        var folder = Directory.CreateDirectory(Path.Combine(options.Folder, tags ? "day" : "day-weights")).FullName;
        using var ledger = LedgerStore.Open(Path.Combine(folder, "day.db"), BenchWard.Site.Id, BenchWard.Site.Gateway, 1);
        var day = new DayOfWriting(folder, ledger, tags);

        // everything counted, heard and on its shelf
        day.Pass(options.Count(SecondsPerHour, 300) / 10, stop);
        return [.. Enumerable.Range(0, Math.Max(1, options.Rounds - 2)).Select(_ => day.Pass(options.Count(SecondsPerHour, 600), stop))];
    }

    private Hour Pass(int seconds, CancellationToken stop)
    {
        var (begin, commits, events, eventCalls) = (Written.Now(folder), 0, 0, 0L);
        var between = TimeSpan.FromDays(1) / EventsPerDay;
        var next = now + between;
        for (var second = 0; second < seconds; second++)
        {
            stop.ThrowIfCancellationRequested();
            now = now.AddSeconds(1);
            Take(Second(second));
            if (now >= next)
            {
                next += between;
                Take(traffic.Change().Select((line, i) => line with { At = now.AddSeconds(1 + i) }));
                now = now.AddSeconds(3);
            }

            turn.Take(new Tick(now));
            if (turn.HasEntries || now - lastCommit >= TimeSpan.FromMinutes(1))
            {
                var (before, pending) = (Written.CallsNow(), turn.HasEntries);
                ledger.Commit(turn.TakeCommit(ledger.Head.Seq));
                (lastCommit, commits) = (now, commits + 1);
                (events, eventCalls) = pending ? (events + 1, eventCalls + Written.CallsNow() - before) : (events, eventCalls);
            }
        }

        var all = Written.Now(folder) - begin;
        var scale = (double)SecondsPerHour / seconds;
        return new(new((long)(all.Calls * scale), (long?)(all.Disk * scale)), (int)(commits * scale), Math.Max(1, (int)(events * scale)), (long)(eventCalls * scale));
    }

    private IEnumerable<SampleLine> Second(int second)
    {
        for (var bin = 0; bin < BenchWard.Bins; bin++)
        {
            yield return traffic.Weigh(bin, now);
        }

        for (var point = 0; point < BenchWard.Points && second % ClimateCycle == 0; point++)
        {
            foreach (var line in traffic.Climate(point, now))
            {
                yield return line;
            }
        }

        if (tags && second % TagCycle == 0)
        {
            foreach (var read in traffic.Inventory(now))
            {
                yield return read;
            }
        }

        if (second % TagCycle == 0)
        {
            yield return traffic.InventoryEnd(now);
        }
    }

    private void Take(IEnumerable<SampleLine> lines)
    {
        foreach (var line in lines)
        {
            turn.Take(Traffic.Host, line, line.At);
        }
    }

    /// <summary>Written in an hour, in all and by the commits that held an event.</summary>
    private sealed record Hour(Written All, int Commits, int Events, long EventCalls);
}
