using Microsoft.Data.Sqlite;

namespace EdgeStock.Ledger;

/// <summary>Whether a ledger's file can be gone on with: SQLite's own check of its pages, and the whole chain.</summary>
public static class LedgerSoundness
{
    /// <summary>Looks through a whole file; its writer may go on meanwhile.</summary>
    /// <param name="path">The ledger.</param>
    /// <param name="progress">Told the sequence reached.</param>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> fired.</exception>
    public static string? Problem(string path, IProgress<long>? progress = null, CancellationToken stop = default)
    {
        try
        {
            using var ledger = LedgerReader.Open(path);
            if (ledger.PageProblem(stop) is { } damage)
            {
                return $"its pages are damaged: {damage}";
            }

            var report = ChainVerifier.Verify(ledger, new Step(progress, stop));
            return report.BrokenAt is { } broken ? $"its chain is broken at entry {broken}: {report.Problem}" : null;
        }
        catch (Exception e) when (e is SqliteException or LedgerFormatException)
        {
            return e.Message;
        }
    }

    private sealed class Step(IProgress<long>? progress, CancellationToken stop) : IProgress<long>
    {
        public void Report(long value)
        {
            stop.ThrowIfCancellationRequested();
            progress?.Report(value);
        }
    }
}
