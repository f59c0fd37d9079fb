using EdgeStock.FaultWriter;

namespace EdgeStock.SystemTests.Faults;

/// <summary>
/// The power cut at moments of a recorded run. What stands before the last flush is on the disk; of what came after it, each sector of 512
/// octets is there with an even chance, so writes are torn; only ext4's superblock comes whole, as ext4 itself must trust it to. Each cut is tied to the acknowledgement that the disk had seen by then.
/// </summary>
internal static class PowerCuts
{
    private const int Superblock = 1024;
    private const int SuperblockBytes = 1024;

    /// <summary>Cuts at so many moments.</summary>
    /// <param name="kind">The fault, for the table.</param>
    /// <param name="keep">What a cut left is kept when it is not good.</param>
    public static async Task<IReadOnlyList<FaultRound>> RunAsync(string kind, string disk, string record, int cuts, Random chance, Reference reference, FaultFolder folder, bool keep = true)
    {
        var log = DiskLog.Read(record);
        var durable = (await File.ReadAllBytesAsync(disk)).AsMemory(GuestDisk.FirstSector * DiskLog.SectorBytes, GuestDisk.FileSystemBytes).ToArray();
        var (applied, next) = (0, 0);
        Acknowledgement? last = null;
        var rounds = new List<FaultRound>();
        foreach (var cut in Enumerable.Range(0, cuts).Select(_ => chance.Next(1, log.Writes.Count + 1)).Order())
        {
            for (; next < cut; next++)
            {
                last = log.Mark(log.Writes[next]) ?? last;
                if (log.Writes[next].Flush)
                {
                    for (; applied < next; applied++)
                    {
                        Apply(log, log.Writes[applied], durable, null);
                    }
                }
            }

            var torn = (byte[])durable.Clone();
            for (var i = applied; i < cut; i++)
            {
                Apply(log, log.Writes[i], torn, log.Writes[i].Durable ? null : chance);
            }

            rounds.Add(await JudgeAsync(kind, torn, last, reference, folder, keep));
        }

        return rounds;
    }

    private static async Task<FaultRound> JudgeAsync(string kind, byte[] torn, Acknowledgement? last, Reference reference, FaultFolder folder, bool keep)
    {
        var round = folder.Round("cut");
        var image = Path.Combine(round, "image");
        await File.WriteAllBytesAsync(image, torn);
        var files = Directory.CreateDirectory(Path.Combine(round, "files")).FullName;
        var judged = await GuestDisk.TakeOutAsync(image, files) is { } problem
            ? new FaultRound(kind, reference.CommitsOf(last), 0, 0, problem)
            : reference.Judge(kind, Path.Combine(files, "ledger.db"), last, keep);
        Directory.Delete(round, recursive: true);
        return judged;
    }

    /// <summary>Writes to the file system's image; marks and the partition table lie outside of it.</summary>
    private static void Apply(DiskLog log, DiskWrite write, byte[] image, Random? chance)
    {
        var superblock = chance is null || chance.Next(2) == 0;
        for (var i = 0; i < write.Sectors; i++)
        {
            var at = (write.Sector + i - GuestDisk.FirstSector) * DiskLog.SectorBytes;
            var there = at is >= Superblock and < Superblock + SuperblockBytes ? superblock : chance is null || chance.Next(2) == 0;
            if (at < 0 || at >= image.Length || !there)
            {
                continue;
            }

            var sector = image.AsSpan((int)at, DiskLog.SectorBytes);
            if (write.Discard)
            {
                sector.Clear();
            }
            else
            {
                log.Octets(write, i).CopyTo(sector);
            }
        }
    }
}
