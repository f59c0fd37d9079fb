using System.Text;
using EdgeStock.Domain;
using EdgeStock.Gateway.Intake;
using EdgeStock.Gateway.Reports;
using EdgeStock.Ledger;
using EdgeStock.Ledger.Evidence;
using EdgeStock.Ledger.Proof;
using EdgeStock.Tests.Domain;
using EdgeStock.Tests.FirmwareHost;
using EdgeStock.Tests.Ledger;

namespace EdgeStock.Tests.Gateway.Excursions;

/// <summary>
/// A sterile room from six o'clock (UTC, a Monday in winter): an hour at 22 °C, fifty minutes at 27.5 °C, an hour and a quarter at 22 °C. The alarm
/// stood at 7:30 and was acknowledged. Three lots were there; one of them came late, one was sent away, one is not decided.
/// </summary>
internal sealed class ExcursionBench : IDisposable
{
    public const string Alarm = "north-temperature-high";

    private const string SiteText = """
        site: lund
        gateway: ward-3
        timezone: Europe/Stockholm
        rooms: [{id: sterile, name: Sterilförråd <1>, class: sterile}]
        devices: [{id: climate-1, kind: climate, room: sterile, interval_s: 10}]
        climate: [{id: north, room: sterile, device: climate-1, profile: se-sterile}]
        """;

    private readonly TempFolder folder = new(inMemory: true);
    private readonly ClimateLedger ledger;
    private readonly bool withLots;

    public ExcursionBench(bool withLots = true, Func<int, double>? warm = null)
    {
        this.withLots = withLots;
        Key = SigningKey.OpenOrMake(folder.Path);
        var file = SiteFile.Parse(SiteText);
        ledger = new(file.Site);
        ledger.Turn.Configure(file, ledger.Now, "uid-0");
        ledger.Air(60).Air(40, warm ?? (i => 27.5 - (i % 7 * 0.013)));
        Refused = ledger.Turn.Instruct(new(ledger.Now, Pharmacist, new AcknowledgeAlarm(Alarm, "kylan står <stilla>", "ringde fastighet")));
        ledger.Air(10, warm ?? (i => 27.5 - (i % 7 * 0.013))).Air(15);
        ledger.Turn.Instruct(new(ledger.Now, Pharmacist, new ConfirmAlarm(Alarm, "kylan är lagad")));
        ledger.Air(60).Quiet().Commit();
    }

    public static string Pharmacist => "p-00000001";

    public static DateTimeOffset T0 => TestSite.T0;

    public SigningKey Key { get; }

    /// <summary>Why the acknowledgement was refused; null when it was not.</summary>
    public string? Refused { get; }

    public string Folder => folder.Path;

    /// <summary>When the limit was broken.</summary>
    public DateTimeOffset Onset => Excursion().Onset;

    public DateTimeOffset Now { get; set; } = TestSite.T0.AddHours(3.2);

    public AlarmedExcursion Excursion()
    {
        using var reader = ledger.File.Read();
        return ExcursionReading.All(reader, Alarm)[^1];
    }

