namespace EdgeStock.Ledger.Proof;

/// <summary>One step of a walk over a chain.</summary>
/// <param name="Head">Where the walk stands: the entry's place and the hash that it carries; an empty hash where that cannot be read.</param>
/// <param name="Entry">The entry; null where none can be read.</param>
/// <param name="Finding">What is wrong here; null when the entry holds.</param>
internal readonly record struct ChainStep(ChainHead Head, LedgerEntry? Entry, Finding? Finding);

/// <summary>
/// Walks the whole chain. Behind a broken entry it goes on from the hash that this entry carries, so that one change is one finding;
/// behind a hole it goes on from the first entry there, which then nothing can be held against.
/// </summary>
internal static class ChainWalk
{
    public static IEnumerable<ChainStep> Over(LedgerReader ledger)
    {
        var head = ledger.Base;
        if (head.Seq == 0 && !head.Hash.AsSpan().SequenceEqual(ledger.Identity.Genesis))
        {
            yield return new(head, null, new(FindingPart.Entry, 1, 1, "the ledger's identity was changed: its genesis hash does not belong to site, gateway and epoch"));
        }

        foreach (var found in EntryScan.After(ledger.Connection, head.Seq))
        {
            var seq = found switch { FoundEntry f => f.Entry.Seq, FoundDamaged d => d.Seq, FoundUnreadable u => u.From, _ => head.Seq + 1 };
            if (seq > head.Seq + 1)
            {
                var (from, to) = (head.Seq + 1, seq - 1);
                head = new(to, []);
                yield return new(head, null, new(FindingPart.Missing, from, to, from == to ? $"entry {from} is missing" : $"entries {from} to {to} are missing"));
            }

            var step = found switch
            {
                FoundEntry { Entry: var entry } => new(new(seq, entry.Hash), entry, Problem(head, entry) is { } problem ? new(FindingPart.Entry, seq, seq, problem) : null),
                FoundDamaged d => new(new(seq, d.Hash ?? []), null, new(FindingPart.Entry, seq, seq, d.Problem)),
                FoundUnreadable u => new ChainStep(new(u.To ?? seq, []), null, new(FindingPart.Unreadable, seq, u.To, $"cannot be read: {u.Problem}")),
                _ => throw new InvalidOperationException($"{found.GetType().Name} has no place in the walk"),
            };
            head = step.Head;
            yield return step;
        }
    }

    private static string? Problem(ChainHead before, LedgerEntry entry)
    {
        if (before.Hash.Length > 0 && !entry.Hash.AsSpan().SequenceEqual(Chain.HashOf(before.Hash, entry)))
        {
            return "its hash does not follow from its content and the entry before";
        }

        try
        {
            EventCodec.Decode(entry);
            return null;
        }
        catch (LedgerFormatException e)
        {
            return e.Message;
        }
    }
}
