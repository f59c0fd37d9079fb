using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EdgeStock.Ledger;

/// <summary>A copy of a ledger, whole and of one instant, made while its writer goes on.</summary>
public static class OnlineCopy
{
    /// <summary>SQLite is asked whether to go on each so many of its steps: some milliseconds.</summary>
    private const int Steps = 20_000;

    /// <summary>The disk gets the copy in portions: the writer's own flushes would wait for a large one.</summary>
    private const long Portion = 4L * 1024 * 1024;

    /// <summary>Size of a ledger with its log, in bytes; 0 for none.</summary>
    public static long SizeOf(string ledger) => new[] { ledger, ledger + "-wal" }.Select(f => new FileInfo(f)).Where(f => f.Exists).Sum(f => f.Length);

    /// <summary>Copies a ledger into a file that does not exist yet.</summary>
    /// <param name="ledger">The ledger; only read.</param>
    /// <param name="target">The copy. It is not on the disk for sure, nor checked, when this returns. What was begun is left there after a failure.</param>
    /// <param name="progress">Told how many bytes are written.</param>
    /// <exception cref="SqliteException">The ledger is damaged, or the disk of the copy is full.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> fired.</exception>
    public static void Make(string ledger, string target, IProgress<long>? progress = null, CancellationToken stop = default)
    {
        // A read-only connection can neither write to the ledger nor move its log: the writer is left alone.
        using var connection = LedgerReader.Connect(ledger);
        using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $target";
        command.Parameters.AddWithValue("$target", target);
        var flushed = 0L;
        Watched(connection, () => command.ExecuteNonQuery(), Meanwhile, stop);

        void Meanwhile()
        {
            var written = new FileInfo(target) is { Exists: true } file ? file.Length : 0;
            if (written - flushed >= Portion)
            {
                Disk.Flush(target);
                flushed = written;
            }

            progress?.Report(written);
        }
    }

    /// <summary>Runs a long statement that can be broken off.</summary>
    internal static T Watched<T>(SqliteConnection connection, Func<T> statement, Action meanwhile, CancellationToken stop)
    {
        raw.sqlite3_progress_handler(connection.Handle, Steps, _ => Ask(), null);
        try
        {
            return statement();
        }
        catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_INTERRUPT && stop.IsCancellationRequested)
        {
            throw new OperationCanceledException(stop);
        }
        finally
        {
            raw.sqlite3_progress_handler(connection.Handle, 0, null, null);
        }

        int Ask()
        {
            meanwhile();
            return stop.IsCancellationRequested ? 1 : 0;
        }
    }
}
