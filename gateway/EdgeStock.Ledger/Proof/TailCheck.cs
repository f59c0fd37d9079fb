using Microsoft.Data.Sqlite;

namespace EdgeStock.Ledger.Proof;

/// <summary>
/// Whether entries were cut off the end: what the broker acknowledged and what the read models were made of must still be there.
/// Read before the walk, which then reaches at least as far.
/// </summary>
internal sealed class TailCheck
{
    private readonly Findings findings;
    private readonly long? acknowledged;
    private readonly long? projected;

    public TailCheck(LedgerReader ledger, Findings findings)
    {
        this.findings = findings;
        acknowledged = Highest(ledger.Connection, "SELECT max(seq) FROM outbox", "the outbox");
        projected = Highest(ledger.Connection, "SELECT max(CAST(json_extract(body, '$.seq') AS INTEGER)) FROM projection WHERE json_valid(body)", "the read models");
        if (projected is not null && Highest(ledger.Connection, "SELECT count(*) FROM projection WHERE NOT json_valid(body)", "the read models") is > 0 and var damaged)
        {
            findings.Add(FindingPart.File, $"{damaged} saved read models are damaged: 'edgestock rebuild' compares them with the entries");
        }
    }

    public void Finish(ChainHead head)
    {
        Check(head, acknowledged, "the broker acknowledged them");
        Check(head, projected, "the read models were made with them");
    }

    private void Check(ChainHead head, long? known, string who)
    {
        if (known > head.Seq)
        {
            findings.Add(new(FindingPart.Tail, head.Seq + 1, known, $"are not there, but {who}"));
        }
    }

    /// <returns>Null when it cannot be read, which is noted.</returns>
    private long? Highest(SqliteConnection connection, string sql, string what)
    {
        try
        {
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the texts above
            command.CommandText = sql;
#pragma warning restore CA2100
            return command.ExecuteScalar() as long? ?? 0;
        }
        catch (SqliteException e)
        {
            findings.Add(FindingPart.File, $"{what} cannot be read: {e.Message}");
            return null;
        }
    }
}
