using Microsoft.Data.Sqlite;

namespace EdgeStock.Ledger;

/// <summary>What a check of the chain found.</summary>
/// <param name="Entries">Entries checked.</param>
/// <param name="Head">The last entry whose chain holds.</param>
/// <param name="BrokenAt">Sequence of the first broken entry; null when all hold.</param>
/// <param name="Problem">What is wrong with it.</param>
public sealed record ChainReport(long Entries, ChainHead Head, long? BrokenAt, string? Problem);

/// <summary>Checks that every entry follows from the one before it.</summary>
public static class ChainVerifier
{
    private const int Page = 1000;

    /// <summary>Walks the whole chain; stops at the first broken entry.</summary>
    /// <param name="ledger">The ledger to check; its writer may go on meanwhile.</param>
    /// <param name="progress">Told the sequence reached, every thousand entries.</param>
    public static ChainReport Verify(LedgerReader ledger, IProgress<long>? progress = null)
    {
        var head = ledger.Base;
        if (head.Seq == 0 && !head.Hash.AsSpan().SequenceEqual(ledger.Identity.Genesis))
        {
            return new(0, head, 1, "the ledger's identity was changed: its genesis hash does not belong to site, gateway and epoch");
        }

        long entries = 0;
        var size = Page;
        while (true)
        {
            IReadOnlyList<LedgerEntry> page;
            try
            {
                page = ledger.After(head.Seq, size);
            }
            catch (Exception e) when (e is SqliteException or ArgumentOutOfRangeException)
            {
                // One at a time from here on, to name the entry and not the page.
                if (size == 1)
                {
                    return new(entries, head, head.Seq + 1, $"it cannot be read: {e.Message}");
                }

                size = 1;
                continue;
            }

            foreach (var entry in page)
            {
                if (Problem(head, entry) is { } problem)
                {
                    return new(entries, head, head.Seq + 1, problem);
                }

                head = new(entry.Seq, entry.Hash);
                entries++;
            }

            if (page.Count == 0)
            {
                return new(entries, head, null, null);
            }

            progress?.Report(head.Seq);
        }
    }

    private static string? Problem(ChainHead head, LedgerEntry entry)
    {
        if (entry.Seq != head.Seq + 1)
        {
            return $"entry {head.Seq + 1} is missing";
        }

        if (!entry.Hash.AsSpan().SequenceEqual(Chain.HashOf(head.Hash, entry)))
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
