using System.Globalization;
using EdgeStock.Domain;
using EdgeStock.Ledger.Memory;
using Microsoft.Data.Sqlite;

namespace EdgeStock.Ledger;

/// <summary>Reads what stands beside the entries: memory, read models, intake, outbox, climate minutes.</summary>
internal static class LedgerRows
{
    public const string MinuteColumns = "minute, point, t_mean, t_min, t_max, t_n, h_mean, h_min, h_max, h_n, quality";

    /// <summary>What the estimators remembered at the last commit, and the rows that hold it.</summary>
    public static (StoreroomMemory Memory, MemoryPages Pages) Memory(SqliteConnection connection)
    {
        var (memory, pages) = (new StoreroomMemory(), new MemoryPages());
        if (LedgerSchema.HasTable(connection, "memory_page"))
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT n, body FROM memory_page ORDER BY n";
            using var rows = command.ExecuteReader();
            while (rows.Read())
            {
                pages.Add(rows.GetInt32(0), rows.GetFieldValue<byte[]>(1), memory);
            }
        }

        var old = Documents(connection, "SELECT kind, id, body FROM memory").ToList();
        old.ForEach(d => StoreroomMemoryText.Add(memory, d.Kind, d.Id, d.Body));
        if (old.Count > 0)
        {
            pages.TakeOver(memory);
        }

        return (memory, pages);
    }

    /// <summary>The saved read models. What is where is the site file's to say: it may have changed since.</summary>
    /// <param name="unreadable">Takes the names of documents that cannot be read; what they say is left out.</param>
    public static Projection Projection(SqliteConnection connection, Site site, List<string> unreadable) =>
        ProjectionText.Read(site, Documents(connection, "SELECT kind, id, body FROM projection"), unreadable);

    /// <summary>The part of the read models that stands in the file just so: what the site file adds to it or changes is yet to be written.</summary>
    public static Projection Saved(SqliteConnection connection, Projection projection)
    {
        var documents = ProjectionDocuments(connection);
        return ProjectionPart.All.Aggregate(projection, (only, part) => part.Only(only, documents));
    }

    public static Dictionary<(string Kind, string Id), string> ProjectionDocuments(SqliteConnection connection) =>
        Documents(connection, "SELECT kind, id, body FROM projection").ToDictionary(d => (d.Kind, d.Id), d => d.Body);

    public static Dictionary<string, ulong> Intake(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT host, n FROM intake";
        using var rows = command.ExecuteReader();
        var intake = new Dictionary<string, ulong>(StringComparer.Ordinal);
        while (rows.Read())
        {
            intake.Add(rows.GetString(0), ulong.Parse(rows.GetString(1), CultureInfo.InvariantCulture));
        }

        return intake;
    }

    public static long OutboxSeq(SqliteConnection connection, string name)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT seq FROM outbox WHERE name = $name";
        command.Parameters.AddWithValue("$name", name);
        return command.ExecuteScalar() is long seq ? seq : LedgerSchema.Base(connection).Seq;
    }

    public static List<Person> People(SqliteConnection connection)
    {
        if (!LedgerSchema.HasTable(connection, "person"))
        {
            // a reader does not migrate, and an older release had no such table
            return [];
        }

        using var command = connection.CreateCommand();
        command.CommandText = "SELECT pseudonym, account, name, since, erased FROM person ORDER BY since, pseudonym";
        using var rows = command.ExecuteReader();
        var people = new List<Person>();
        while (rows.Read())
        {
            people.Add(new(
                rows.GetString(0), rows.IsDBNull(1) ? null : rows.GetString(1), rows.IsDBNull(2) ? null : rows.GetString(2),
                DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(3)), rows.IsDBNull(4) ? null : DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(4))));
        }

        return people;
    }

    public static List<ClimateMinute> LatestMinutes(SqliteConnection connection, Site site)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {MinuteColumns} FROM climate_minute WHERE minute >= (SELECT coalesce(max(minute), 0) - 600 FROM climate_minute) ORDER BY minute, n";
        return [.. Minutes(command).Select(Minute).Where(m => site.ClimatePoints.Any(p => p.Id == m.Point)).GroupBy(m => m.Point, StringComparer.Ordinal).Select(g => g.Last())];
    }

    /// <summary>Minutes in their stored form.</summary>
    /// <param name="command">A query of <see cref="MinuteColumns"/>.</param>
    public static IEnumerable<StoredMinute> Minutes(SqliteCommand command)
    {
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return new(rows.GetString(1), rows.GetInt64(0), Span(rows, 2), Span(rows, 6), rows.GetInt64(10));
        }
    }

    private static ClimateMinute Minute(StoredMinute m) =>
        new(m.Point, DateTimeOffset.FromUnixTimeSeconds(m.Start), Span(m.Temperature), Span(m.Humidity), (Quality)m.Quality);

    private static Span? Span(MilliSpan? span) => span is { } s ? new(s.Mean / 1000.0, s.Min / 1000.0, s.Max / 1000.0, (int)s.Samples) : null;

    private static MilliSpan? Span(SqliteDataReader row, int at)
    {
        var missing = Enumerable.Range(at, 4).Count(row.IsDBNull);
        return missing switch
        {
            4 => null,
            0 => new(row.GetInt64(at), row.GetInt64(at + 1), row.GetInt64(at + 2), row.GetInt64(at + 3)),
            _ => throw new LedgerFormatException($"the climate minute {row.GetInt64(0)} of {row.GetString(1)} is not whole: restore a backup that verifies"),
        };
    }

    private static IEnumerable<(string Kind, string Id, string Body)> Documents(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the texts above
        command.CommandText = sql;
#pragma warning restore CA2100
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return (rows.GetString(0), rows.GetString(1), rows.GetString(2));
        }
    }
}
