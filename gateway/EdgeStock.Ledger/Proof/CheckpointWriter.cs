namespace EdgeStock.Ledger.Proof;

/// <summary>Signs where the chain stands. Used by the ledger's one writer alone, between its commits.</summary>
public sealed class CheckpointWriter(LedgerStore ledger, SigningKey key)
{
    private Checkpoint? latest = ledger.LastCheckpoint;

    /// <summary>The one that was signed last; null before the first.</summary>
    public Checkpoint? Latest => Volatile.Read(ref latest);

    /// <summary>Whether it is time for the day's checkpoint: entries came since the last one, and another day (UTC) or another key.</summary>
    public bool IsDue(DateTimeOffset now) =>
        ledger.Head.Seq > 0 && (latest is not { } last || last.Key != key.Id || (last.Seq != ledger.Head.Seq && last.At.UtcDateTime.Date != now.UtcDateTime.Date));

    /// <summary>Signs the last committed entry and keeps that durably. Where this is done already, that checkpoint stands.</summary>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">The disk is full or broken; nothing was kept.</exception>
    public Checkpoint Sign(DateTimeOffset now)
    {
        var head = ledger.Head;
        if (latest is { } last && last.Seq == head.Seq && last.Hash.AsSpan().SequenceEqual(head.Hash) && last.Key == key.Id)
        {
            return last;
        }

        var checkpoint = Checkpoint.Sign(ledger.Identity, head, now, key);
        ledger.Keep(checkpoint);
        Volatile.Write(ref latest, checkpoint);
        return checkpoint;
    }
}
