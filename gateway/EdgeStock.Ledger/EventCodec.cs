using System.Text.Json;
using EdgeStock.Domain;

namespace EdgeStock.Ledger;

/// <summary>
/// Events to stored bytes and back. The stored names stand here and are never reused or changed; a new form of an event is a new
/// version beside the old one.
/// </summary>
public static class EventCodec
{
    private static readonly (string Name, Type Type)[] Kinds =
    [
        ("stock.counted.v1", typeof(StockCounted)),
        ("stock.taken.v1", typeof(StockTaken)),
        ("stock.added.v1", typeof(StockAdded)),
        ("stock.uncounted.v1", typeof(StockUncounted)),
        ("stock.condition.v1", typeof(BinConditionChanged)),
        ("tag.arrived.v1", typeof(TagArrived)),
        ("tag.moved.v1", typeof(TagMoved)),
        ("tag.departed.v1", typeof(TagDeparted)),
        ("tag.obscured.v1", typeof(TagObscured)),
        ("climate.alarm.v1", typeof(ClimateAlarmChanged)),
        ("climate.fault.v1", typeof(SensorFaultChanged)),
        ("climate.hour.v1", typeof(ClimateHourSealedV1)),
        ("climate.hour.v2", typeof(ClimateHourSealed)),
        ("climate.thinned.v1", typeof(ClimateThinned)),
        ("device.state.v1", typeof(DeviceStateChanged)),
        ("device.samples-lost.v1", typeof(SamplesLost)),
        ("device.zeroed.v1", typeof(ScaleZeroed)),
        ("config.applied.v1", typeof(SiteChanged)),
        ("person.erased.v1", typeof(PersonErased)),
        ("ledger.space.v1", typeof(SpaceChanged)),
        ("ledger.restored.v1", typeof(LedgerRestored)),
        ("article.defined.v1", typeof(ArticleDefined)),
        ("article.withdrawn.v1", typeof(ArticleWithdrawn)),
        ("catalogue.imported.v1", typeof(CatalogueImported)),
        ("consumption.set.v1", typeof(NormalConsumptionSet)),
        ("lot.received.v1", typeof(LotReceived)),
        ("lot.opened.v1", typeof(CaseOpened)),
        ("lot.returned.v1", typeof(LotReturned)),
        ("lot.wasted.v1", typeof(LotWasted)),
        ("lot.sent.v1", typeof(LotSent)),
        ("lot.arrived.v1", typeof(LotArrived)),
        ("lot.counted.v1", typeof(StockTakeMade)),
        ("lot.quarantined.v1", typeof(LotQuarantined)),
        ("lot.released.v1", typeof(LotReleased)),
        ("lot.expired.v1", typeof(LotExpired)),
        ("lot.fefo-broken.v1", typeof(FefoBroken)),
        ("lot.recalled.v1", typeof(RecallIssued)),
        ("lot.recall-ended.v1", typeof(RecallEnded)),
        ("hygiene.alarm.v1", typeof(HygieneAlarmChanged)),
        ("coverage.state.v1", typeof(CoverStateChanged)),
        ("coverage.surge.v1", typeof(SurgeChanged)),
        ("coverage.day.v1", typeof(StoreroomDayClosed)),
        ("exemption.granted.v1", typeof(ExemptionGranted)),
        ("exemption.reviewed.v1", typeof(ExemptionReviewed)),
        ("exemption.ended.v1", typeof(ExemptionEnded)),
        ("exemption.review-due.v1", typeof(ExemptionReviewDue)),
        ("alarm.changed.v1", typeof(AlarmChanged)),
        ("alarm.escalated.v1", typeof(AlarmEscalated)),
        ("alarm.acknowledged.v1", typeof(AlarmAcknowledged)),
        ("alarm.confirmed.v1", typeof(AlarmConfirmed)),
        ("alarm.shelved.v1", typeof(AlarmShelved)),
        ("alarm.unshelved.v1", typeof(AlarmUnshelved)),
        ("alarm.suppressed.v1", typeof(AlarmSuppressed)),
        ("alarm.unsuppressed.v1", typeof(AlarmUnsuppressed)),
        ("alarm.out-of-service.v1", typeof(AlarmTakenOut)),
        ("alarm.in-service.v1", typeof(AlarmPutBack)),
        ("alarm.withdrawn.v1", typeof(AlarmWithdrawn)),
        ("calibration.recorded.v1", typeof(CalibrationRecorded)),
        ("climate.peers.v1", typeof(SensorAgreementChanged)),
    ];

