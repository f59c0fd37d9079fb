using System.Globalization;
using System.Reflection;
using Microsoft.Data.Sqlite;

namespace EdgeStock.Ledger;

/// <summary>Brings a ledger's file to this release's form: pragmas that are checked, numbered migrations, and the identity.</summary>
internal static class LedgerSchema
{
    /// <summary>'EDST' in the file's header: SQLite tools name the file by it.</summary>
    private const int ApplicationId = 0x45445354;

    /// <summary>Key in <c>meta</c>: hash of the site file in force.</summary>
    public const string SiteHash = "site_hash";

    /// <summary>Key in <c>meta</c>: hash of the text that the gateway's own site file had when it was last read.</summary>
    public const string SiteFileSeen = "site_file_seen";

    /// <summary>Key in <c>meta</c>: lowest form whose release may still open the file.</summary>
    private const string OldestForm = "oldest_form";

    /// <summary>What a release must know to write here without doing harm. Raise it with a migration that an older writer would spoil.</summary>
    private const long NeededForm = 10;

    /// <summary>Key in <c>meta</c>: climate minutes from before these unix seconds are being deleted; missing when none are.</summary>
    public const string MinutesBefore = "minutes_before";

    /// <summary>Key in <c>meta</c>: form of the saved read models.</summary>
    public const string ProjectionForm = "projection_form";

    private const string Prefix = "EdgeStock.Ledger.Migrations.";

    public static void Prepare(SqliteConnection connection, string path, string site, string gateway, long newEpoch, ChainHead? start, bool keepOlder)
    {
        var found = Scalar(connection, "PRAGMA application_id");
        var version = Scalar(connection, "PRAGMA user_version");
        if (found != ApplicationId && !(found == 0 && version == 0 && Scalar(connection, "SELECT count(*) FROM sqlite_schema") == 0))
        {
            throw new LedgerFormatException($"{path} is not an EdgeStock ledger: give another --data folder");
        }

        KeepDurable(connection, path);
        Migrate(connection, path, version, site, gateway, newEpoch, start, keepOlder);
    }

    /// <summary>Sets what the one writer's connection needs, and looks whether it is so.</summary>
    public static void KeepDurable(SqliteConnection connection, string path)
    {
        // FULL: a commit is on the disk before it returns; NORMAL loses the last commits in a power cut. secure_delete: an erased name is overwritten.
        Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=1000; PRAGMA journal_size_limit=8388608; PRAGMA temp_store=MEMORY; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA secure_delete=FAST;");
        if (Text(connection, "PRAGMA journal_mode") != "wal" || Scalar(connection, "PRAGMA synchronous") != 2)
        {
            throw new LedgerFormatException($"{path} cannot be kept durable here (no write-ahead log): put the data folder on a local disk");
        }
    }

    public static LedgerIdentity Identity(SqliteConnection connection) => new(
        Meta(connection, "site"), Meta(connection, "gateway"), long.Parse(Meta(connection, "epoch"), CultureInfo.InvariantCulture));

    /// <summary>What stands before the first entry of this file: the genesis, or where a partial ledger continues from.</summary>
    public static ChainHead Base(SqliteConnection connection) => new(
        long.Parse(Meta(connection, "base_seq"), CultureInfo.InvariantCulture), Convert.FromHexString(Meta(connection, "base_hash")));

