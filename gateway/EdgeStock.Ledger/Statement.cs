using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EdgeStock.Ledger;

/// <summary>
/// A prepared statement of the writer, on SQLite's own interface: the driver's command costs as much as the row that it writes.
/// Parameters are numbered from 1 and stay bound until they are bound anew.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    public Statement(SqliteConnection connection, string sql)
    {
        database = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement));
    }

    public Statement Bind(int parameter, long value)
    {
        Check(raw.sqlite3_bind_int64(statement, parameter, value));
        return this;
    }

    public Statement Bind(int parameter, string? value)
    {
        Check(value is null ? raw.sqlite3_bind_null(statement, parameter) : raw.sqlite3_bind_text(statement, parameter, value));
        return this;
    }

    /// <summary>Text that is UTF-8 already.</summary>
    public Statement BindUtf8(int parameter, ReadOnlySpan<byte> value)
    {
        Check(raw.sqlite3_bind_text(statement, parameter, value));
        return this;
    }

    /// <summary>A value of a BLOB column.</summary>
    public Statement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        Check(raw.sqlite3_bind_blob(statement, parameter, value));
        return this;
    }

    /// <summary>Runs it; it returns no rows.</summary>
    /// <exception cref="SqliteException">A trigger or a constraint refused it, or the disk is full or broken.</exception>
    public void Run()
    {
        var result = raw.sqlite3_step(statement);
        if (result != raw.SQLITE_DONE)
        {
            // The step's own code: what the reset returns is the same, and it clears the message.
            try
            {
                Check(result);
            }
            finally
            {
                raw.sqlite3_reset(statement);
            }
        }

        raw.sqlite3_reset(statement);
    }

    public void Dispose() => statement.Dispose();

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, database);
}
