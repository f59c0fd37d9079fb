using Microsoft.Data.Sqlite;

namespace EdgeStock.SystemTests.Storeroom;

/// <summary>A copy of a ledger for a test to damage.</summary>
internal static class LedgerCopy
{
    /// <summary>Copies a ledger beside its running gateway, over a connection that cannot write to it.</summary>
    public static void Make(string ledger, string copy)
    {
        using var source = Open(ledger, SqliteOpenMode.ReadOnly);
        using var target = Open(copy, SqliteOpenMode.ReadWriteCreate);
        source.BackupDatabase(target);
    }

    /// <summary>Changes one byte of an entry's payload, as somebody who can write the file could: the triggers are dropped first.</summary>
    public static void ChangeOneByte(string ledger, long seq)
    {
        using var connection = Open(ledger, SqliteOpenMode.ReadWrite);
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            DROP TRIGGER IF EXISTS entry_append_only_update;
            DROP TRIGGER IF EXISTS entry_append_only_delete;
            DROP TRIGGER IF EXISTS entry_gapless;
            SELECT payload FROM entry WHERE seq = $seq;
            """;
        command.Parameters.AddWithValue("$seq", seq);
        var payload = (byte[])command.ExecuteScalar()!;

        // a digit, so that it is still JSON: only the chain can tell
        var digit = Array.FindIndex(payload, b => b is >= (byte)'0' and <= (byte)'8');
        payload[digit]++;
        command.CommandText = "UPDATE entry SET payload = $payload WHERE seq = $seq";
        command.Parameters.AddWithValue("$payload", payload);
        Assert.Equal(1, command.ExecuteNonQuery());
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
