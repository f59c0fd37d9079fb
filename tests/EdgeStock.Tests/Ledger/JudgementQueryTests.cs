using EdgeStock.Domain;
using EdgeStock.Ledger;
using EdgeStock.Tests.Domain;

namespace EdgeStock.Tests.Ledger;

public sealed class JudgementQueryTests
{
    private static readonly AlarmName High = new("north-temperature-high", "sterile", AlarmKind.High, AlarmSeverity.Medium, "north/temperature");
    private static readonly AlarmLimits Limits = new(25, 0.5, 900, 300);

    [Fact]
    public void Judgements_are_found_by_their_index_in_the_order_in_which_they_were_made()
    {
        using var bench = new LedgerBench();
        using (var store = bench.Open())
        {
            store.Commit(bench.Turn(store, LedgerBench.Taking(1), Judged(false), LedgerBench.Taking(2), Judged(true)));
        }

        using var ledger = bench.Read();
        Assert.Equal([false, true], AlarmQueries.Judgements(ledger).Select(j => j.False));
        using var plan = ledger.Connection.CreateCommand();
        plan.CommandText = "EXPLAIN QUERY PLAN SELECT seq FROM entry WHERE kind = 'alarm.judged.v1' ORDER BY seq";
        using var rows = plan.ExecuteReader();
        Assert.True(rows.Read());
        Assert.Contains("entry_of_judgements", rows.GetString(3), StringComparison.Ordinal);
    }

    private static AlarmJudged Judged(bool isFalse) => new(TestSite.T0, High, AlarmState.Normal, TestSite.T0.AddMinutes(-30), isFalse, "sedd", Limits, "p-1");
}
