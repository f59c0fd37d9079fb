using System.Globalization;
using EdgeStock.Domain;
using EdgeStock.Ledger;
using Microsoft.Data.Sqlite;

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

    /// <summary>Rows of the ledger's file beside its entries, each as its columns with bars between them.</summary>
    public static IReadOnlyList<string> Rows(string path, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // a test's own text
        command.CommandText = sql;
#pragma warning restore CA2100
        using var rows = command.ExecuteReader();
        var lines = new List<string>();
        while (rows.Read())
        {
            lines.Add(string.Join('|', Enumerable.Range(0, rows.FieldCount).Select(i => Convert.ToString(rows.GetValue(i), CultureInfo.InvariantCulture))));
        }

        return lines;
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
