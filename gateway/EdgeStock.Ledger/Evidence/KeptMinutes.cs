using System.Globalization;
using Microsoft.Data.Sqlite;

namespace EdgeStock.Ledger.Evidence;

/// <summary>The climate minutes of a sealed hour, as far as they are still kept.</summary>
internal static class KeptMinutes
{
    /// <summary>The minutes of an hour, in the order in which its hash was made.</summary>
    /// <returns>Empty when they are not kept any more, or are not those that the entry sealed.</returns>
    public static IReadOnlyList<EvidenceMinute> Of(LedgerReader ledger, SealedHour hour)
    {
        var minutes = Read(ledger.Connection, hour);
        return minutes.Count == hour.Minutes && minutes.Aggregate("", EvidenceText.Next) == hour.Hash ? minutes : [];
    }

    private static List<EvidenceMinute> Read(SqliteConnection connection, SealedHour hour)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT minute, t_mean, t_min, t_max, t_n, h_mean, h_min, h_max, h_n, quality FROM climate_minute
            WHERE minute >= $start AND minute < $end AND point = $point ORDER BY minute
            """;
        command.Parameters.AddWithValue("$start", hour.Start);
        command.Parameters.AddWithValue("$end", hour.Start + SealedHour.Seconds);
        command.Parameters.AddWithValue("$point", hour.Point);
        using var rows = command.ExecuteReader();
        var minutes = new List<EvidenceMinute>();
        while (rows.Read())
        {
            minutes.Add(new(hour.Point, rows.GetInt64(0), Span(rows, 1), Span(rows, 5), rows.GetInt64(9)));
        }

        return minutes;
    }

    private static string Span(SqliteDataReader row, int at) => row.IsDBNull(at)
        ? "-"
        : string.Create(CultureInfo.InvariantCulture, $"{row.GetInt64(at)},{row.GetInt64(at + 1)},{row.GetInt64(at + 2)},{row.GetInt64(at + 3)}");
}
