using EdgeStock.Domain;
using EdgeStock.Ledger;
using EdgeStock.Ledger.Evidence;
using EdgeStock.Ledger.Proof;
using EdgeStock.Tests.Domain;
using EdgeStock.Tests.FirmwareHost;
using EdgeStock.Tests.Ledger;

namespace EdgeStock.Tests.Proof;

/// <summary>A ledger with a signing key, site files, sealed hours with their minutes, and checkpoints.</summary>
internal sealed class ProofBench : IDisposable
{
    private readonly TempFolder keys = new(inMemory: true);

    public ProofBench() => Key = SigningKey.OpenOrMake(keys.Path);

    public LedgerBench Ledger { get; } = new(inMemory: true);

    public SigningKey Key { get; }

    /// <summary>The texts of the site files that come into force: at entry 1 and at entry 8.</summary>
    public IReadOnlyList<string> SiteTexts { get; } = ["site: lund # \"först\" \\ \u0001\u2028 \U0001F489\n", "site: lund # den andra\n"];

    /// <summary>
    /// 20 entries, one a minute: site files at 1 and 8; an hour of three minutes at 5, one more of them sealed late at 7, one of an older form
    /// at 12 whose minutes were thinned at 13; takings. Signed after 6, 15 and 20.
    /// </summary>
    public ProofBench Filled()
    {
        using var store = Ledger.Open();
        store.Load(Ledger.Site);
        store.Keep(Key.Public, TestSite.T0);
        var checkpoints = new CheckpointWriter(store, Key);
        ClimateMinute[] minutes = [.. Enumerable.Range(0, 3).Select(i => new ClimateMinute(TestSite.Point, Hour.AddMinutes(i), new(22.123, 22, 22.5, 6), i == 1 ? null : new(41.5, 40, 43, 6), Quality.Good))];
        Commit(store, 1, [Site(0), Taking(2), Taking(3), Taking(4), Seal(5, minutes), Taking(6)], minutes);
        checkpoints.Sign(At(6));
        var late = minutes[2] with { Quality = Quality.Uncertain };
        Commit(store, 7, [Seal(7, [late]), Site(1), Taking(9), Taking(10), Taking(11), Old(12), new ClimateThinned(At(13), Hour.AddDays(-1)), Taking(14), Taking(15)], late);
        checkpoints.Sign(At(15));
        Commit(store, 16, [.. Enumerable.Range(16, 5).Select(Taking)]);
        checkpoints.Sign(At(20));
        return this;
    }

    /// <summary>The hour that entry 5 seals.</summary>
    public static DateTimeOffset Hour { get; } = new(2026, 3, 2, 5, 0, 0, TimeSpan.Zero);

    /// <summary>When the gateway recorded an entry.</summary>
    public static DateTimeOffset At(int seq) => TestSite.T0.AddMinutes(seq);

    public LedgerVerdict Verify(params string[] trusted)
    {
        using var reader = Ledger.Read();
        return LedgerVerifier.Verify(reader, trusted);
    }

    /// <summary>The evidence of entries <paramref name="first"/> to <paramref name="last"/>.</summary>
    public byte[] Export(int first, int last)
    {
        using var reader = Ledger.Read();
        using var stream = new MemoryStream();
        using var writer = new EvidenceWriter(reader, EvidencePlan.Of(reader, At(first), At(last + 1))!, stream);
        var body = writer.WriteBody(At(30), Key.Id, null, CancellationToken.None);
        writer.WriteEnd(body, Key.Id, EvidenceWriter.Sign(Key, body.Sha256));
        return stream.ToArray();
    }

    public static EvidenceVerdict Check(byte[] evidence, params string[] trusted)
    {
        using var stream = new MemoryStream(evidence);
        return EvidenceVerifier.Verify(stream, trusted);
    }

    public void Dispose()
    {
        Key.Dispose();
        keys.Dispose();
        Ledger.Dispose();
    }

    private static StoreroomEvent Taking(int seq) => new StockTaken(At(seq), "store", TestSite.Glove, "glove", 1, 1000 - seq, 1000 - seq, 1001 - seq, 0.98);

    private SiteChanged Site(int index) => new(TestSite.T0, SiteFileCheck.HashOf(SiteTexts[index]), [], "start");

    private static ClimateHourSealed Seal(int seq, ClimateMinute[] minutes) => new(
        At(seq), "sterile", TestSite.Point, Hour, minutes.Length, 0, minutes.Aggregate("", (hash, m) => StoredMinute.From(m).HashAfter(hash)), minutes.Length, 0, 0, null, null);

    private static ClimateHourSealedV1 Old(int seq) => new(At(seq), "sterile", TestSite.Point, Hour.AddDays(-9), 60, new string('a', 64), null, null);

    private void Commit(LedgerStore store, int first, StoreroomEvent[] events, params ClimateMinute[] minutes)
    {
        var (head, entries) = (store.Head, new List<LedgerEntry>());
        foreach (var (e, i) in events.Select((e, i) => (e, i)))
        {
            entries.Add(Chain.Next(head, EventCodec.NameOf(e), EventCodec.RoomOf(e), EventCodec.SubjectOf(e), e.At, At(first + i), EventCodec.Encode(e)));
            head = new(entries[^1].Seq, entries[^1].Hash);
        }

        var sites = events.OfType<SiteChanged>().Select(s => SiteTexts.First(t => SiteFileCheck.HashOf(t) == s.Hash)).Select(t => new SiteInForce(t, SiteFileCheck.HashOf(t), null));
        store.Commit(Ledger.Turn(store) with { Entries = entries, Minutes = minutes, Sites = [.. sites] });
    }
}
