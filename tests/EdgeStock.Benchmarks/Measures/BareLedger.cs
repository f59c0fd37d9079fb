using EdgeStock.Ledger;
using Microsoft.Data.Sqlite;

namespace EdgeStock.Benchmarks.Measures;

/// <summary>The floor of durability with SQLite: one table, one prepared insert, a transaction for each batch, WAL and FULL as in the ledger.</summary>
internal sealed class BareLedger : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand insert;
    private long seq;

    public BareLedger(string path)
    {
        SQLitePCL.Batteries_V2.Init();
        connection = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using var begin = connection.CreateCommand();
        begin.CommandText = """
            PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=1000; PRAGMA journal_size_limit=8388608;
            CREATE TABLE entry(seq INTEGER PRIMARY KEY, kind TEXT, room TEXT, subject TEXT, occurred INTEGER, recorded INTEGER, payload BLOB, hash BLOB) STRICT;
            """;
        begin.ExecuteNonQuery();
        insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO entry VALUES ($0, $1, $2, $3, $4, $5, $6, $7)";
        for (var i = 0; i < 8; i++)
        {
            insert.Parameters.Add(new SqliteParameter($"${i}", null));
        }
    }

    /// <summary>Appends these rows in one transaction; when it returns they are on the disk.</summary>
    public void Commit(IReadOnlyList<LedgerEntry> rows)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        insert.Transaction = transaction;
        foreach (var row in rows)
        {
            Set(++seq, row.Kind, row.Room, row.Subject, row.Occurred.ToUnixTimeMilliseconds(), row.Recorded.ToUnixTimeMilliseconds(), row.Payload, row.Hash);
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public void Dispose()
    {
        insert.Dispose();
        connection.Dispose();
    }

    private void Set(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            insert.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }
}
