namespace EdgeStock.Domain;

/// <summary>What the read models say of an alarm's condition now.</summary>
/// <param name="Onset">Since when it is not as it should be; null when it is.</param>
/// <param name="Causes">What it is made of.</param>
/// <param name="Explained">The alarm that explains it, in words; null when none does.</param>
/// <param name="Milestone">When it should ask, or ask again, though nothing else changes; null for never.</param>
/// <param name="Value">The figure that decides; null where it is not about one.</param>
/// <param name="Look">When to look again though nothing else changes; null for never.</param>
/// <param name="Holds">All or some of it is well again, and counts as over from then on; null where nothing is.</param>
internal sealed record AlarmSign(
    DateTimeOffset? Onset, IReadOnlyList<string> Causes, string? Explained = null, DateTimeOffset? Milestone = null, double? Value = null, DateTimeOffset? Look = null, DateTimeOffset? Holds = null);

/// <summary>Reads conditions off the read models: silence, faults, absence, dates. Limits are told by the estimators.</summary>
internal static class AlarmSigns
{
    /// <summary>Days before a calibration is due on which it is asked for: once when somebody can still plan it, once soon, once on the day.</summary>
    private static readonly int[] CalibrationDays = [90, 30, 0];

    private static readonly TimeSpan ShortestCall = TimeSpan.FromMinutes(30);

    /// <summary>Devices that are lost, by storeroom; several of them are one alarm, which explains the silence of their sensors.</summary>
    public static ILookup<string, DeviceView> Absent(Site site, Projection projection) => site.Devices
        .Select(d => (d.Room, View: projection.Devices.GetValueOrDefault(d.Id)))
        .Where(d => d.View is { State: DeviceState.Down or DeviceState.Silent })
        .ToLookup(d => d.Room, d => d.View!, StringComparer.Ordinal);

    /// <summary>The sign of an alarm; null where the estimators tell it.</summary>
    public static AlarmSign? Of(Site site, Projection projection, AlarmDefinition definition, ILookup<string, DeviceView> absent, DateTimeOffset now) => definition.Name.Kind switch
    {
        AlarmKind.NoData => NoData(site, projection, definition, absent),
        AlarmKind.SensorFault => Fault(site, projection, definition, now),
        AlarmKind.SensorDisagrees => Disagreement(projection, definition),
        AlarmKind.DeviceAbsent => Devices(site, projection, definition, absent, now),
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
        var absence = AlarmDefinition.AbsenceId(definition.Name.Room!);

        // Not all of them come back in one second: what the alarm lists is explained by it until it is over.
        var listed = projection.Alarms.GetValueOrDefault(absence) is { } view && view.IsOn() ? view.Causes : [];
        var several = lost.Count > 1 && lost.Exists(d => d.Device == definition.Device) ? lost.Count : listed.Contains(definition.Device!) ? listed.Count : 0;
        var explained = several > 1 ? $"{several} devices are absent: see {absence}" : null;

        // The number of devices may change meanwhile; the reason that was given stays.
        return new(onset, [.. silent.Select(s => Word(s.Channel))], explained);
    }

    /// <summary>A loose contact is one fault and not many: it is over when the sensor was believed for the off-delay.</summary>
    private static AlarmSign Fault(Site site, Projection projection, AlarmDefinition definition, DateTimeOffset now)
    {
        var faulty = Channels(site, projection, definition, f => f is SensorFault.Stuck or SensorFault.Implausible or SensorFault.Condensation);
        var view = projection.Alarms.GetValueOrDefault(definition.Id);

        // A sensor that is not heard any more has not become well: one that is stuck between silences is one fault too.
        var back = Channels(site, projection, definition, f => f is SensorFault.Ok or SensorFault.Silent)
            .Select(c => (Cause: view?.Causes.FirstOrDefault(t => t.StartsWith(Word(c.Channel), StringComparison.Ordinal)), Since: c.View.FaultOver ?? c.View.FaultSince))
            .Select(c => (c.Cause, c.Since, Until: HoldsUntil(definition, view, c.Since, now)))
            .Where(c => c.Cause is not null && c.Until is not null).ToList();
        return new(
            faulty.Select(s => s.View.FaultSince).Concat(back.Select(b => b.Since)).Min(),
            [.. faulty.Select(s => $"{Word(s.Channel)} {s.View.Fault.ToString().ToLowerInvariant()}").Concat(back.Select(b => b.Cause!)).OrderDescending(StringComparer.Ordinal)],
            Holds: back.Min(b => b.Until));
    }

    private static AlarmSign Disagreement(Projection projection, AlarmDefinition definition) =>
        projection.Climate.GetValueOrDefault(StoreroomMemory.Key(definition.Name.Subject, Quantity.Humidity))?.Doubt is { } doubt ? new(doubt.Since, [doubt.ToString()]) : new(null, []);

    /// <summary>
    /// A climate sensor that is lost alone is told by its silence already. Power that flickers is one absence: a device is back when it was heard
    /// for the off-delay.
    /// </summary>
    private static AlarmSign Devices(Site site, Projection projection, AlarmDefinition definition, ILookup<string, DeviceView> absent, DateTimeOffset now)
    {
        var lost = absent[definition.Name.Room!].ToList();
        var view = projection.Alarms.GetValueOrDefault(definition.Id);
        var back = (view?.Causes ?? []).Select(c => projection.Devices.GetValueOrDefault(c)).Where(d => d?.State == DeviceState.Up)
            .Select(d => (Device: d!, Until: HoldsUntil(definition, view, d!.Since, now))).Where(d => d.Until is not null).ToList();
        var all = lost.Concat(back.Select(b => b.Device)).ToList();
        return all.Count == 0 || (all.Count == 1 && site.Devices.First(d => d.Id == all[0].Device).Kind == DeviceKind.Climate)
            ? new(null, [])
            : new(all.Min(d => d.Since), [.. all.Select(d => d.Device).Order(StringComparer.Ordinal)], Holds: back.Min(b => b.Until));
    }

    private static AlarmSign Misplaced(Projection projection, AlarmDefinition definition) =>
        projection.StorageConflicts.GetValueOrDefault(definition.Name.Room!) is { } told ? new(told.Since, [.. told.Conflicts.Select(c => c.Words())]) : new(null, []);

    /// <summary>
    /// What is well since then still counts, until this; null when that is over, or its clock is not to be believed. It is the off-delay, and at
    /// least half an hour since the alarm called: so it cannot call three times within an hour.
    /// </summary>
    private static DateTimeOffset? HoldsUntil(AlarmDefinition definition, AlarmView? view, DateTimeOffset? since, DateTimeOffset now)
    {
        if (view?.IsOn() != true || since is not { } well || well > now)
        {
            return null;
        }

        var (settled, called) = (well + TimeSpan.FromSeconds(definition.Limits.OffDelaySeconds), view.RaisedAt + ShortestCall);
        var until = called > settled ? called.Value : settled;
        return until > now ? until : null;
    }

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
            .Where(c => which(c.Item2.Fault) && (c.Item2.FaultSince ?? c.Item2.FaultOver) is not null),
    ];

    private static string Word(ClimateChannel channel) => channel.Quantity == Quantity.Temperature ? "temperature" : "humidity";
}
