using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EdgeStock.Ledger;

/// <summary>How far a backup has come.</summary>
/// <param name="Checking">It is copied and being checked.</param>
/// <param name="Done">Bytes copied, or entries checked.</param>
/// <param name="Total">Of so many; about so many while copying.</param>
public readonly record struct BackupStep(bool Checking, long Done, long Total);

/// <summary>A backup was not made; the message says why and what to do.</summary>
/// <param name="damaged">The ledger itself is damaged.</param>
public sealed class BackupException(string message, bool damaged = false) : Exception(message)
{
    /// <summary>The ledger itself is damaged: not the backup is what has to be mended.</summary>
    public bool LedgerDamaged => damaged;
}

/// <summary>
/// Backups of a ledger: copied beside the running writer, checked whole, and only then given their name. A file with a backup's name is one
/// that verified when it was written, also after a power cut.
/// </summary>
public static class LedgerBackup
{
    private const string Unfinished = ".part";
    private const int Slack = 2;

    /// <summary>Makes a backup in a folder, under its own name.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="folder">Where to; made when it is missing.</param>
    /// <param name="at">The instant for its name.</param>
    /// <exception cref="BackupException">It was not made.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> fired.</exception>
    public static BackupFile InFolder(string ledger, string folder, DateTimeOffset at, IProgress<BackupStep>? progress = null, CancellationToken stop = default)
    {
        try
        {
            if (!Directory.Exists(folder))
            {
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
                Disk.GiveToOwnerOf(Disk.FolderOf(folder), folder);
            }

            var alone = Path.Combine(folder, "backup.lock");
            using var only = Lock(alone);
            Disk.GiveToOwnerOf(folder, alone);
            var part = Path.Combine(folder, "ledger" + Unfinished);

            // One that a kill or a power cut left: we hold the lock, so nobody is making it. Other files of the folder are not ours.
            File.Delete(part);
            var seq = Make(ledger, part, progress, stop);
            var path = Path.Combine(folder, BackupFile.NameOf(at, seq));
            Disk.GiveToOwnerOf(folder, part);
            Disk.Rename(part, path);
            return BackupFile.Parse(path)!;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"the folder {folder} cannot take a backup: {e.Message}: give one that the gateway's user may write");
        }
    }

    /// <summary>Makes a backup under a name that somebody chose; nothing may stand there.</summary>
    /// <returns>The last entry in it.</returns>
    /// <exception cref="BackupException">It was not made.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> fired.</exception>
    public static long As(string ledger, string file, IProgress<BackupStep>? progress = null, CancellationToken stop = default)
    {
        if (File.Exists(file))
        {
            throw new BackupException($"{file} exists already: give a new name");
        }

        try
        {
            File.Delete(file + Unfinished);
            var seq = Make(ledger, file + Unfinished, progress, stop);
            Disk.Rename(file + Unfinished, file);
            return seq;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"{file} cannot be written: {e.Message}");
        }
    }

    /// <summary>
    /// Deletes what is older than the newest <paramref name="keep"/> backups. Age is counted in entries, never in time: a clock that was set
    /// wrong deletes nothing. A file that is not the backup that its name says does not count as one, and stays.
    /// </summary>
    /// <returns>What was deleted.</returns>
    public static IReadOnlyList<BackupFile> Prune(string folder, int keep)
    {
        var older = BackupFile.In(folder).Select(b => (File: b, Epoch: EpochOf(b))).Where(b => b.Epoch is not null)
            .OrderByDescending(b => b.Epoch).ThenByDescending(b => b.File.Seq).ThenByDescending(b => b.File.At).Skip(keep).Select(b => b.File).ToList();
        older.ForEach(b => File.Delete(b.Path));
        return older;
    }

    /// <summary>Epoch of the last entry of a backup; null when the file is not what its name says.</summary>
    private static long? EpochOf(BackupFile backup)
    {
        try
        {
            using var ledger = LedgerReader.Open(backup.Path);
            return ledger.Head.Seq == backup.Seq ? ledger.Epochs.Current : null;
        }
        catch (Exception e) when (e is SqliteException or LedgerFormatException)
        {
            return null;
        }
    }

    private static long Make(string ledger, string part, IProgress<BackupStep>? progress, CancellationToken stop)
    {
        var size = OnlineCopy.SizeOf(ledger);
        var free = Disk.Free(Disk.FolderOf(part));
        if (free < Slack * size)
        {
            throw new BackupException($"{Disk.FolderOf(part)} has {Megabytes(free)} MB free and a backup wants {Megabytes(Slack * size)} MB, twice the ledger: make room, keep fewer backups (--keep), or give another folder (--backups)");
        }

        try
        {
            Begin(part);
            OnlineCopy.Make(ledger, part, progress is null ? null : new Told(done => progress.Report(new(false, done, size))), stop);
            Disk.Flush(part);
            var seq = Head(part);
            Check(ledger, part, progress is null ? null : new Told(done => progress.Report(new(true, done, seq))), stop);
            return seq;
        }
        catch (SqliteException e) when (e.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB)
        {
            File.Delete(part);
            throw Damaged(ledger, e.Message);
        }
        catch (SqliteException e)
        {
            File.Delete(part);
            throw new BackupException($"the ledger could not be copied to {part}: {e.Message}");
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }

    private static void Check(string ledger, string part, Told? progress, CancellationToken stop)
    {
        if (LedgerSoundness.Problem(part, progress, stop) is { } problem)
        {
            // Which of the two is it? A ledger that holds was written to a bad medium.
            throw LedgerSoundness.Problem(ledger, null, stop) is { } own
                ? Damaged(ledger, own)
                : new BackupException($"the copy in {Disk.FolderOf(part)} does not hold though the ledger does ({problem}): the medium of the backups is bad, give another folder (--backups)");
        }
    }

    /// <summary>An empty file that only its owner may read; SQLite fills it.</summary>
    private static void Begin(string part)
    {
        using var file = new FileStream(part, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
    }

    private static BackupException Damaged(string ledger, string problem) =>
        new($"the ledger {ledger} is damaged ({problem}): stop the gateway, keep the file as it is, and restore the newest backup with 'edgestock restore'", damaged: true);

    private static long Head(string path)
    {
        using var copy = LedgerReader.Open(path);
        return copy.Head.Seq;
    }

    private static FileStream Lock(string path)
    {
        try
        {
            return LedgerLock.Alone(path);
        }
        catch (IOException e) when (LedgerLock.IsHeld(e))
        {
            throw new BackupException($"another backup is being made in {Disk.FolderOf(path)} ({e.Message}): wait for it");
        }
    }

    private static long Megabytes(long bytes) => (bytes + (1 << 20) - 1) >> 20;

    /// <summary>Progress on the caller's thread.</summary>
    private sealed class Told(Action<long> tell) : IProgress<long>
    {
        public void Report(long value) => tell(value);
    }
}
