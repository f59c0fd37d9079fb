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
        .. site.Rooms.SelectMany(r => DewWatch.Of(site, r.Id).Limits.Select(l => Make(
            site, LimitId(r.Id, Quantity.Temperature, l.Kind), r.Id, l.Kind, r.Id, new(l.Limit, l.Deadband, l.OnDelay.TotalSeconds, l.OffDelay.TotalSeconds), null))),
        .. site.Rooms.Where(r => r.LimitsFollowStock && site.ClimatePoints.Any(p => p.Room == r.Id)).Select(r => Make(site, $"{r.Id}-goods-misplaced", r.Id, AlarmKind.GoodsMisplaced, r.Id, After(site.Alarms.FaultDelay), null)),
        Make(site, GatewayId, null, AlarmKind.GatewayRestart, site.Gateway, After(site.Alarms.Away), null),
        .. site.Notifications.TellsAnybody() ? [Make(site, NotificationFailedId, null, AlarmKind.NotificationFailed, site.Gateway, After(site.Notifications.Undelivered), null)] : Array.Empty<AlarmDefinition>(),
    ];

    /// <summary>Id of the alarm about the gateway itself.</summary>
    public const string GatewayId = "gateway-restart";

    /// <summary>Id of the alarm that messages do not arrive.</summary>
    public const string NotificationFailedId = "notification-failed";

    /// <summary>A device or a sensor that comes and goes is well when it was so for this time, as long as a climate value must be back.</summary>
    private static readonly TimeSpan WellFor = TimeSpan.FromMinutes(5);

    /// <summary>Id of the alarm about the lost devices of a storeroom.</summary>
    public static string AbsenceId(string room) => $"{room}-devices-absent";

    /// <summary>Id of a climate limit's alarm.</summary>
    /// <param name="place">Climate point; of a dew margin the storeroom.</param>
    public static string LimitId(string place, Quantity quantity, AlarmKind kind) => $"{place}-{kind switch
    {
        AlarmKind.DewMarginWarning => "dew-margin-warning",
        AlarmKind.DewMargin => "dew-margin",
        _ => $"{Word(quantity)}-{Level(kind)}",
    }}";

    private static string Level(AlarmKind kind) => kind switch
    {
        AlarmKind.LowLow => "low-low",
        AlarmKind.Low => "low",
        AlarmKind.High => "high",
        AlarmKind.HighHigh => "high-high",
        AlarmKind.AtOnce => "at-once",
        _ => "rate",
    };

    private static IEnumerable<AlarmDefinition> OfPoint(Site site, ClimatePoint point)
    {
        var device = point.Channels[0].Source.Split('/')[0];
        return
        [
            .. point.Channels.SelectMany(c => c.Limits().Select(l => Make(
                site, LimitId(point.Id, c.Quantity, l.Kind), point.Room, l.Kind, $"{point.Id}/{Word(c.Quantity)}",
                new(l.Limit, l.Deadband, l.OnDelay.TotalSeconds, l.OffDelay.TotalSeconds, l.Kind switch { AlarmKind.Low => c.LowBecause, AlarmKind.High => c.HighBecause, _ => null })
                {
                    Guard = c.Guard > 0 && l.Kind != AlarmKind.RateOfChange ? c.Guard : null,
                }, device))),
            .. Windows(site, point, device),
            Make(site, $"{point.Id}-no-data", point.Room, AlarmKind.NoData, point.Id, After(site.Alarms.Stale), device),
            Make(site, $"{point.Id}-sensor-fault", point.Room, AlarmKind.SensorFault, point.Id, After(site.Alarms.FaultDelay, WellFor), device),
            .. PeerWatch.PeersOf(site, point).Count > 0 ? [Make(site, $"{point.Id}-disagrees", point.Room, AlarmKind.SensorDisagrees, point.Id, After(TimeSpan.Zero), device)] : Array.Empty<AlarmDefinition>(),
        ];
    }

    /// <summary>Limits over running windows.</summary>
    private static IEnumerable<AlarmDefinition> Windows(Site site, ClimatePoint point, string device)
    {
        if (point.Rules?.Cumulative is { } c)
        {
            var limits = new AlarmLimits(c.Hours, c.Hours * HeatSigns.CumulativeDeadband, 0, 0) { Above = c.Above, WindowHours = c.WithinDays * 24 };
            yield return Of(AlarmKind.CumulativeWarning, "cumulative-warning", limits with { Limit = c.Hours * CumulativeLimit.Warning });
            yield return Of(AlarmKind.Cumulative, "cumulative", limits);
        }

        if (point.Rules?.Kinetic is { } k)
        {
            var limits = new AlarmLimits(k.Limit, HeatSigns.KineticDeadband, 0, 0) { WindowHours = k.Window.TotalHours };
            yield return Of(AlarmKind.KineticUnknown, "mkt-unknown", limits);
            yield return Of(AlarmKind.Kinetic, "mkt", limits);
        }

        AlarmDefinition Of(AlarmKind kind, string word, AlarmLimits limits) => Make(site, $"{point.Id}-{word}", point.Room, kind, $"{point.Id}/temperature", limits, device);
    }

    private static AlarmDefinition Make(Site site, string id, string? room, AlarmKind kind, string subject, AlarmLimits limits, string? device)
    {
        var severity = kind switch
        {
            AlarmKind.LowLow or AlarmKind.HighHigh or AlarmKind.AtOnce or AlarmKind.NotificationFailed => AlarmSeverity.High,
            AlarmKind.CalibrationDue or AlarmKind.GatewayRestart or AlarmKind.DewMarginWarning or AlarmKind.CumulativeWarning or AlarmKind.KineticUnknown or AlarmKind.SensorDisagrees => AlarmSeverity.Low,
            _ => AlarmSeverity.Medium,
        };
        return new(new(id, room, kind, severity, subject), limits, severity == AlarmSeverity.Low ? [] : site.Alarms.Escalations, AsksAgain(kind) ? site.Alarms.Realarm : null, device);
    }

    /// <summary>A calibration asks on days of its own, and what is reckoned over days stands for days, whatever is done.</summary>
    private static bool AsksAgain(AlarmKind kind) =>
        kind is not (AlarmKind.CalibrationDue or AlarmKind.CumulativeWarning or AlarmKind.Cumulative or AlarmKind.KineticUnknown or AlarmKind.Kinetic);

    private static AlarmLimits After(TimeSpan delay, TimeSpan off = default) => new(null, null, delay.TotalSeconds, off.TotalSeconds);

    private static string Word(Quantity quantity) => quantity == Quantity.Temperature ? "temperature" : "humidity";
}
