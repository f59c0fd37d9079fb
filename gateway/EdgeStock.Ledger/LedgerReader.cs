using EdgeStock.Domain;
using Microsoft.Data.Sqlite;

namespace EdgeStock.Ledger;

/// <summary>Reads a ledger beside its writer, which it never disturbs: a read-only connection cannot write and cannot checkpoint.</summary>
public sealed class LedgerReader : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand after;
    private readonly ClimateQueries climate;
    private bool held;

    private LedgerReader(SqliteConnection connection)
    {
        this.connection = connection;
        Identity = LedgerSchema.Identity(connection);
        after = connection.CreateCommand();
        after.CommandText = "SELECT seq, kind, room, subject, occurred, recorded, payload, hash FROM entry WHERE seq > $seq ORDER BY seq LIMIT $max";
        after.Parameters.AddWithValue("$seq", 0L);
        after.Parameters.AddWithValue("$max", 0);
        climate = new(connection);
    }

    /// <summary>For what else of this assembly reads the file.</summary>
    internal SqliteConnection Connection => connection;

    /// <summary>Whose ledger this is.</summary>
    public LedgerIdentity Identity { get; }

    /// <summary>Under which epoch each entry is published.</summary>
    public Epochs Epochs => LedgerSchema.Epochs(connection, Identity);

    /// <summary>What stands before the first entry of this file.</summary>
    public ChainHead Base => LedgerSchema.Base(connection);

    /// <summary>The last committed entry.</summary>
    public ChainHead Head => LedgerSchema.Head(connection, Identity);

    /// <summary>The saved read models of a site.</summary>
    /// <exception cref="LedgerFormatException">They are of another release's form, or cannot be read: its gateway makes them anew when it starts.</exception>
    public Projection Projection(Site site)
    {
        var unreadable = new List<string>();
        var projection = LedgerRows.Projection(connection, site, unreadable);
        return LedgerSchema.ProjectionFormOf(connection) == ProjectionText.Form && unreadable.Count == 0
            ? projection
            : throw new LedgerFormatException("the saved read models are of another release, or cannot be read: start the gateway once with this release, or run 'edgestock rebuild --replace'");
    }

    /// <summary>Opens a ledger for reading.</summary>
    /// <exception cref="LedgerFormatException">The file is missing or not a ledger.</exception>
    public static LedgerReader Open(string path)
    {
        var connection = Connect(path);
        try
        {
            return new(connection);
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw new LedgerFormatException($"{path} cannot be read as a ledger: {e.Message} Give a ledger's file; if this is one, restore the newest backup that verifies");
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A connection that can only read.</summary>
    /// <exception cref="LedgerFormatException">The file is missing or cannot be opened.</exception>
    internal static SqliteConnection Connect(string path)
    {
        SQLitePCL.Batteries_V2.Init();
        if (!File.Exists(path))
        {
            throw new LedgerFormatException(IsHidden(path)
                ? $"{path} may not be read by this user: run the command as root or as the gateway's own user"
                : $"{path} does not exist: give the ledger's file, such as DATA/ledger.db");
        }

        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = 5 }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw new LedgerFormatException($"{path} cannot be read as a ledger: {e.Message} Give a ledger's file; if this is one, restore the newest backup that verifies");
        }
    }

    /// <summary>Whether a file cannot be seen because its folder lets this user not in; such a file does not seem to exist.</summary>
    public static bool IsHidden(string path)
    {
        try
        {
            File.GetAttributes(path);
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>What SQLite finds wrong with the file's pages; null when nothing is.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> fired.</exception>
    public string? PageProblem(CancellationToken stop = default)
    {
        using var check = connection.CreateCommand();
        check.CommandText = "PRAGMA integrity_check(1)";
        var found = OnlineCopy.Watched(connection, () => check.ExecuteScalar() as string, static () => { }, stop);
        return found == "ok" ? null : found ?? "SQLite does not say";
    }

    /// <summary>The site file in force; null when none is kept here.</summary>
    public SiteInForce? Site => LedgerSchema.Site(connection);

    /// <summary>The text of a site file that was in force once; null when it is not kept here.</summary>
    public string? SiteText(string hash) => LedgerSchema.SiteText(connection, hash);

    /// <summary>Who is behind the pseudonyms.</summary>
    public IReadOnlyList<Person> People() => LedgerRows.People(connection);

    /// <summary>Every erasure of a name that the entries tell, in their order.</summary>
    /// <exception cref="LedgerFormatException">The file is damaged there.</exception>
    public IReadOnlyList<PersonErased> Erasures()
    {
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT seq FROM entry WHERE kind GLOB 'person.erased.*' ORDER BY seq";
            var seqs = new List<long>();
            using (var rows = command.ExecuteReader())
            {
                while (rows.Read())
                {
                    seqs.Add(rows.GetInt64(0));
                }
            }

            return [.. seqs.Select(s => EventCodec.Decode(After(s - 1, 1)[0])).OfType<PersonErased>()];
        }
        catch (SqliteException e)
        {
            throw new LedgerFormatException(e.Message);
        }
    }

    /// <summary>Every entry about a subject whose kind begins with a word, in order: all that the ledger says of an exemption, say.</summary>
    /// <param name="kind">First word of the kinds, such as <c>exemption</c>.</param>
    /// <exception cref="LedgerFormatException">The file is damaged there.</exception>
    public IReadOnlyList<LedgerEntry> About(string kind, string subject)
    {
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT seq, kind, room, subject, occurred, recorded, payload, hash FROM entry WHERE substr(kind, 1, length($kind) + 1) = $kind || '.' AND subject = $subject ORDER BY seq";
            command.Parameters.AddWithValue("$kind", kind);
            command.Parameters.AddWithValue("$subject", subject);
            using var rows = command.ExecuteReader();
            var entries = new List<LedgerEntry>();
            while (rows.Read())
            {
                entries.Add(Entry(rows));
            }

            return entries;
        }
        catch (SqliteException e)
        {
            throw new LedgerFormatException($"the ledger cannot be read: {e.Message}: run 'edgestock verify', and restore a backup that verifies");
        }
    }

    /// <summary>The saved read models as they stand in the file: one JSON document each.</summary>
    public IReadOnlyDictionary<(string Kind, string Id), string> SavedProjection() => LedgerRows.ProjectionDocuments(connection);

    /// <summary>From here on every read sees the file as it is now, until the reader is disposed: entries and read models of one instant.</summary>
    public void Hold()
    {
        using var begin = connection.CreateCommand();
        begin.CommandText = "BEGIN; SELECT count(*) FROM meta";
        begin.ExecuteScalar();
        held = true;
    }

    /// <summary>Reads several things as they are at one instant.</summary>
    public T AtOneInstant<T>(Func<T> read)
    {
        if (held)
        {
            return read();
        }

        Hold();
        try
        {
            return read();
        }
        finally
        {
            held = false;
            using var end = connection.CreateCommand();
            end.CommandText = "ROLLBACK";
            end.ExecuteNonQuery();
        }
    }

    /// <summary>Up to <paramref name="max"/> entries after <paramref name="seq"/>, in order.</summary>
    /// <exception cref="SqliteException">A page cannot be read.</exception>
    /// <exception cref="LedgerFormatException">A row is no entry.</exception>
    public IReadOnlyList<LedgerEntry> After(long seq, int max)
    {
        after.Parameters[0].Value = seq;
        after.Parameters[1].Value = max;
        using var rows = after.ExecuteReader();
        var entries = new List<LedgerEntry>();
        while (rows.Read())
        {
            entries.Add(Entry(rows));
        }

        return entries;
    }

    internal static LedgerEntry Entry(SqliteDataReader row)
    {
        try
        {
            return new(
                row.GetInt64(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetString(3),
                DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)),
                row.GetFieldValue<byte[]>(6), row.GetFieldValue<byte[]>(7));
        }
        catch (Exception e) when (Damage.Explains(e))
        {
            throw new LedgerFormatException($"the ledger holds a row that is no entry ({e.Message}): run 'edgestock verify', and restore a backup that verifies");
        }
    }

    /// <summary>The minutes of a point's hour that are kept, in their order of arrival.</summary>
    /// <param name="hour">Start of the hour, unix seconds.</param>
    /// <exception cref="LedgerFormatException">A minute is not whole.</exception>
    public IReadOnlyList<StoredMinute> Minutes(string point, long hour) => climate.Minutes(point, hour);

    /// <summary>The sealed hours of a point that begin in a stretch of time, in order of time; an hour that was sealed more than once comes as often.</summary>
    /// <param name="from">First instant, unix seconds.</param>
    /// <param name="to">The instant after the last.</param>
    public IReadOnlyList<ClimateHourRow> Hours(string point, long from, long to) => climate.Hours(point, from, to);

    /// <summary>Start of the oldest minute that is kept, unix seconds; null when none is.</summary>
    internal long? OldestMinute() => climate.OldestMinute();

    /// <summary>Kept minutes by point and hour, from an instant on (unix seconds).</summary>
    internal IReadOnlyList<(string Point, long Hour, int Count)> MinuteCounts(long from) => climate.MinuteCounts(from);

    /// <summary>The hours that the writer is filling, by point.</summary>
    internal IReadOnlyDictionary<string, (long Hour, int Minutes, string Digest)> OpenHours() => LedgerRows.Memory(connection).Memory.Minutes
        .Where(m => m.Value.Minutes > 0)
        .ToDictionary(m => m.Key, m => (m.Value.Hour.ToUnixTimeSeconds(), m.Value.Minutes, m.Value.Digest), StringComparer.Ordinal);

    /// <summary>The row of one seal; null when there is none.</summary>
    internal ClimateHourRow? Hour(string point, long hour, long seq) => climate.Hours(point, hour, hour + 1).FirstOrDefault(h => h.Seq == seq);

    /// <summary>Sealed hours have rows; not in a file of an older form.</summary>
    internal bool HasHours => climate.HasHours;

    /// <summary>How many seals have a row.</summary>
    internal long HourCount() => climate.HourCount();

    /// <inheritdoc/>
    public void Dispose()
    {
        climate.Dispose();
        after.Dispose();
        connection.Dispose();
    }
}
