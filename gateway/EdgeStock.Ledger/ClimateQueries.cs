using EdgeStock.Domain;
using Microsoft.Data.Sqlite;

namespace EdgeStock.Ledger;

/// <summary>A reader's queries of the climate beside the chain. Also of a file of an older form, which a reader does not bring up to date.</summary>
internal sealed class ClimateQueries(SqliteConnection connection) : IDisposable
{
    /// <summary>The rows of one hour ($0, unix seconds) at one point ($1): a seek for each minute, because the other points' rows lie between them.</summary>
    public const string MinutesOfHour =
        "(WITH RECURSIVE start(at) AS (SELECT $0 UNION ALL SELECT at + 60 FROM start WHERE at < $0 + 3540) SELECT at FROM start) CROSS JOIN climate_minute ON minute = at AND point = $1";

    private SqliteCommand? minutes;
    private SqliteCommand? hours;
    private SqliteCommand? oldest;
    private bool? hasHours;

    /// <summary>The file has rows of hours: it is of form 3 or newer.</summary>
    public bool HasHours => hasHours ??= Has("climate_hour", "seq");

    /// <summary>The minutes of a point's hour that are kept, in their order of arrival.</summary>
    public List<StoredMinute> Minutes(string point, long hour)
    {
        // Before form 3 a minute stood once, and minutes had no other order than time.
        minutes ??= Prepare($"SELECT {LedgerRows.MinuteColumns} FROM {MinutesOfHour} ORDER BY {(Has("climate_minute", "n") ? "n" : "minute")}", 2);
        (minutes.Parameters[0].Value, minutes.Parameters[1].Value) = (hour, point);
        return [.. LedgerRows.Minutes(minutes)];
    }

    /// <summary>Kept minutes by point and hour, from an instant on.</summary>
    public List<(string Point, long Hour, int Count)> MinuteCounts(long from)
    {
        using var command = Prepare("SELECT point, minute - minute % 3600 AS hour, count(*) FROM climate_minute WHERE minute >= $0 GROUP BY point, hour", 1);
        command.Parameters[0].Value = from;
        using var rows = command.ExecuteReader();
        var counts = new List<(string, long, int)>();
        while (rows.Read())
        {
            counts.Add((rows.GetString(0), rows.GetInt64(1), rows.GetInt32(2)));
        }

        return counts;
    }

    /// <summary>Start of the oldest minute that is kept; null when none is.</summary>
    public long? OldestMinute()
    {
        oldest ??= Prepare("SELECT minute FROM climate_minute ORDER BY minute LIMIT 1", 0);
        return oldest.ExecuteScalar() as long?;
    }

    /// <summary>The sealed hours of a point in a stretch of time.</summary>
    public List<ClimateHourRow> Hours(string point, long from, long to)
    {
        var found = new List<ClimateHourRow>();
        if (!HasHours)
        {
            return found;
        }

        hours ??= Prepare($"SELECT {ClimateHourRow.Columns} FROM climate_hour WHERE point = $0 AND hour >= $1 AND hour < $2 ORDER BY hour, seq", 3);
        (hours.Parameters[0].Value, hours.Parameters[1].Value, hours.Parameters[2].Value) = (point, from, to);
        using var rows = hours.ExecuteReader();
        while (rows.Read())
        {
            found.Add(ClimateHourRow.Read(rows));
        }

        return found;
    }

    /// <summary>Rows of sealed hours.</summary>
    public long HourCount()
    {
        if (!HasHours)
        {
            return 0;
        }

        using var command = Prepare("SELECT count(*) FROM climate_hour", 0);
        return (long)command.ExecuteScalar()!;
    }

    public void Dispose()
    {
        minutes?.Dispose();
        hours?.Dispose();
        oldest?.Dispose();
    }

    private bool Has(string table, string column)
    {
        using var command = Prepare("SELECT count(*) FROM pragma_table_info($0) WHERE name = $1", 2);
        (command.Parameters[0].Value, command.Parameters[1].Value) = (table, column);
        return (long)command.ExecuteScalar()! > 0;
    }

    private SqliteCommand Prepare(string sql, int parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // the texts above
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 0; i < parameters; i++)
        {
            command.Parameters.Add(new SqliteParameter("$" + i.ToString(System.Globalization.CultureInfo.InvariantCulture), null));
        }

        return command;
    }
}
