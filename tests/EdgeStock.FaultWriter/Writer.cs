using EdgeStock.Ledger;
using Microsoft.Data.Sqlite;

namespace EdgeStock.FaultWriter;

/// <summary>Writes one ledger to its end, or until a commit fails for good, and says what became of each commit.</summary>
/// <param name="said">Where it says so; a line is there when the call returns.</param>
internal sealed class Writer(Options options, TextWriter said)
{
    private const int Tries = 3;

    /// <summary>Goes on from what the ledger holds.</summary>
    public void Run()
    {
        said.WriteLine($"begin {options.Ledger}");
        try
        {
            Write();
        }
        catch (Exception e) when (e is SqliteException or LedgerFormatException)
        {
            // it could not even be opened, or closed
            said.WriteLine($"failed {e.Message}");
        }
    }

    private void Write()
    {
        var batches = InputStream.Make(options.Seed, options.Batches);
        using var marks = options.Marks is { } device ? new MarkDisk(device) : null;
        using var run = LedgerRun.Open(options.Ledger, options.Loose);
        var unsaid = new Queue<Acknowledgement>();
        var commits = 0;
        foreach (var batch in batches.Skip(run.NextOf(batches)))
        {
            if (options.Trip is { } trip && commits++ == options.TripAfter)
            {
                File.WriteAllText(trip, "1");
            }

            if (Commit(run, run.Take(batch)) is not { } acknowledgement)
            {
                said.WriteLine("failed");
                return;
            }

            unsaid.Enqueue(acknowledgement);
            if (unsaid.Count > options.Unsaid)
            {
                Say(unsaid.Dequeue(), marks);
            }
        }

        foreach (var last in unsaid)
        {
            Say(last, marks);
        }

        said.WriteLine("end");
    }

    private void Say(Acknowledgement acknowledgement, MarkDisk? marks)
    {
        marks?.Write(acknowledgement.Text);
        said.WriteLine(acknowledgement.Text);
    }

    /// <summary>Null: it failed, and again when it was tried again.</summary>
    private Acknowledgement? Commit(LedgerRun run, LedgerCommit commit)
    {
        for (var i = 0; i < Tries; i++)
        {
            try
            {
                return run.Commit(commit);
            }
            catch (SqliteException e)
            {
                said.WriteLine($"refused {e.SqliteExtendedErrorCode} {e.Message}");
                if (options.Ballast is { } ballast)
                {
                    File.Delete(ballast);
                }
            }
        }

        return null;
    }
}