    /// <summary>Tells lots and decisions, and signs a checkpoint.</summary>
    public ExcursionBench Told()
    {
        var (onset, store, stood) = (Onset, ledger.Store, Excursion().StoodAt);
        if (withLots)
        {
            Commit(
                new NotificationDue(T0.AddMinutes(91), "n-90", "sterile", NotificationCause.Raised, 1, [new(Alarm, stood)], [new("jour", "mail")]),
                new NotificationFailed(T0.AddMinutes(91), "n-90", "sterile", "jour", "mail", 1, "no answer", false),
                new NotificationSent(T0.AddMinutes(92), "n-90", "sterile", "jour", "mail", 2),
                new NotificationWithheld(T0.AddMinutes(105), null, "sterile", 2, [new(Alarm, stood)], "it was acknowledged first"),
                new NotificationDue(T0.AddMinutes(93), "n-91", "sterile", NotificationCause.Raised, 1, [new("north-temperature-low", stood)], [new("jour", "mail")]),
                new NotificationSent(T0.AddMinutes(94), "n-91", "sterile", "jour", "mail", 1),
                new ExcursionLots(T0.AddMinutes(91), "sterile", Alarm, onset, [new("drape", "L1", Expiry, 12), new("glove", null, null, 300)]),
                new ExcursionLots(T0.AddMinutes(95), "sterile", Alarm, onset, [new("drape", "L2", Expiry, 4)]),
                new ExcursionEnded(T0.AddMinutes(116), "sterile", Alarm, onset, 27.5, 3000, [new("drape", "L1", Expiry, 12, onset, null), new("drape", "L2", Expiry, 4, T0.AddMinutes(95), null), new("glove", null, null, 300, onset, T0.AddMinutes(100))]),
                new LotDecided(T0.AddMinutes(120), "sterile", "drape", "L1", Expiry, Alarm, onset, LotDecision.Quarantine, "frågar tillverkaren", Pharmacist),
                new LotDecided(T0.AddMinutes(150), "sterile", "drape", "L1", Expiry, Alarm, onset, LotDecision.Release, "tillverkaren: håller till 30 °C", Pharmacist),
                new LotDecided(T0.AddMinutes(151), "sterile", "glove", null, null, Alarm, onset, LotDecision.Discard, "gamla", "p-00000002"));
        }

        store.Keep(Key.Public, T0);
        new CheckpointWriter(store, Key).Sign(Now);
        return this;
    }

    public static DateOnly Expiry { get; } = new(2027, 12, 31);

    public ExcursionReport Report()
    {
        using var reader = ledger.File.Read();
        return ExcursionReading.Of(reader, Excursion().Seq, Now)!;
    }

    public IReadOnlyList<ExcursionRow> Rows()
    {
        using var reader = ledger.File.Read();
        return ExcursionRow.All(reader, null, null, null);
    }

    public Task<byte[]> PageAsync(string language, ExcursionReport? report = null) => ExcursionForms.PageAsync(report ?? Report(), In(language), false, Key.Id, SignAsync);

    public Task<byte[]> JsonAsync() => ExcursionForms.JsonAsync(Report(), Key.Id, SignAsync);

    public static ReportLanguage In(string code) => ReportLanguage.All.Single(l => l.Code == code);

    /// <summary>The evidence of what the report names.</summary>
    public byte[] Evidence()
    {
        var (from, to) = Report().Evidence();
        using var reader = ledger.File.Read();
        using var stream = new MemoryStream();
        using var writer = new EvidenceWriter(reader, EvidencePlan.Of(reader, from, to)!, stream);
        var body = writer.WriteBody(Now, Key.Id, null, CancellationToken.None);
        writer.WriteEnd(body, Key.Id, EvidenceWriter.Sign(Key, body.Sha256));
        return stream.ToArray();
    }

    /// <summary>Signs a document that somebody with the gateway's key changed.</summary>
    public Task<byte[]> ForgedAsync(string document) => SignedReport.JsonAsync(Encoding.UTF8.GetBytes(document), Key.Id, SignAsync);

    public Task<byte[]> SignAsync(byte[] sha256) => Task.FromResult(Key.Sign(SignedReport.TextOf(sha256)));

    public void Dispose()
    {
        Key.Dispose();
        ledger.Dispose();
        folder.Dispose();
    }

    private void Commit(params StoreroomEvent[] events)
    {
        var (head, entries, projection) = (ledger.Store.Head, new List<LedgerEntry>(), ledger.Turn.Projection);
        foreach (var e in events)
        {
            var entry = Chain.Next(head, EventCodec.NameOf(e), EventCodec.RoomOf(e), EventCodec.SubjectOf(e), e.At, ledger.Now, EventCodec.Encode(e));
            head = new(entry.Seq, entry.Hash);
            projection = projection.Apply(ledger.Site, entry.Seq, e);
            entries.Add(entry);
        }

        ledger.Store.Commit(ledger.Turn.TakeCommit(0) with
        {
            Entries = entries,
            Projection = projection,
            People = [new(Pharmacist, "uid-7", "Åsa Ek", T0), new("p-00000002", null, null, T0, T0.AddDays(1))],
        });
    }
}
