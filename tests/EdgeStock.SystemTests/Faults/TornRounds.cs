using EdgeStock.FaultWriter;

namespace EdgeStock.SystemTests.Faults;

/// <summary>
/// The end of the write-ahead log torn or garbled after a kill. Only what was not acknowledged yet is damaged, as in a power cut; the writer
/// therefore keeps its last acknowledgements to itself. What was acknowledged must survive whatever stands behind it.
/// </summary>
internal static class TornRounds
{
    /// <summary>Kinds of damage, one after the other.</summary>
    public const int Kinds = 5;

    private const int Unsaid = 3;
    private const int Block = 4096;

    private static readonly string[] Names = ["log truncated", "log's end random", "log's end zeros", "log's end, one bit", "log's end, a block lost"];

    /// <param name="below">The control: so many acknowledged commits are damaged too.</param>
    public static IEnumerable<FaultRound> Run(Reference reference, FaultFolder folder, FaultPlan plan, int below = 0)
    {
        var chance = new Random(plan.Seed + 1);
        for (var i = 0; i < plan.Torn; i++)
        {
            var ledger = Path.Combine(folder.Round("torn"), "ledger.db");
            var (said, _) = KilledWriter.Run(ledger, reference.Seed, reference.Batches, chance.Next(10, reference.Batches - 10), TimeSpan.FromMicroseconds(chance.Next(0, 1500)), Unsaid);
            var log = File.Exists(ledger + "-wal") ? File.ReadAllBytes(ledger + "-wal") : [];
            var (begin, end) = Damageable(log, Survived(reference, folder, ledger) - reference.CommitsOf(said[^1]) + below);
            File.WriteAllBytes(ledger + "-wal", Damage(i % Kinds, log, begin, end, chance));
            File.Delete(ledger + "-shm");
            yield return reference.Judge(Names[i % Kinds], ledger, said[^1], keep: below == 0);
            Directory.Delete(Path.GetDirectoryName(ledger)!, recursive: true);
        }
    }

    private static int Survived(Reference reference, FaultFolder folder, string ledger)
    {
        var copy = folder.Copy(ledger, "survived");
        using var run = LedgerRun.Open(copy);
        var survived = reference.CommitsIn(run);
        Directory.Delete(Path.GetDirectoryName(copy)!, recursive: true);
        return survived;
    }

    /// <summary>The part of the log that holds the last commits and what was begun after them.</summary>
    private static (int Begin, int End) Damageable(byte[] log, int commits)
    {
        var ends = WalTail.Commits(log);
        var begin = commits < ends.Count ? ends[^(commits + 1)] : 0;
        return (begin, Math.Max(begin, ends.Count > 0 ? ends[^1] : 0));
    }

    private static byte[] Damage(int kind, byte[] log, int begin, int end, Random chance)
    {
        if (end - begin < 2)
        {
            // all was acknowledged: a frame that was only begun
            var torn = log.AsSpan(0, end).ToArray().Concat(new byte[chance.Next(1, 12_000)]).ToArray();
            chance.NextBytes(torn.AsSpan(end));
            return torn;
        }

        var from = chance.Next(begin, end);
        var span = log.AsSpan(from, Math.Min(end - from, chance.Next(1, 12_000)));
        switch (kind)
        {
            case 0:
                return log[..from];
            case 1:
                chance.NextBytes(span);
                break;
            case 2:
                span.Clear();
                break;
            case 3:
                log[from] ^= (byte)(1 << chance.Next(8));
                break;
            default:
                // the later blocks are kept; where the block began before the damageable part, that part of it stays
                var block = from / Block * Block;
                log.AsSpan(Math.Max(begin, block), Math.Min(end, block + Block) - Math.Max(begin, block)).Clear();
                break;
        }

        return log;
    }
}
