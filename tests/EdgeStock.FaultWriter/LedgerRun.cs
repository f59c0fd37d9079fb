using EdgeStock.Domain;
using EdgeStock.Gateway;
using EdgeStock.Gateway.Intake;
using EdgeStock.Ledger;
using Microsoft.Data.Sqlite;

namespace EdgeStock.FaultWriter;

/// <summary>A ledger and the turn before it, gone on from where the file left off, as a gateway does at its start.</summary>
public sealed class LedgerRun : IDisposable
{
    /// <summary>Epoch of a ledger that is begun here: the same in every run, since it goes into each hash.</summary>
    private const long Epoch = 1;

    private readonly LedgerStore store;
    private readonly Turn turn;

    private LedgerRun(LedgerStore store)
    {
        this.store = store;
        var site = store.Site is { } kept ? SiteFile.Parse(kept.Text).Site : Ward.Files[0].Site;
        turn = new(site, store.Load(site), store.Head);
    }

    /// <summary>The last committed entry.</summary>
    public ChainHead Head => store.Head;

    /// <summary>Highest sample in the ledger.</summary>
    public ulong Taken => turn.TakenFrom(InputStream.Host);

    /// <summary>What the estimators remember and the read models show, as documents.</summary>
    public IReadOnlyList<string> Documents =>
        [.. store.MemoryDocuments().Select(d => $"memory {d.Kind} {d.Id} {d.Body}"), .. ProjectionText.Documents(turn.Projection).Select(d => $"view {d.Key.Kind} {d.Key.Id} {d.Value}")];

    /// <summary>Opens a ledger, or begins it.</summary>
    /// <param name="loose">The control: commits do not wait for the disk, so a power cut must lose some.</param>
    public static LedgerRun Open(string path, bool loose = false)
    {
        var store = LedgerStore.Open(path, Ward.Site, Ward.Gateway, Epoch);
        try
        {
            if (loose)
            {
                Loosen(store);
            }

            return new(store);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>The batch that follows what the ledger holds: its number, or the number of batches when all are there.</summary>
    /// <exception cref="InvalidDataException">The ledger ends inside a batch: a commit was not whole.</exception>
    public int NextOf(IReadOnlyList<Batch> batches)
    {
        var next = batches.TakeWhile(b => b.LastN <= Taken).Count();
        return Taken == (next == 0 ? 0 : batches[next - 1].LastN) ? next : throw new InvalidDataException($"the ledger ends with sample {Taken}, inside batch {next}");
    }

    /// <summary>Takes a batch, not yet durable.</summary>
    public LedgerCommit Take(Batch batch)
    {
        if (batch.Site is { } site)
        {
            turn.Configure(Ward.Files[site], batch.Taken, "uid-0");
        }

        turn.Take(new Tick(batch.Taken));
        foreach (var line in batch.Lines)
        {
            turn.Take(InputStream.Host, line, batch.Taken);
        }

        return turn.LastFault is { } fault ? throw new InvalidOperationException("the domain failed on an input", fault) : turn.TakeCommit(0);
    }

    /// <summary>Makes it durable; a commit that failed may be tried again.</summary>
    /// <exception cref="SqliteException">The disk is full or broken.</exception>
    public Acknowledgement Commit(LedgerCommit commit)
    {
        store.Commit(commit);
        return new(store.Head.Seq, store.Head.HexHash, Taken);
    }

    /// <inheritdoc/>
    public void Dispose() => store.Dispose();

    /// <summary>The product has no such switch and shall have none, so its one connection is taken from it.</summary>
    private static void Loosen(LedgerStore store)
    {
        var field = typeof(LedgerStore).GetFields(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic).Single(f => f.FieldType == typeof(SqliteConnection));
        using var command = ((SqliteConnection)field.GetValue(store)!).CreateCommand();
        command.CommandText = "PRAGMA synchronous=OFF";
        command.ExecuteNonQuery();
    }
}
