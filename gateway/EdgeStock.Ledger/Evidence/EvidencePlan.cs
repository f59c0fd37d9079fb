using EdgeStock.Ledger.Proof;
using Microsoft.Data.Sqlite;

namespace EdgeStock.Ledger.Evidence;

/// <summary>Which part of a ledger an evidence file is to hold.</summary>
/// <param name="First">First entry of the range.</param>
/// <param name="Last">Last entry of the range.</param>
/// <param name="Through">The entry of the first checkpoint at or after it; the entries up to there only bridge to it.</param>
/// <param name="Checkpoints">The checkpoints from the first entry to there.</param>
public sealed record EvidencePlan(DateTimeOffset From, DateTimeOffset To, long First, long Last, long Through, IReadOnlyList<Checkpoint> Checkpoints)
{
    /// <summary>Plans the entries that were recorded from an instant on and before another one, as far as a checkpoint stands behind them.</summary>
    /// <returns>Null when there are none.</returns>
    public static EvidencePlan? Of(LedgerReader ledger, DateTimeOffset from, DateTimeOffset to)
    {
        var all = CheckpointRows.All(ledger.Connection);
        using var command = ledger.Connection.CreateCommand();
        command.CommandText = "SELECT min(seq), max(seq) FROM entry WHERE recorded >= $from AND recorded < $to AND seq <= $signed";
        command.Parameters.AddWithValue("$from", from.ToUnixTimeMilliseconds());
        command.Parameters.AddWithValue("$to", to.ToUnixTimeMilliseconds());
        command.Parameters.AddWithValue("$signed", all.Count > 0 ? all[^1].Seq : 0);
        var (first, last) = Range(command);
        if (first is null || last is null)
        {
            return null;
        }

        var through = all.First(c => c.Seq >= last).Seq;
        return new(from, to, first.Value, last.Value, through, [.. all.Where(c => c.Seq >= first && c.Seq <= through)]);
    }

    private static (long? First, long? Last) Range(SqliteCommand command)
    {
        using var row = command.ExecuteReader();
        return row.Read() && !row.IsDBNull(0) ? (row.GetInt64(0), row.GetInt64(1)) : (null, null);
    }
}
