namespace EdgeStock.Domain;

/// <summary>An alarm that a site can have: what it is about, the limits in force, and how it asks for attention.</summary>
/// <param name="Escalations">A next step so long after it was raised, while nobody acknowledges it.</param>
/// <param name="Realarm">Acknowledged and still standing, it asks again after this; null for never.</param>
/// <param name="Device">The device that it is about; null for the others.</param>
public sealed record AlarmDefinition(AlarmName Name, AlarmLimits Limits, IReadOnlyList<TimeSpan> Escalations, TimeSpan? Realarm, string? Device)
{
    /// <summary>Its id.</summary>
    public string Id => Name.Id;

    /// <summary>Every alarm that a site can have, in the order of rooms' points, devices, storerooms, gateway.</summary>
    public static IReadOnlyList<AlarmDefinition> Of(Site site) =>
    [
        .. site.ClimatePoints.SelectMany(p => OfPoint(site, p)),
        .. site.Devices.Where(d => d.CalibrationDue is not null).Select(d => Make(site, $"{d.Id}-calibration", d.Room, AlarmKind.CalibrationDue, d.Id, new(null, null, 0, 0), d.Id)),
        .. site.Rooms.Where(r => site.Devices.Any(d => d.Room == r.Id)).Select(r => Make(site, AbsenceId(r.Id), r.Id, AlarmKind.DeviceAbsent, r.Id, After(site.Alarms.FaultDelay, WellFor), null)),
        Make(site, GatewayId, null, AlarmKind.GatewayRestart, site.Gateway, After(site.Alarms.Away), null),
    ];

    /// <summary>Id of the alarm about the gateway itself.</summary>
    public const string GatewayId = "gateway-restart";

    /// <summary>A device or a sensor that comes and goes is well when it was so for this time, as long as a climate value must be back.</summary>
    private static readonly TimeSpan WellFor = TimeSpan.FromMinutes(5);

    /// <summary>Id of the alarm about the lost devices of a storeroom.</summary>
    public static string AbsenceId(string room) => $"{room}-devices-absent";

    /// <summary>Id of a climate limit's alarm.</summary>
    public static string LimitId(string point, Quantity quantity, AlarmKind kind) => $"{point}-{Word(quantity)}-{kind switch
    {
        AlarmKind.LowLow => "low-low",
        AlarmKind.Low => "low",
        AlarmKind.High => "high",
        AlarmKind.HighHigh => "high-high",
        _ => "rate",
    }}";

    private static IEnumerable<AlarmDefinition> OfPoint(Site site, ClimatePoint point)
    {
        var device = point.Channels[0].Source.Split('/')[0];
        return
        [
            .. point.Channels.SelectMany(c => c.Limits().Select(l => Make(
                site, LimitId(point.Id, c.Quantity, l.Kind), point.Room, l.Kind, $"{point.Id}/{Word(c.Quantity)}",
                new(l.Limit, l.Deadband, l.OnDelay.TotalSeconds, l.OffDelay.TotalSeconds) { Guard = c.Guard > 0 && l.Kind != AlarmKind.RateOfChange ? c.Guard : null }, device))),
            Make(site, $"{point.Id}-no-data", point.Room, AlarmKind.NoData, point.Id, After(site.Alarms.Stale), device),
            Make(site, $"{point.Id}-sensor-fault", point.Room, AlarmKind.SensorFault, point.Id, After(site.Alarms.FaultDelay, WellFor), device),
            .. PeerWatch.PeersOf(site, point).Count > 0 ? [Make(site, $"{point.Id}-disagrees", point.Room, AlarmKind.SensorDisagrees, point.Id, After(TimeSpan.Zero), device)] : Array.Empty<AlarmDefinition>(),
        ];
    }

    private static AlarmDefinition Make(Site site, string id, string? room, AlarmKind kind, string subject, AlarmLimits limits, string? device)
    {
        var severity = kind switch
        {
            AlarmKind.LowLow or AlarmKind.HighHigh => AlarmSeverity.High,
            AlarmKind.CalibrationDue or AlarmKind.GatewayRestart or AlarmKind.SensorDisagrees => AlarmSeverity.Low,
            _ => AlarmSeverity.Medium,
        };
        return new(new(id, room, kind, severity, subject), limits, severity == AlarmSeverity.Low ? [] : site.Alarms.Escalations, kind == AlarmKind.CalibrationDue ? null : site.Alarms.Realarm, device);
    }

    private static AlarmLimits After(TimeSpan delay, TimeSpan off = default) => new(null, null, delay.TotalSeconds, off.TotalSeconds);

    private static string Word(Quantity quantity) => quantity == Quantity.Temperature ? "temperature" : "humidity";
}
