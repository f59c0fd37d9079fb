namespace EdgeStock.Domain;

/// <summary>What the read models say of an alarm's condition now.</summary>
/// <param name="Onset">Since when it is not as it should be; null when it is.</param>
/// <param name="Causes">What it is made of.</param>
/// <param name="Explained">The alarm that explains it, in words; null when none does.</param>
/// <param name="Milestone">When it should ask, or ask again, though nothing else changes; null for never.</param>
/// <param name="Value">The figure that decides; null where it is not about one.</param>
/// <param name="Look">When to look again though nothing else changes; null for never.</param>
internal sealed record AlarmSign(DateTimeOffset? Onset, IReadOnlyList<string> Causes, string? Explained = null, DateTimeOffset? Milestone = null, double? Value = null, DateTimeOffset? Look = null);

/// <summary>Reads conditions off the read models: silence, faults, absence, dates. Limits are told by the estimators.</summary>
internal static class AlarmSigns
{
    /// <summary>Days before a calibration is due on which it is asked for: once when somebody can still plan it, once soon, once on the day.</summary>
    private static readonly int[] CalibrationDays = [90, 30, 0];

    /// <summary>Devices that are lost, by storeroom; several of them are one alarm, which explains the silence of their sensors.</summary>
    public static ILookup<string, DeviceView> Absent(Site site, Projection projection) => site.Devices
        .Select(d => (d.Room, View: projection.Devices.GetValueOrDefault(d.Id)))
        .Where(d => d.View is { State: DeviceState.Down or DeviceState.Silent })
        .ToLookup(d => d.Room, d => d.View!, StringComparer.Ordinal);

    /// <summary>The sign of an alarm; null where the estimators tell it.</summary>
    public static AlarmSign? Of(Site site, Projection projection, AlarmDefinition definition, ILookup<string, DeviceView> absent, DateTimeOffset now) => definition.Name.Kind switch
    {
        AlarmKind.NoData => NoData(site, projection, definition, absent),
        AlarmKind.SensorFault => Fault(site, projection, definition),
        AlarmKind.SensorDisagrees => Disagreement(projection, definition),
        AlarmKind.DeviceAbsent => Devices(site, definition, absent),
        AlarmKind.CalibrationDue => Calibration(site, definition, now),
        AlarmKind.Cumulative or AlarmKind.CumulativeWarning or AlarmKind.Kinetic or AlarmKind.KineticUnknown => HeatSigns.Of(site, projection, definition, now),
        AlarmKind.GoodsMisplaced => Misplaced(projection, definition),
        AlarmKind.NotificationFailed => Undelivered(projection),
        AlarmKind.High or AlarmKind.Low => Older(projection, definition),
        _ => null,
    };

    private static AlarmSign NoData(Site site, Projection projection, AlarmDefinition definition, ILookup<string, DeviceView> absent)
    {
        var silent = Channels(site, projection, definition, f => f == SensorFault.Silent);

        // The fault is told five intervals after the last value.
        var onset = silent.Count == 0 ? (DateTimeOffset?)null : silent.Min(s => s.View.FaultSince!.Value - (5 * s.Channel.Interval));
        var lost = absent[definition.Name.Room!].ToList();
        var explained = lost.Count > 1 && lost.Exists(d => d.Device == definition.Device) ? $"{lost.Count} devices are absent: see {definition.Name.Room}-devices-absent" : null;

        // The number of devices may change meanwhile; the reason that was given stays.
        return new(onset, [.. silent.Select(s => Word(s.Channel))], explained);
    }

    private static AlarmSign Fault(Site site, Projection projection, AlarmDefinition definition)
    {
        var faulty = Channels(site, projection, definition, f => f is SensorFault.Stuck or SensorFault.Implausible or SensorFault.Condensation);
        return new(faulty.Count == 0 ? null : faulty.Min(s => s.View.FaultSince), [.. faulty.Select(s => $"{Word(s.Channel)} {s.View.Fault.ToString().ToLowerInvariant()}")]);
    }

    private static AlarmSign Disagreement(Projection projection, AlarmDefinition definition) =>
        projection.Climate.GetValueOrDefault(StoreroomMemory.Key(definition.Name.Subject, Quantity.Humidity))?.Doubt is { } doubt ? new(doubt.Since, [doubt.ToString()]) : new(null, []);

    /// <summary>A climate sensor that is lost alone is told by its silence already.</summary>
    private static AlarmSign Devices(Site site, AlarmDefinition definition, ILookup<string, DeviceView> absent)
    {
        var lost = absent[definition.Name.Room!].ToList();
        return lost.Count == 0 || (lost.Count == 1 && site.Devices.First(d => d.Id == lost[0].Device).Kind == DeviceKind.Climate)
            ? new(null, [])
            : new(lost.Min(d => d.Since), [.. lost.Select(d => d.Device).Order(StringComparer.Ordinal)]);
    }

    private static AlarmSign Misplaced(Projection projection, AlarmDefinition definition) =>
        projection.StorageConflicts.GetValueOrDefault(definition.Name.Room!) is { } told ? new(told.Since, [.. told.Conflicts.Select(c => c.Words())]) : new(null, []);

    private static AlarmSign Calibration(Site site, AlarmDefinition definition, DateTimeOffset now)
    {
        var due = site.Devices.First(d => d.Id == definition.Device).CalibrationDue!.Value;
        var asked = CalibrationDays.Select(days => site.Calendar.StartOf(due.AddDays(-days))).ToList();
        return asked[0] > now
            ? new(null, [], null, asked[0])
            : new(asked[0], [FormattableString.Invariant($"due on {due:yyyy-MM-dd}")], null, asked.Where(a => a > now).Select(a => (DateTimeOffset?)a).FirstOrDefault());
    }

    /// <summary>Messages that reached nobody, by those to whom they were to go.</summary>
    private static AlarmSign Undelivered(Projection projection)
    {
        var lost = projection.Notifications.Messages.Values.Where(m => projection.Notifications.IsUndelivered(m, projection.Alarms)).ToList();
        return new(
            lost.Count == 0 ? null : lost.Min(m => m.At),
            [.. lost.SelectMany(m => m.Deliveries.Where(d => d.State != DeliveryState.Withheld).Select(d => $"{d.Recipient} by {d.Channel}")).Distinct().Order(StringComparer.Ordinal)]);
    }

    /// <summary>A limit that an older release, which knew no alarms, found broken.</summary>
    private static AlarmSign? Older(Projection projection, AlarmDefinition definition)
    {
        var side = definition.Name.Kind == AlarmKind.High ? ClimateState.High : ClimateState.Low;
        var broken = projection.Climate.GetValueOrDefault(definition.Name.Subject);
        var view = projection.Alarms.GetValueOrDefault(definition.Id);
        return broken?.State == side && view?.IsOn() != true ? new(broken.Since ?? DateTimeOffset.UnixEpoch, []) : null;
    }

    private static List<(ClimateChannel Channel, ClimateView View)> Channels(Site site, Projection projection, AlarmDefinition definition, Func<SensorFault, bool> which) =>
    [
        .. site.ClimatePoints.First(p => p.Id == definition.Name.Subject).Channels
            .Select(c => (c, projection.Climate[StoreroomMemory.Key(definition.Name.Subject, c.Quantity)]))
            .Where(c => which(c.Item2.Fault) && c.Item2.FaultSince is not null),
    ];

    private static string Word(ClimateChannel channel) => channel.Quantity == Quantity.Temperature ? "temperature" : "humidity";
}
