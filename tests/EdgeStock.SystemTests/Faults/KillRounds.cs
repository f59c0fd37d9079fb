using EdgeStock.FaultWriter;

namespace EdgeStock.SystemTests.Faults;

/// <summary>Kill -9 at random moments: starting, committing, moving the log into the file. The next round goes on with what the last one left.</summary>
internal static class KillRounds
{
    private const string Kind = "kill -9";

    public static IEnumerable<FaultRound> Run(Reference reference, FaultFolder folder, FaultPlan plan)
    {
        var chance = new Random(plan.Seed);
        var (ledger, last) = (Path.Combine(folder.Round("killed"), "ledger.db"), (Acknowledgement?)null);
        for (var i = 0; i < plan.Kills; i++)
        {
            var starting = chance.Next(4) == 0;
            var (said, ended) = KilledWriter.Run(
                ledger, reference.Seed, reference.Batches, starting ? 0 : chance.Next(1, 150), starting ? TimeSpan.FromMilliseconds(chance.Next(0, 400)) : TimeSpan.FromMicroseconds(chance.Next(0, 1500)));
            last = said.Count > 0 ? said[^1] : last;
            yield return reference.Judge(Kind, ledger, last);
            if (ended || (last is not null && reference.CommitsOf(last) == reference.Batches))
            {
                (ledger, last) = (Path.Combine(folder.Round("killed"), "ledger.db"), null);
            }
        }
    }
}
