using EdgeStock.Domain;

namespace EdgeStock.Ledger;

/// <summary>A step of a restore; a power cut between any two of them leaves the old ledger or the new one, never a mixture.</summary>
public enum RestoreStep
{
    /// <summary>The backup is copied beside the ledger.</summary>
    Copied,

    /// <summary>The copy begins its own epoch and is verified: it is a ledger to go on with.</summary>
    Prepared,

    /// <summary>It is decided: from here on a restore, or the next start of the gateway, goes through with it.</summary>
    Decided,

    /// <summary>The old ledger's file is out of the way.</summary>
    OldFileAside,

    /// <summary>Its log is, too.</summary>
    OldLogAside,

    /// <summary>The new ledger has the ledger's name.</summary>
    Placed,
}

/// <summary>
/// Puts a backup in the place of a ledger. The new ledger is made ready and verified under another name; a marker file then decides; what
/// follows are renames that can be gone through again. The old ledger is kept aside with its log.
/// </summary>
public static class LedgerRestore
{
    private const string NextName = ".next";
    private const string MarkerName = ".swap";
    private const long Reserve = 16L * 1024 * 1024;

    /// <summary>Restores. The caller holds the ledger's lock and has verified the backup.</summary>
    /// <param name="path">The ledger; it may be missing or damaged.</param>
    /// <param name="backup">The file to restore from; only read.</param>
    /// <param name="epoch">The new epoch, higher than any that was published.</param>
    /// <param name="at">The clock, whole milliseconds.</param>
    /// <param name="aside">Name, in the ledger's folder, under which the old ledger is kept.</param>
    /// <param name="erasures">Names that were erased in the ledgers before: they are erased in the restored one too, before it takes its place.</param>
    /// <param name="reached">Told after each step.</param>
    /// <returns>The first entry of the new epoch.</returns>
    /// <exception cref="BackupException">There is no room, or what was copied does not hold.</exception>
    public static LedgerEntry Run(string path, string backup, long epoch, DateTimeOffset at, string aside, IReadOnlyList<PersonErased> erasures, Action<RestoreStep>? reached = null)
    {
        var next = path + NextName;
        var folder = Disk.FolderOf(path);
        RemoveNext(next);
        var (free, wanted) = (Disk.Free(folder), OnlineCopy.SizeOf(backup) + Reserve);
        if (free < wanted)
        {
            throw new BackupException($"{folder} has {free >> 20} MB free and the restored ledger wants {wanted >> 20} MB: make room there; the old ledger is kept until you delete it");
        }

        OnlineCopy.Make(backup, next);
        reached?.Invoke(RestoreStep.Copied);
        var first = BeginEpoch(next, epoch, at, Path.GetFileName(backup), erasures);
        Disk.Flush(next);
        if (LedgerSoundness.Problem(next) is { } problem)
        {
            throw new BackupException($"the copy of {backup} in {folder} does not hold ({problem}): the disk of the data folder is bad; the ledger is as it was");
        }

        RemoveLog(next);
        Disk.GiveToOwnerOf(folder, next);
        Disk.GiveToOwnerOf(folder, path + ".lock");
        reached?.Invoke(RestoreStep.Prepared);
        Decide(path + MarkerName, aside);
        reached?.Invoke(RestoreStep.Decided);
        Finish(path, reached);
        return first;
    }

    /// <summary>Goes through with a restore that was decided and cut off, and clears away one that was not. The caller holds the ledger's lock.</summary>
    /// <returns>True when one was finished.</returns>
    public static bool Finish(string path, Action<RestoreStep>? reached = null)
    {
        var (next, marker) = (path + NextName, path + MarkerName);
        if (!File.Exists(marker))
        {
            RemoveNext(next);
            return false;
        }

        // Without the new file it has its name already, and what stands there is not the old one.
        if (File.Exists(next))
        {
            var folder = Disk.FolderOf(path);
            var aside = Path.Combine(folder, Path.GetFileName(File.ReadAllText(marker).Trim()));

            // First the file: from then on nobody can open it and begin another log beside it.
            Move(path, aside);
            Disk.FlushFolder(folder);
            reached?.Invoke(RestoreStep.OldFileAside);
            Move(path + "-wal", aside + "-wal");
            File.Delete(path + "-shm");
            Disk.FlushFolder(folder);
            reached?.Invoke(RestoreStep.OldLogAside);
            Disk.Rename(next, path);
            reached?.Invoke(RestoreStep.Placed);
        }

        File.Delete(marker);
        Disk.FlushFolder(Disk.FolderOf(path));
        return true;
    }

    private static LedgerEntry BeginEpoch(string next, long epoch, DateTimeOffset at, string file, IReadOnlyList<PersonErased> erasures)
    {
        LedgerIdentity identity;
        using (var reader = LedgerReader.Open(next))
        {
            identity = reader.Identity;
        }

        LedgerEntry first;
        using (var store = LedgerStore.OpenCopy(next, identity))
        {
            first = store.BeginEpoch(epoch, at, file, erasures);
        }

        RemoveLog(next);
        return first;
    }

    private static void Decide(string marker, string aside)
    {
        File.WriteAllText(marker + ".part", aside + "\n");
        Disk.Flush(marker + ".part");
        Disk.Rename(marker + ".part", marker);
    }

    private static void Move(string from, string to)
    {
        if (File.Exists(from))
        {
            File.Move(from, to, overwrite: true);
        }
    }

    /// <summary>A log without content, as a reader leaves it behind, goes; one with content would be entries that are not in the file.</summary>
    private static void RemoveLog(string next)
    {
        if (new FileInfo(next + "-wal") is { Exists: true, Length: > 0 })
        {
            throw new IOException($"{next}-wal was not taken into its file: look at the disk, and run the restore again");
        }

        File.Delete(next + "-wal");
        File.Delete(next + "-shm");
        File.Delete(next + ".lock");
    }

    private static void RemoveNext(string next)
    {
        foreach (var suffix in new[] { "", "-wal", "-shm", "-journal", ".lock" })
        {
            File.Delete(next + suffix);
        }
    }
}
