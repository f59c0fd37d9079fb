using EdgeStock.Domain;

namespace EdgeStock.Ledger;

/// <summary>Reads events about messages to people by the index that holds them alone.</summary>
public static class NotificationQueries
{
    /// <summary>SQLite uses a partial index only for a query that repeats its condition word for word (migration 0010).</summary>
    private const string Since = """
        SELECT seq, kind, room, subject, occurred, recorded, payload, hash FROM entry WHERE kind IN (
          'notification.due.v1', 'notification.sent.v1', 'notification.failed.v1', 'notification.withheld.v1', 'notification.drill-signed.v1')
        AND occurred >= $from ORDER BY seq
        """;

    /// <summary>Every one of them from an instant on, in the ledger's order.</summary>
    /// <exception cref="LedgerFormatException">An entry cannot be read.</exception>
    public static IEnumerable<NotificationEvent> From(LedgerReader ledger, DateTimeOffset from) => Entries(ledger, from).Select(e => e.Event);

    /// <summary>The same with their entries.</summary>
    /// <exception cref="LedgerFormatException">An entry cannot be read.</exception>
    public static IEnumerable<(LedgerEntry Entry, NotificationEvent Event)> Entries(LedgerReader ledger, DateTimeOffset from)
    {
        using var command = ledger.Connection.CreateCommand();
        command.CommandText = Since;
        command.Parameters.AddWithValue("$from", from.ToUnixTimeMilliseconds());
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            var entry = LedgerReader.Entry(rows);
            yield return (entry, (NotificationEvent)EventCodec.Decode(entry));
        }
    }
}
