using EdgeStock.Domain;
using EdgeStock.Gateway;
using EdgeStock.Ledger;

namespace EdgeStock.Benchmarks.Ward;

/// <summary>
/// A ledger with a past, made by the product's own turn and store: a day of climate minutes, changes of stock up to the number wanted,
/// and at last every tag on its shelf. It ends a little before now, delivered to the broker.
/// </summary>
internal static class History
{
    private const int EntriesPerCommit = 1_000;

    /// <returns>The last entry's number: more than asked for by what comes before and after the changes of stock.</returns>
    public static long Write(string path, int entries, DateTimeOffset now, CancellationToken stop)
    {
        var shift = TimeSpan.FromMinutes(1) + (entries * TimeSpan.FromMilliseconds(30)) + TimeSpan.FromDays(1);
        var begin = DateTimeOffset.FromUnixTimeSeconds((now - shift).ToUnixTimeSeconds());
        using var ledger = LedgerStore.Open(path, BenchWard.Site.Id, BenchWard.Site.Gateway, begin.ToUnixTimeSeconds());
        var turn = new Turn(BenchWard.Site, ledger.Load(BenchWard.Site), ledger.Head);
        var traffic = new Traffic(begin.AddDays(1));

        for (var minute = begin; minute < begin.AddDays(1); minute = minute.AddMinutes(1))
        {
            for (var point = 0; point < BenchWard.Points; point++)
            {
                foreach (var line in traffic.Climate(point, minute))
                {
                    turn.Take(Traffic.Host, line, line.At);
                }
            }

            turn.Take(new Tick(minute));
            CommitAfter(EntriesPerCommit);
        }

        for (var change = 0; change < BenchWard.Bins || turn.Head.Seq < entries; change++)
        {
            foreach (var line in traffic.Change())
            {
                turn.Take(Traffic.Host, line, line.At);
            }

            CommitAfter(EntriesPerCommit);
        }

        for (var round = 0; round < 3; round++)
        {
            foreach (var line in traffic.Inventory(traffic.Now.AddSeconds(5 * round)))
            {
                turn.Take(Traffic.Host, line, line.At);
            }

            CommitAfter(1);
        }

        CommitAfter(0);
        return ledger.Head.Seq;

        void CommitAfter(int pending)
        {
            stop.ThrowIfCancellationRequested();
            if (turn.PendingEntries >= pending)
            {
                ledger.Commit(turn.TakeCommit(turn.Head.Seq));
            }
        }
    }
}
