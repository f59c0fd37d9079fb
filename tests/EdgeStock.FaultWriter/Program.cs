using EdgeStock.FaultWriter;
using EdgeStock.Ledger;
using Microsoft.Data.Sqlite;

// Writes a storeroom's ledger for a test to interrupt. Each commit that returned is acknowledged on standard output. Exit codes: 0 all
// batches are in the ledger, 1 a commit failed for good (also said there), 2 wrong use.
try
{
    var options = Options.Read(args);
    using var marks = options.Marks is { } device ? new MarkDisk(device) : null;
    return Write(options, marks);
}
catch (FormatException e)
{
    Console.Error.WriteLine($"{e.Message}\n{Options.Usage}");
    return 2;
}

static int Write(Options options, MarkDisk? marks)
{
    var batches = InputStream.Make(options.Seed, options.Batches);
    using var run = LedgerRun.Open(options.Ledger, options.Loose);
    var unsaid = new Queue<Acknowledgement>();
    foreach (var batch in batches.Skip(run.NextOf(batches)))
    {
        if (Commit(run, run.Take(batch), options) is not { } acknowledgement)
        {
            return 1;
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

    Console.WriteLine("end");
    return 0;
}

static void Say(Acknowledgement acknowledgement, MarkDisk? marks)
{
    marks?.Write(acknowledgement.Text);
    Console.WriteLine(acknowledgement.Text);
}

// null: it failed, and again when it was tried again
static Acknowledgement? Commit(LedgerRun run, LedgerCommit commit, Options options)
{
    const int Tries = 3;
    for (var i = 0; i < Tries; i++)
    {
        try
        {
            return run.Commit(commit);
        }
        catch (SqliteException e)
        {
            Console.WriteLine($"refused {e.SqliteErrorCode} {e.Message}");
            if (options.Ballast is { } ballast)
            {
                File.Delete(ballast);
            }
        }
    }

    return null;
}
