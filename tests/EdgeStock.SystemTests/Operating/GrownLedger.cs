using EdgeStock.Domain;
using EdgeStock.Ledger;

namespace EdgeStock.SystemTests.Operating;

/// <summary>A ledger as large as after years.</summary>
internal static class GrownLedger
{
    /// <summary>Years of takings, one transaction.</summary>
    /// <param name="path">The ledger of a <see cref="Doors.LoneGateway"/> that was started once and is stopped.</param>
    /// <param name="takings">So many.</param>
    public static void Make(string path, int takings)
    {
        using var store = LedgerStore.Open(path, "lund", "ward-3", 1);
        var entries = new List<LedgerEntry>();
        var head = store.Head;
        var at = new DateTimeOffset(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);
        for (var left = takings; left >= 0; left--)
        {
            StoreroomEvent e = left == takings ? new StockCounted(at, "store", "a-01", "glove", left, left, left, 1) : new StockTaken(at, "store", "a-01", "glove", 1, left, left, left, 1);
            var entry = Chain.Next(head, EventCodec.NameOf(e), "store", EventCodec.SubjectOf(e), at, at, EventCodec.Encode(e));
            head = new(entry.Seq, entry.Hash);
            entries.Add(entry);
        }

        using var reader = LedgerReader.Open(path);
        var site = Gateway.Intake.SiteFile.Parse(reader.Site!.Text).Site;
        var projection = store.Load(site).Projection;
        projection = entries.Aggregate(projection, (made, entry) => made.Apply(site, entry.Seq, EventCodec.Decode(entry)));
        store.Commit(new()
        {
            Entries = entries, Minutes = [], Changes = new(), Projection = projection, Intake = new Dictionary<string, ulong>(), OutboxSeq = 0,
        });
    }
}
