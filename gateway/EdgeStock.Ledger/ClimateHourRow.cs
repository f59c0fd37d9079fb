using EdgeStock.Domain;
using Microsoft.Data.Sqlite;

namespace EdgeStock.Ledger;

/// <summary>One sealed hour as charts read it: what its ledger entry says, in thousandths of °C and %.</summary>
/// <param name="Hour">Start of the hour, unix seconds.</param>
/// <param name="Seq">The entry that says so; an hour can have more than one.</param>
/// <param name="Good">Minutes of good quality; null, as the next two, where an older release sealed the hour.</param>
public sealed record ClimateHourRow(string Point, long Hour, long Seq, int Minutes, int Dropped, int? Good, int? Uncertain, int? Bad, ClimateHourValues? Temperature, ClimateHourValues? Humidity)
{
    /// <summary>The row of an entry; null when the entry seals no hour.</summary>
    public static ClimateHourRow? Of(long seq, StoreroomEvent e) => e switch
    {
        ClimateHourSealed h => new(h.Point, h.Hour.ToUnixTimeSeconds(), seq, h.Minutes, h.Dropped, h.Good, h.Uncertain, h.Bad, ClimateHourValues.Of(h.Temperature), ClimateHourValues.Of(h.Humidity)),
        ClimateHourSealedV1 h => new(h.Point, h.Hour.ToUnixTimeSeconds(), seq, h.Minutes, 0, null, null, null, ClimateHourValues.Of(h.Temperature), ClimateHourValues.Of(h.Humidity)),
        _ => null,
    };

    internal const string Columns = "point, hour, seq, minutes, dropped, good, uncertain, bad, t_n, t_sum, t_min, t_max, t_above, t_below, t_low, t_high, h_n, h_sum, h_min, h_max, h_above, h_below, h_low, h_high";

    internal static ClimateHourRow Read(SqliteDataReader row) => new(
        row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt32(3), row.GetInt32(4), Int(row, 5), Int(row, 6), Int(row, 7), Values(row, 8), Values(row, 16));

    internal object?[] Fields() => [Point, Hour, Seq, Minutes, Dropped, Good, Uncertain, Bad, .. Fields(Temperature), .. Fields(Humidity)];

    private static object?[] Fields(ClimateHourValues? v) => v is null ? new object?[8] : [v.Samples, v.Sum, v.Min, v.Max, v.Above, v.Below, v.Low, v.High];

    private static ClimateHourValues? Values(SqliteDataReader row, int at) =>
        row.IsDBNull(at) ? null : new(row.GetInt64(at), row.GetInt64(at + 1), row.GetInt64(at + 2), row.GetInt64(at + 3), Int(row, at + 4), Int(row, at + 5), Long(row, at + 6), Long(row, at + 7));

    private static int? Int(SqliteDataReader row, int at) => row.IsDBNull(at) ? null : row.GetInt32(at);

    private static long? Long(SqliteDataReader row, int at) => row.IsDBNull(at) ? null : row.GetInt64(at);
}

/// <summary>One quantity of a sealed hour; the mean is <paramref name="Sum"/> / <paramref name="Samples"/>.</summary>
/// <param name="Above">Minutes above <paramref name="High"/>; null where an older release sealed the hour, likewise below.</param>
public sealed record ClimateHourValues(long Samples, long Sum, long Min, long Max, int? Above, int? Below, long? Low, long? High)
{
    internal static ClimateHourValues? Of(HourSpan? h) => h is null ? null : new(h.Samples, h.Sum, h.Min, h.Max, h.Above, h.Below, h.Low, h.High);

    internal static ClimateHourValues? Of(Span? span) => MilliSpan.From(span) is { } m ? new(m.Samples, m.Mean * m.Samples, m.Min, m.Max, null, null, null, null) : null;
}
