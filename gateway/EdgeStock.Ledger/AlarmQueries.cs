using EdgeStock.Domain;

namespace EdgeStock.Ledger;

/// <summary>Reads alarm events by the index that holds them alone.</summary>
public static class AlarmQueries
{
    /// <summary>SQLite uses a partial index only for a query that repeats its condition word for word (migration 0009).</summary>
    private const string Between = """
        SELECT seq, kind, room, subject, occurred, recorded, payload, hash FROM entry WHERE kind IN (
          'alarm.changed.v1', 'alarm.escalated.v1', 'alarm.acknowledged.v1', 'alarm.confirmed.v1', 'alarm.shelved.v1', 'alarm.unshelved.v1', 'alarm.suppressed.v1',
          'alarm.unsuppressed.v1', 'alarm.out-of-service.v1', 'alarm.in-service.v1', 'alarm.withdrawn.v1')
        AND occurred < $until ORDER BY seq
        """;

    /// <summary>Likewise of migration 0010.</summary>
    private const string Judged = "SELECT seq, kind, room, subject, occurred, recorded, payload, hash FROM entry WHERE kind = 'alarm.judged.v1' ORDER BY seq";

    /// <summary>Every judgement of an alarm, in the ledger's order.</summary>
    /// <exception cref="LedgerFormatException">An entry cannot be read.</exception>
    public static IEnumerable<AlarmJudged> Judgements(LedgerReader ledger)
    {
        using var command = ledger.Connection.CreateCommand();
        command.CommandText = Judged;
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return (AlarmJudged)EventCodec.Decode(LedgerReader.Entry(rows));
        }
    }

    /// <summary>Every alarm event that happened before an instant, in the ledger's order: what stands at any time is made of all of them.</summary>
    /// <exception cref="LedgerFormatException">An entry cannot be read.</exception>
    public static IEnumerable<AlarmEvent> Until(LedgerReader ledger, DateTimeOffset until) => Entries(ledger, until).Select(e => (AlarmEvent)EventCodec.Decode(e));

    /// <summary>The same as the entries that they are.</summary>
    internal static IEnumerable<LedgerEntry> Entries(LedgerReader ledger, DateTimeOffset until)
    {
        using var command = ledger.Connection.CreateCommand();
        command.CommandText = Between;
        command.Parameters.AddWithValue("$until", until.ToUnixTimeMilliseconds());
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return LedgerReader.Entry(rows);
        }
    }
}