    public static ChainHead Head(SqliteConnection connection, LedgerIdentity identity)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1";
        using var row = command.ExecuteReader();
        return row.Read() ? new(row.GetInt64(0), row.GetFieldValue<byte[]>(1)) : Base(connection);
    }

    /// <summary>Form of the saved read models; the first releases, which had one form only, did not say.</summary>
    public static string ProjectionFormOf(SqliteConnection connection) => TryMeta(connection, ProjectionForm) ?? "1";

    /// <summary>Under which epoch each entry is published.</summary>
    public static Epochs Epochs(SqliteConnection connection, LedgerIdentity identity)
    {
        if (Scalar(connection, "SELECT count(*) FROM sqlite_schema WHERE name = 'epoch'") == 0)
        {
            // a reader does not migrate, and an older release restored nothing
            return Ledger.Epochs.Single(identity);
        }

        using var command = connection.CreateCommand();
        command.CommandText = "SELECT first_seq, epoch FROM epoch ORDER BY first_seq";
        using var rows = command.ExecuteReader();
        var all = new List<(long, long)>();
        while (rows.Read())
        {
            all.Add((rows.GetInt64(0), rows.GetInt64(1)));
        }

        return all.Count > 0 ? new(all) : throw new LedgerFormatException("the ledger's epochs are missing: restore a backup");
    }

    /// <summary>The site file in force; null before the first, or in a ledger that an older release wrote last.</summary>
    public static SiteInForce? Site(SqliteConnection connection) =>
        TryMeta(connection, SiteHash) is { } hash && SiteText(connection, hash) is { } text ? new(text, hash, TryMeta(connection, SiteFileSeen)) : null;

    /// <summary>The text of a site file that was in force once; null when it is not kept here.</summary>
    public static string? SiteText(SqliteConnection connection, string hash)
    {
        if (!HasTable(connection, "site_file"))
        {
            // a reader does not migrate, and an older release had no such table
            return null;
        }

        using var command = connection.CreateCommand();
        command.CommandText = "SELECT text FROM site_file WHERE hash = $hash";
        command.Parameters.AddWithValue("$hash", hash);
        return command.ExecuteScalar() as string;
    }

    /// <summary>Whether the file has a table that not every release had.</summary>
    public static bool HasTable(SqliteConnection connection, string name)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1 FROM sqlite_schema WHERE name = $name";
        command.Parameters.AddWithValue("$name", name);
        return command.ExecuteScalar() is not null;
    }

    /// <summary>Climate minutes from before this instant (unix seconds) are being deleted; null when none are.</summary>
    public static long? MinutesMayGoBefore(SqliteConnection connection) =>
        long.TryParse(TryMeta(connection, MinutesBefore), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var before) ? before : null;

    private static void Migrate(SqliteConnection connection, string path, long version, string site, string gateway, long newEpoch, ChainHead? start, bool keepOlder)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var steps = assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(n => (Number: int.Parse(n.AsSpan(Prefix.Length, 4), CultureInfo.InvariantCulture), Name: n))
            .OrderBy(s => s.Number)
            .ToList();
        var latest = steps[^1].Number;
        if (version > latest)
        {
            // A newer release says who may still open its file; one that came before this rule said nothing, and then nobody may.
            var oldest = long.Parse(TryMeta(connection, OldestForm) ?? "0", CultureInfo.InvariantCulture);
            if (oldest is 0 || oldest > latest)
            {
                throw new LedgerFormatException($"{path} was written by a newer release (form {version}; this one knows {latest}): install that release again, or go back to {CopyOf(path, latest)} if that stands beside it, and lose what came after it");
            }

            return;
        }

        if (version > 0 && version < latest && keepOlder)
        {
            KeepCopy(connection, CopyOf(path, version));
        }

        foreach (var (number, name) in steps.Where(s => s.Number > version))
        {
            using var stream = new StreamReader(assembly.GetManifestResourceStream(name)!);
            using var transaction = connection.BeginTransaction(deferred: false);
            Execute(connection, stream.ReadToEnd());
            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version={number}; PRAGMA application_id={ApplicationId};"));
            if (number == 1)
            {
                var identity = new LedgerIdentity(site, gateway, newEpoch);
                var head = start ?? new ChainHead(0, identity.Genesis);
                Put(connection, "site", site);
                Put(connection, "gateway", gateway);
                Put(connection, "epoch", newEpoch.ToString(CultureInfo.InvariantCulture));
                Put(connection, "base_seq", head.Seq.ToString(CultureInfo.InvariantCulture));
                Put(connection, "base_hash", head.HexHash);
                Put(connection, ProjectionForm, ProjectionText.Form);
            }

            if (number == latest)
            {
                Replace(connection, OldestForm, NeededForm.ToString(CultureInfo.InvariantCulture));
            }

            transaction.Commit();
        }
    }

    private static string CopyOf(string path, long form) => string.Create(CultureInfo.InvariantCulture, $"{path}.form-{form}");

    /// <summary>The file as the older release left it: the way back.</summary>
    private static void KeepCopy(SqliteConnection connection, string copy)
    {
        var part = copy + ".part";
        File.Delete(part);
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = "VACUUM INTO $copy";
            command.Parameters.AddWithValue("$copy", part);
            command.ExecuteNonQuery();
            Disk.Flush(part);
        }
        catch
        {
            // A disk that it filled up has its room again, and no half of a way back stands there.
            File.Delete(part);
            throw;
        }

        Disk.Rename(part, copy);
    }

    private static string Meta(SqliteConnection connection, string key) =>
        TryMeta(connection, key) ?? throw new LedgerFormatException($"the ledger's {key} is missing: restore a backup");

    private static string? TryMeta(SqliteConnection connection, string key)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT v FROM meta WHERE k = $k";
        command.Parameters.AddWithValue("$k", key);
        return command.ExecuteScalar() as string;
    }

    private static void Put(SqliteConnection connection, string key, string value)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO meta(k, v) VALUES ($k, $v)";
        command.Parameters.AddWithValue("$k", key);
        command.Parameters.AddWithValue("$v", value);
        command.ExecuteNonQuery();
    }

    private static void Replace(SqliteConnection connection, string key, string value)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO meta(k, v) VALUES ($k, $v) ON CONFLICT DO UPDATE SET v = excluded.v";
        command.Parameters.AddWithValue("$k", key);
        command.Parameters.AddWithValue("$v", value);
        command.ExecuteNonQuery();
    }

    // The statements are this assembly's own: pragmas and embedded migrations.
#pragma warning disable CA2100
    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static object? Value(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
#pragma warning restore CA2100

    private static long Scalar(SqliteConnection connection, string sql) => Convert.ToInt64(Value(connection, sql), CultureInfo.InvariantCulture);

    private static string? Text(SqliteConnection connection, string sql) => Value(connection, sql) as string;
}
