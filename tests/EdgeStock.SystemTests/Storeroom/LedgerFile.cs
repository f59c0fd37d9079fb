using EdgeStock.Domain;
using EdgeStock.Ledger;

namespace EdgeStock.SystemTests.Storeroom;

/// <summary>What a ledger holds, read beside its gateway.</summary>
internal static class LedgerFile
{
    public static IReadOnlyList<LedgerEntry> Entries(string path)
    {
        using var ledger = LedgerReader.Open(path);
        return ledger.After(ledger.Base.Seq, int.MaxValue);
    }

    public static ChainHead Head(string path)
    {
        using var ledger = LedgerReader.Open(path);
        return ledger.Head;
    }

    /// <summary>The count of each bin, as the sum of its movements since it was last counted.</summary>
    public static IReadOnlyDictionary<string, int> Counts(IEnumerable<LedgerEntry> entries)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var e in entries.Select(EventCodec.Decode))
        {
            switch (e)
            {
                case StockCounted c:
                    counts[c.Bin] = c.Count;
                    break;
                case StockTaken t:
                    counts[t.Bin] -= t.Quantity;
                    break;
                case StockAdded a:
                    counts[a.Bin] += a.Quantity;
                    break;
                default:
                    break;
            }
        }

        return counts;
    }
}
