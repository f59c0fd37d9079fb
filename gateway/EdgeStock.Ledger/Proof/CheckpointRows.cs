using Microsoft.Data.Sqlite;

namespace EdgeStock.Ledger.Proof;

/// <summary>Checkpoints and public keys as the ledger's file keeps them.</summary>
internal static class CheckpointRows
{
    /// <summary>Every checkpoint, in the order of entry and instant; none in a file that an older release wrote.</summary>
    public static IReadOnlyList<Checkpoint> All(SqliteConnection connection) => Read(connection, "SELECT seq, at, hash, key, signature FROM checkpoint ORDER BY seq, at");

    /// <summary>The one that was signed last; null before the first.</summary>
    public static Checkpoint? Last(SqliteConnection connection) =>
        Read(connection, "SELECT seq, at, hash, key, signature FROM checkpoint ORDER BY seq DESC, at DESC LIMIT 1").SingleOrDefault();

    /// <summary>Every public key that signed here, as PEM under its fingerprint.</summary>
    public static IReadOnlyDictionary<string, string> Keys(SqliteConnection connection)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Exists(connection))
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT id, pem FROM signing_key ORDER BY since, id";
            using var rows = command.ExecuteReader();
            while (rows.Read())
            {
                keys.Add(rows.GetString(0), rows.GetString(1));
            }
        }

        return keys;
    }

    public static void Add(SqliteConnection connection, Checkpoint checkpoint)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO checkpoint(seq, at, hash, key, signature) VALUES ($seq, $at, $hash, $key, $signature)";
        command.Parameters.AddWithValue("$seq", checkpoint.Seq);
        command.Parameters.AddWithValue("$at", checkpoint.At.ToUnixTimeMilliseconds());
        command.Parameters.AddWithValue("$hash", checkpoint.Hash);
        command.Parameters.AddWithValue("$key", checkpoint.Key);
        command.Parameters.AddWithValue("$signature", checkpoint.Signature);
        command.ExecuteNonQuery();
    }

    /// <summary>Keeps a public key; one that is kept already stays as it is.</summary>
    public static void Add(SqliteConnection connection, VerifyingKey key, DateTimeOffset since)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO signing_key(id, pem, since) VALUES ($id, $pem, $since) ON CONFLICT DO NOTHING";
        command.Parameters.AddWithValue("$id", key.Id);
        command.Parameters.AddWithValue("$pem", key.Pem);
        command.Parameters.AddWithValue("$since", since.ToUnixTimeMilliseconds());
        command.ExecuteNonQuery();
    }

    /// <summary>A reader does not migrate, and an older release had no such tables.</summary>
    private static bool Exists(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_schema WHERE name IN ('checkpoint', 'signing_key')";
        return command.ExecuteScalar() is 2L;
    }

    private static List<Checkpoint> Read(SqliteConnection connection, string sql)
    {
        var all = new List<Checkpoint>();
        if (!Exists(connection))
        {
            return all;
        }

        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the texts above
        command.CommandText = sql;
#pragma warning restore CA2100
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            // An instant beyond the calendar was not signed by anybody: the signature will say so.
            all.Add(new(rows.GetInt64(0), Instant.From(rows.GetInt64(1)) ?? DateTimeOffset.MinValue, rows.GetFieldValue<byte[]>(2), rows.GetString(3), rows.GetFieldValue<byte[]>(4)));
        }

        return all;
    }
}