    private static readonly Dictionary<Type, string> Names = Kinds.ToDictionary(k => k.Type, k => k.Name);
    private static readonly Dictionary<string, Type> Types = Kinds.ToDictionary(k => k.Name, k => k.Type);

    /// <summary>Every stored name.</summary>
    public static IReadOnlyCollection<string> StoredNames => Types.Keys;

    /// <summary>The stored name of an event.</summary>
    public static string NameOf(StoreroomEvent e) => Names[e.GetType()];

    /// <summary>The storeroom in which an event happened; null for one of the gateway itself.</summary>
    public static string? RoomOf(StoreroomEvent e) => e switch { RoomEvent r => r.Room, AlarmEvent a => a.Alarm.Room, _ => null };

    /// <summary>What an event is about, as a path.</summary>
    public static string SubjectOf(StoreroomEvent e) => e switch
    {
        StockCounted s => $"{s.Room}/{s.Bin}",
        StockTaken s => $"{s.Room}/{s.Bin}",
        StockAdded s => $"{s.Room}/{s.Bin}",
        StockUncounted s => $"{s.Room}/{s.Bin}",
        BinConditionChanged s => $"{s.Room}/{s.Bin}",
        TagArrived t => $"{t.Room}/{t.Zone}",
        TagMoved t => $"{t.Room}/{t.Zone}",
        TagDeparted t => $"{t.Room}/{t.Zone}",
        TagObscured t => $"{t.Room}/{t.Zone}",
        ClimateAlarmChanged c => $"{c.Room}/{c.Point}",
        SensorFaultChanged c => $"{c.Room}/{c.Point}",
        ClimateHourSealed c => $"{c.Room}/{c.Point}",
        ClimateHourSealedV1 c => $"{c.Room}/{c.Point}",
        ClimateThinned => "climate",
        DeviceStateChanged d => d.Device,
        SamplesLost l => l.Host,
        ScaleZeroed z => z.Device,
        CalibrationRecorded c => c.Device,
        SensorAgreementChanged c => $"{c.Room}/{c.Point}",
        SiteChanged => "site",
        PersonErased p => p.Person,
        SpaceChanged => "ledger",
        LedgerRestored => "ledger",
        LotEvent l => $"{l.Room}/{l.Article}",
        RecallIssued r => r.Recall,
        RecallEnded r => r.Recall,
        HygieneAlarmChanged h => $"{h.Room}/{h.Zone}",
        ArticleDefined a => a.Article.Id,
        ArticleWithdrawn a => a.Article,
        CatalogueImported => "catalogue",
        NormalConsumptionSet n => $"{n.Room}/{n.Article}",
        CoverStateChanged c => $"{c.Room}/{c.Article}",
        SurgeChanged c => $"{c.Room}/{c.Article}",
        StoreroomDayClosed d => d.Room,
        ExemptionGranted x => x.Exemption.Id,
        ExemptionReviewed x => x.Exemption,
        ExemptionEnded x => x.Exemption,
        ExemptionReviewDue x => x.Exemption,
        AlarmEvent { Alarm: var alarm } => alarm.Room is null ? alarm.Id : $"{alarm.Room}/{alarm.Id}",
        _ => throw new ArgumentException($"{e.GetType().Name} has no subject", nameof(e)),
    };

    /// <summary>The event's data as it is stored and hashed.</summary>
    public static byte[] Encode(StoreroomEvent e) => JsonSerializer.SerializeToUtf8Bytes(e, e.GetType(), LedgerJson.Plain);

    /// <summary>The event of a stored entry.</summary>
    /// <exception cref="LedgerFormatException">A kind that this release does not know, or data that is not that kind's.</exception>
    public static StoreroomEvent Decode(LedgerEntry entry)
    {
        if (!Types.TryGetValue(entry.Kind, out var type))
        {
            throw new LedgerFormatException($"entry {entry.Seq} is of kind {entry.Kind}, which this release does not know: it was written by a newer one");
        }

        try
        {
            return (StoreroomEvent?)JsonSerializer.Deserialize(entry.Payload, type, LedgerJson.Plain) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new LedgerFormatException($"entry {entry.Seq} ({entry.Kind}) cannot be read: {e.Message}");
        }
    }
}

/// <summary>The ledger holds what this release cannot read; the message says what and what to do.</summary>
public sealed class LedgerFormatException(string message) : Exception(message);
