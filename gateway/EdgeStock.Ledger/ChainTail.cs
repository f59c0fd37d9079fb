namespace EdgeStock.Ledger;

/// <summary>A look at a ledger's last entries when it is opened: what a start can afford. <c>edgestock verify</c> looks at all.</summary>
internal static class ChainTail
{
    /// <summary>Some 50 ms of a PC's time.</summary>
    private const int Entries = 10_000;
    private const int Page = 1000;

    /// <summary>What is wrong with the last entries; null when each follows from the one before.</summary>
    public static string? Problem(LedgerReader ledger)
    {
        try
        {
            var (last, from) = (ledger.Head.Seq, ledger.Base);
            if (last - Entries > from.Seq)
            {
                var before = ledger.After(last - Entries - 1, 1)[0];
                from = new(before.Seq, before.Hash);
            }

            while (ledger.After(from.Seq, Page) is { Count: > 0 } page)
            {
                foreach (var entry in page)
                {
                    if (entry.Seq != from.Seq + 1 || !entry.Hash.AsSpan().SequenceEqual(Chain.HashOf(from.Hash, entry)))
                    {
                        return $"entry {from.Seq + 1} of the ledger does not follow from the one before it";
                    }

                    from = new(entry.Seq, entry.Hash);
                }
            }

            return null;
        }
        catch (Exception e) when (e is LedgerFormatException || Damage.Explains(e))
        {
            return $"the last entries of the ledger cannot be read ({e.Message})";
        }
    }
}
