using EdgeStock.Domain;
using Microsoft.Data.Sqlite;

namespace EdgeStock.Ledger;

/// <summary>Reads what a report of a period needs, by the index that holds its kinds alone: a ledger of years is not read through.</summary>
public static class ReportQueries
{
    /// <summary>SQLite uses a partial index only for a query that repeats its condition word for word (migration 0008).</summary>
    private const string OfKind = """
        SELECT seq, kind, room, subject, occurred, recorded, payload, hash FROM entry WHERE kind IN (
          'coverage.day.v1', 'coverage.state.v1', 'coverage.surge.v1', 'lot.wasted.v1', 'lot.expired.v1', 'lot.fefo-broken.v1', 'hygiene.alarm.v1',
          'climate.alarm.v1', 'exemption.granted.v1', 'exemption.reviewed.v1', 'exemption.ended.v1', 'exemption.review-due.v1')
        AND kind = $kind AND occurred >= $from AND occurred < $until ORDER BY seq
        """;

    private static readonly string[] ExemptionKinds = ["exemption.granted.v1", "exemption.reviewed.v1", "exemption.ended.v1"];

    /// <summary>A day is closed when the gateway runs again: of a period's days some are closed after it, at most so many days.</summary>
    private static readonly TimeSpan ClosedLate = TimeSpan.FromDays(32);

    /// <summary>The facts of a period.</summary>
    /// <param name="site">Its calendar says when days begin.</param>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day.</param>
    /// <exception cref="LedgerFormatException">An entry cannot be read.</exception>
    public static ReportFacts Facts(LedgerReader ledger, Site site, DateOnly from, DateOnly to)
    {
        var (begin, end) = (site.Calendar.StartOf(from), site.Calendar.StartOf(to.AddDays(1)));
        var yearBefore = site.Calendar.StartOf(to.AddDays(1).AddYears(-1));
        var days = Of<StoreroomDayClosed>(ledger, "coverage.day.v1", begin, end + ClosedLate).Where(d => d.Day >= from && d.Day <= to).OrderBy(d => d.Day);
        return new(
            [.. days],
            [.. Of<LotWasted>(ledger, "lot.wasted.v1", yearBefore < begin ? yearBefore : begin, end)],
            [.. Of<ClimateAlarmChanged>(ledger, "climate.alarm.v1", begin, end)],
            [.. Of<HygieneAlarmChanged>(ledger, "hygiene.alarm.v1", begin, end).Where(h => h.Standing)],
            [.. Of<FefoBroken>(ledger, "lot.fefo-broken.v1", begin, end)],
            [.. Of<SurgeChanged>(ledger, "coverage.surge.v1", begin, end).Where(s => s.Standing)],
            [.. Exemptions(ledger, end)],
            [.. site.ClimatePoints.SelectMany(p => ledger.Hours(p.Id, begin.ToUnixTimeSeconds(), end.ToUnixTimeSeconds())).Select(Hour)]);
    }

    /// <summary>Entries of one of the kinds that reports look up, that happened in a stretch of time.</summary>
    internal static SqliteCommand Command(SqliteConnection connection, string kind, DateTimeOffset from, DateTimeOffset until)
    {
        var command = connection.CreateCommand();
        command.CommandText = OfKind;
        command.Parameters.AddWithValue("$kind", kind);
        command.Parameters.AddWithValue("$from", from.ToUnixTimeMilliseconds());
        command.Parameters.AddWithValue("$until", until.ToUnixTimeMilliseconds());
        return command;
    }

    private static IEnumerable<StoreroomEvent> Exemptions(LedgerReader ledger, DateTimeOffset until) =>
        ExemptionKinds.SelectMany(kind => Entries(ledger, kind, DateTimeOffset.UnixEpoch, until)).OrderBy(e => e.Seq).Select(EventCodec.Decode);

    private static IEnumerable<T> Of<T>(LedgerReader ledger, string kind, DateTimeOffset from, DateTimeOffset until)
        where T : StoreroomEvent => Entries(ledger, kind, from, until).Select(e => (T)EventCodec.Decode(e));

    private static IEnumerable<LedgerEntry> Entries(LedgerReader ledger, string kind, DateTimeOffset from, DateTimeOffset until)
    {
        using var command = Command(ledger.Connection, kind, from, until);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return LedgerReader.Entry(rows);
        }
    }

    private static ClimateHourFacts Hour(ClimateHourRow h)
    {
        return new(h.Point, DateTimeOffset.FromUnixTimeSeconds(h.Hour), h.Minutes + h.Dropped, Judged(h.Temperature), Judged(h.Humidity));

        // Of minutes whose quality is bad there is no mean. An older release's hours do not say how many broke a limit.
        LimitMinutes? Judged(ClimateHourValues? v) => v is { Above: { } above, Below: { } below } && (v.Low is not null || v.High is not null) && h is { Good: { } good, Uncertain: { } uncertain }
            ? new(Math.Max(good + uncertain, above + below), above + below)
            : null;
    }
}
