using EdgeStock.SystemTests.Broker;
using EdgeStock.SystemTests.Storeroom;

namespace EdgeStock.SystemTests.Faults;

/// <summary>
/// A disk that becomes full while the ledger is written: a file system in memory, mounted where only the round's own processes see it.
/// In every second round room is made and the same process tries the commit again; in the others it ends, and a start finds a full disk.
/// </summary>
internal static class FullDiskRounds
{
    private const string Kind = "full disk";
    private const int DiskKilobytes = 16_000;

    /// <summary>Whether this machine lets us mount such a file system.</summary>
    public static async Task<bool> PossibleAsync()
    {
        try
        {
            await Tool.RunAsync("unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt");
            return true;
        }
        catch (Exception e) when (e is InvalidOperationException or FileNotFoundException)
        {
            return false;
        }
    }

    public static async Task<IReadOnlyList<FaultRound>> RunAsync(Reference reference, FaultFolder folder, FaultPlan plan)
    {
        var chance = new Random(plan.Seed + 2);
        var rounds = new List<FaultRound>();
        for (var i = 0; i < plan.FullDisks; i++)
        {
            var (disk, result) = (folder.Round("disk"), folder.Round("full"));
            var ballast = DiskKilobytes - chance.Next(300, 4000);
            var freed = i % 2 == 0 ? $"--ballast {disk}/ballast" : "";
            var writer = $"dotnet {Programs.Dll(KilledWriter.Program)} {disk}/ledger.db --seed {reference.Seed} --batches {reference.Batches} {freed}";
            var (code, output) = await Tool.EndedAsync(
                "unshare", "-rm", "sh", "-c", $"mount -t tmpfs -o size={DiskKilobytes}k none {disk} && head -c {ballast}k /dev/zero >{disk}/ballast && {writer} && cp {disk}/ledger.db* {result}/");
            if (code != 0)
            {
                rounds.Add(new(Kind, 0, 0, 0, $"the writer ended with {code}: {output}"));
                continue;
            }

            var said = Said.Read(output)[0];
            rounds.Add(said.Refused == 0 ? new(Kind, 0, 0, 0, "no commit was refused: the disk never became full")
                : said.Ended == (freed.Length == 0) ? new(Kind, said.Acknowledgements.Count, 0, 0, $"it {(said.Ended ? "ended well on a full disk" : "did not go on when there was room again")}: {said.LastLine}")
                : reference.Judge(Kind, Path.Combine(result, "ledger.db"), said.Last));
        }

        return rounds;
    }
}
