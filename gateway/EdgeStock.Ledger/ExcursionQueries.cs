using EdgeStock.Domain;
using EdgeStock.Ledger.Proof;

namespace EdgeStock.Ledger;

/// <summary>Reads what the report of an excursion is made of, by the indexes that hold those entries alone.</summary>
public static class ExcursionQueries
{
    /// <summary>SQLite uses a partial index only for a query that repeats its condition word for word (migration 0010).</summary>
    private const string OfKind = """
        SELECT seq, kind, room, subject, occurred, recorded, payload, hash FROM entry
        WHERE kind IN ('config.applied.v1', 'excursion.lots.v1', 'excursion.ended.v1', 'lot.decided.v1') AND kind = $kind AND seq < $before ORDER BY seq
        """;

    private static readonly string[] LotKinds = ["excursion.lots.v1", "excursion.ended.v1", "lot.decided.v1"];

    /// <summary>Every entry about the life cycle of alarms, in order; of one alarm where an id is given.</summary>
    /// <exception cref="LedgerFormatException">An entry cannot be read.</exception>
    public static IReadOnlyList<(LedgerEntry Entry, AlarmEvent Event)> Alarms(LedgerReader ledger, string? alarm) =>
        [.. AlarmQueries.Entries(ledger, DateTimeOffset.MaxValue).Where(e => alarm is null || IsAbout(e.Subject, alarm)).Select(e => (e, (AlarmEvent)EventCodec.Decode(e)))];

    /// <summary>Every entry that names lots of an excursion or decides about them, in order.</summary>
    /// <exception cref="LedgerFormatException">An entry cannot be read.</exception>
    public static IReadOnlyList<(LedgerEntry Entry, StoreroomEvent Event)> Lots(LedgerReader ledger) =>
        [.. LotKinds.SelectMany(kind => Entries(ledger, kind, long.MaxValue)).OrderBy(e => e.Seq).Select(e => (e, EventCodec.Decode(e)))];

    /// <summary>Hash of the site file that was in force before an entry; null when none was.</summary>
    public static string? SiteBefore(LedgerReader ledger, long seq) =>
        Entries(ledger, "config.applied.v1", seq).LastOrDefault() is { } entry ? ((SiteChanged)EventCodec.Decode(entry)).Hash : null;

    /// <summary>The entries that seal a point's hours in a stretch of time, in their order.</summary>
    /// <param name="from">First instant, unix seconds.</param>
    /// <param name="to">The instant after the last.</param>
    public static IReadOnlyList<LedgerEntry> Seals(LedgerReader ledger, string point, long from, long to) =>
        [.. ledger.Hours(point, from, to).Select(h => h.Seq).Order().Select(seq => ledger.After(seq - 1, 1)[0])];

    /// <summary>The gateway's newest signed word on its chain; null before the first.</summary>
    public static Checkpoint? LastCheckpoint(LedgerReader ledger) => CheckpointRows.Last(ledger.Connection);

    private static bool IsAbout(string subject, string alarm) => subject == alarm || subject.EndsWith($"/{alarm}", StringComparison.Ordinal);

    private static List<LedgerEntry> Entries(LedgerReader ledger, string kind, long before)
    {
        using var command = ledger.Connection.CreateCommand();
        command.CommandText = OfKind;
        command.Parameters.AddWithValue("$kind", kind);
        command.Parameters.AddWithValue("$before", before);
        using var rows = command.ExecuteReader();
        var entries = new List<LedgerEntry>();
        while (rows.Read())
        {
            entries.Add(LedgerReader.Entry(rows));
        }

        return entries;
    }
}
