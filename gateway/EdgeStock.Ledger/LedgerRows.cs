using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using EdgeStock.Domain;
using Microsoft.Data.Sqlite;

namespace EdgeStock.Ledger;

/// <summary>Reads what stands beside the entries: memory, read models, intake, outbox, climate minutes.</summary>
internal static class LedgerRows
{
    public static StoreroomMemory Memory(SqliteConnection connection)
    {
        var memory = new StoreroomMemory();
        foreach (var (kind, id, body) in MemoryDocuments(connection))
        {
            StoreroomMemoryText.Add(memory, kind, id, body);
        }

        return memory;
    }

    public static IEnumerable<(string Kind, string Id, string Body)> MemoryDocuments(SqliteConnection connection) =>
        Documents(connection, "SELECT kind, id, body FROM memory");

    /// <summary>
    /// The saved read models over the site's empty ones, so that a new bin stands there and a removed one is gone. What is where is the site
    /// file's to say: it may have changed since.
    /// </summary>
    /// <param name="unreadable">Takes the names of documents that cannot be read; what they say is left out.</param>
    public static Projection Projection(SqliteConnection connection, Site site, List<string> unreadable)
    {
        var empty = Domain.Projection.Empty(site);
        var (bins, tags, climate, devices) = (empty.Bins.ToBuilder(), empty.Tags.ToBuilder(), empty.Climate.ToBuilder(), empty.Devices.ToBuilder());
        var removed = empty.Removed.ToBuilder();
        foreach (var ((kind, id), body) in ProjectionDocuments(connection))
        {
            try
            {
                Take(kind, id, body);
            }
            catch (JsonException)
            {
                unreadable.Add($"{kind} {id}");
            }
        }

        return new(bins.ToImmutable(), tags.ToImmutable(), climate.ToImmutable(), devices.ToImmutable()) { Removed = removed.ToImmutable() };

        void Take(string kind, string id, string body)
        {
            switch (kind)
            {
                case "bin" when bins.ContainsKey(id): bins[id] = Read<BinView>(body) with { Room = bins[id].Room, Article = bins[id].Article }; break;
                case "tag": tags[id] = Read<TagView>(body); break;
                case "climate" when climate.ContainsKey(id): climate[id] = Read<ClimateView>(body) with { Room = climate[id].Room }; break;
                case "device" when devices.ContainsKey(id): devices[id] = Read<DeviceView>(body); break;
                case "removed": removed[id] = Read<RemovedView>(body); break;
                default: break;
            }
        }
    }

    /// <summary>The part of the read models that stands in the file just so: what the site file adds to it or changes is yet to be written.</summary>
    public static Projection Saved(SqliteConnection connection, Projection projection)
    {
        var documents = ProjectionDocuments(connection);
        return new(Only("bin", projection.Bins), Only("tag", projection.Tags), Only("climate", projection.Climate), Only("device", projection.Devices)) { Removed = Only("removed", projection.Removed) };

        ImmutableSortedDictionary<string, T> Only<T>(string kind, ImmutableSortedDictionary<string, T> views) =>
            views.RemoveRange(views.Where(v => documents.GetValueOrDefault((kind, v.Key)) != ProjectionText.Document(v.Value)).Select(v => v.Key));
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

    public static List<ClimateMinute> LatestMinutes(SqliteConnection connection, Site site)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT * FROM climate_minute WHERE minute >= (SELECT coalesce(max(minute), 0) - 600 FROM climate_minute) ORDER BY minute";
        return [.. Minutes(command).Where(m => site.ClimatePoints.Any(p => p.Id == m.Point)).GroupBy(m => m.Point, StringComparer.Ordinal).Select(g => g.Last())];
    }

    public static IEnumerable<ClimateMinute> Minutes(SqliteCommand command)
    {
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return new(rows.GetString(1), DateTimeOffset.FromUnixTimeSeconds(rows.GetInt64(0)), Span(rows, 2), Span(rows, 6), (Quality)rows.GetInt32(10));
        }
    }

    private static Span? Span(SqliteDataReader row, int at) => row.IsDBNull(at)
        ? null
        : new(row.GetInt64(at) / 1000.0, row.GetInt64(at + 1) / 1000.0, row.GetInt64(at + 2) / 1000.0, row.GetInt32(at + 3));

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

    private static T Read<T>(string body) => JsonSerializer.Deserialize<T>(body, LedgerJson.Plain) ?? throw new JsonException("it is null");
}
