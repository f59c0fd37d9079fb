using Microsoft.Data.Sqlite;

namespace EdgeStock.Ledger.Proof;

/// <summary>Holds the checkpoints of a ledger against its chain, its keys and, where they are given, the keys that are trusted.</summary>
internal sealed class CheckpointCheck
{
    private readonly LedgerReader ledger;
    private readonly Findings findings;
    private readonly IReadOnlyCollection<string> trusted;
    private readonly Dictionary<string, VerifyingKey?> keys = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> foreign = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<Checkpoint> all = [];
    private int next;

    /// <summary>Reads the checkpoints as they are now: the walk that follows reaches at least as far.</summary>
    public CheckpointCheck(LedgerReader ledger, IReadOnlyCollection<string> trusted, Findings findings)
    {
        (this.ledger, this.trusted, this.findings) = (ledger, trusted, findings);
        try
        {
            all = CheckpointRows.All(ledger.Connection);
            foreach (var (id, pem) in CheckpointRows.Keys(ledger.Connection))
            {
                keys.Add(id, Key(id, pem));
            }
        }
        catch (Exception e) when (e is SqliteException or InvalidCastException)
        {
            findings.Add(FindingPart.Checkpoint, $"cannot be read: {e.Message}");
        }

        if (trusted.Count > 0 && all.Count == 0)
        {
            findings.Add(FindingPart.Checkpoint, "there is none, so the key that was given signed nothing");
        }
    }

    /// <summary>How many there are.</summary>
    public int Count => all.Count;

    /// <summary>The one of the highest entry; null when there is none.</summary>
    public Checkpoint? Last => all.Count > 0 ? all[^1] : null;

    /// <summary>Fingerprints of the keys that signed.</summary>
    public IReadOnlyList<string> Signers => [.. all.Select(c => c.Key).Distinct(StringComparer.Ordinal)];

    /// <summary>The walk stands at an entry, or behind a hole: checks what was signed up to here.</summary>
    public void Check(ChainHead reached)
    {
        for (; next < all.Count && all[next].Seq <= reached.Seq; next++)
        {
            var checkpoint = all[next];
            CheckSignature(checkpoint);
            if (checkpoint.Seq < reached.Seq || reached.Hash.Length == 0)
            {
                findings.Add(FindingPart.Checkpoint, checkpoint.Seq, "what it signs cannot be read");
            }
            else if (!checkpoint.Hash.AsSpan().SequenceEqual(reached.Hash))
            {
                findings.Add(FindingPart.Checkpoint, checkpoint.Seq, $"the entry was another one when it was signed, with the hash {checkpoint.HexHash}");
            }
        }
    }

    /// <summary>The walk has ended: what is signed beyond it was cut off.</summary>
    public void Finish(ChainHead head)
    {
        if (next < all.Count)
        {
            findings.Add(new(FindingPart.Tail, head.Seq + 1, all[^1].Seq, $"are not there, but a checkpoint of {all[^1].At:yyyy-MM-dd HH:mm:ss}Z knows of them"));
        }

        for (; next < all.Count; next++)
        {
            CheckSignature(all[next]);
        }

        foreach (var (key, count) in foreign)
        {
            findings.Add(FindingPart.Checkpoint, $"{count} of {all.Count} are signed by {key}, which is not a key that was given");
        }
    }

    private void CheckSignature(Checkpoint checkpoint)
    {
        if (!keys.TryGetValue(checkpoint.Key, out var key))
        {
            findings.Add(FindingPart.Checkpoint, checkpoint.Seq, $"its key {checkpoint.Key} is not kept here");
        }
        else if (key is not null && !checkpoint.IsSignedBy(key, ledger.Identity))
        {
            findings.Add(FindingPart.Checkpoint, checkpoint.Seq, "its signature does not belong to what it says");
        }

        if (trusted.Count > 0 && !trusted.Contains(checkpoint.Key))
        {
            // Told once in the end: it would be a year's worth of findings, and hide all others.
            foreign[checkpoint.Key] = foreign.GetValueOrDefault(checkpoint.Key) + 1;
        }
    }

    private VerifyingKey? Key(string id, string pem)
    {
        if (VerifyingKey.From(pem) is { } key && key.Id == id)
        {
            return key;
        }

        findings.Add(FindingPart.Checkpoint, $"the key {id} is not what its fingerprint says");
        return null;
    }
}
