namespace EdgeStock.Domain;

/// <summary>
/// Moves the alarms of a site along: by conditions that the estimators tell, by what the read models say of sensors, devices and dates, and by
/// time. All that it knows it takes from the read models, so live, replayed and interrupted runs agree.
/// </summary>
public sealed class AlarmWatch
{
    private readonly Site site;
    private readonly Dictionary<string, AlarmDefinition> definitions;
    private readonly List<AlarmDefinition> watched;

    // What was looked at when nothing was to be said, and until when nothing will be while it stays. Only so that a quiet second costs nothing:
    // without it the answer is the same.
    private Projection? seen;
    private (DateTimeOffset From, DateTimeOffset Until) quiet;

    /// <summary>The alarms of a site.</summary>
    public AlarmWatch(Site site)
    {
        this.site = site;
        definitions = AlarmDefinition.Of(site).ToDictionary(d => d.Id, StringComparer.Ordinal);
        watched = [.. definitions.Values.Where(d => d.Name.Kind != AlarmKind.GatewayRestart)];
    }

    /// <summary>A climate condition changed.</summary>
    public IEnumerable<StoreroomEvent> On(Projection projection, LimitChange change)
    {
        if (!definitions.TryGetValue(AlarmDefinition.LimitId(change.Point, change.Quantity, change.Kind), out var definition))
        {
            return [];
        }

        var view = ViewOf(projection, definition);
        return [Tell(view, definition, AlarmMachine.Under(view, definition, change.Condition, change.At), change.At, change.Onset, change.Value, change.Peak, Math.Round(change.Outside.TotalSeconds, 3), [])];
    }

    /// <summary>Another site is in force: what it does not have any more is over, and what stands in another storeroom now is raised there.</summary>
    public IEnumerable<StoreroomEvent> OnSite(Projection projection, DateTimeOffset taken)
    {
        foreach (var view in projection.Alarms.Values)
        {
            var definition = definitions.GetValueOrDefault(view.Name.Id);
            if (definition?.Name == view.Name)
            {
                continue;
            }

            yield return new AlarmWithdrawn(taken, view.Name, AlarmState.Normal, view.State(), view.Limits);
            if (definition is not null && view.Condition != AlarmCondition.Clear)
            {
                var anew = AlarmView.Normal(definition.Name, definition.Limits);
                yield return Tell(anew, definition, AlarmMachine.Under(anew, definition, view.Condition == AlarmCondition.Pending ? AlarmCondition.Pending : AlarmCondition.Standing, taken), taken, view.Onset ?? taken, view.Value, view.Peak, view.OutsideSeconds, view.Causes);
            }
        }
    }

    /// <summary>Time passes: delays, steps and shelves end; silence, faults, absence and dates are looked at.</summary>
    /// <param name="lastTick">The tick before; null for none.</param>
    public IEnumerable<StoreroomEvent> Pass(Projection projection, DateTimeOffset? lastTick, DateTimeOffset now)
    {
        var wasAway = lastTick is { } before && now - before > site.Alarms.Away;
        if (!wasAway && IsQuiet(projection, now))
        {
            yield break;
        }

        var (said, next) = (wasAway, DateTimeOffset.MaxValue);
        foreach (var view in projection.Alarms.Values.Where(v => !wasAway || v.Name.Kind != AlarmKind.GatewayRestart))
        {
            next = Earliest(now, next, view.Shelf?.Until, view.Suppression?.Until, view.NextStep);
            if (definitions.TryGetValue(view.Name.Id, out var definition) && Due(projection, view, definition, now) is { } due)
            {
                said = true;
                yield return due;
            }
        }

        if (wasAway)
        {
            yield return Restarted(projection, lastTick!.Value, now);
        }

        var (absent, plan) = (AlarmSigns.Absent(site, projection), new WindowPlan(site, projection));
        next = Earliest(now, next, plan.NextChange(now));
        foreach (var definition in watched)
        {
            var view = ViewOf(projection, definition);
            if (view.Shelf?.Until <= now || view.Suppression?.Until <= now || view.NextStep <= now)
            {
                // Its time has just been told; the rest comes with the next tick.
                continue;
            }

            var sign = AlarmSigns.Of(site, projection, definition, absent, now);
            if (Designed(view, definition, sign, plan.At(definition.Name, now), now) is { } designed)
            {
                said = true;
                yield return designed;
            }
            else if (sign is not null)
            {
                next = Earliest(now, next, sign.Onset + TimeSpan.FromSeconds(definition.Limits.OnDelaySeconds), sign.Milestone, sign.Look, sign.Holds);
                if (Step(view, definition, sign, now) is { } step)
                {
                    said = true;
                    yield return step;
                }
            }
        }

        (seen, quiet) = said ? (null, default) : (projection, (now, next));
    }

    private bool IsQuiet(Projection projection, DateTimeOffset now) => seen is not null && now >= quiet.From && now < quiet.Until
        && ReferenceEquals(seen.Alarms, projection.Alarms) && ReferenceEquals(seen.Climate, projection.Climate) && ReferenceEquals(seen.StorageConflicts, projection.StorageConflicts) && ReferenceEquals(seen.Windows, projection.Windows) && ReferenceEquals(seen.Devices, projection.Devices)
        && ReferenceEquals(seen.Hours, projection.Hours) && ReferenceEquals(seen.Notifications, projection.Notifications);

    /// <summary>The earliest of some instants that is still to come.</summary>
    private static DateTimeOffset Earliest(DateTimeOffset now, DateTimeOffset known, params ReadOnlySpan<DateTimeOffset?> instants)
    {
        foreach (var instant in instants)
        {
            known = instant > now && instant < known ? instant.Value : known;
        }

        return known;
    }

    private static AlarmView ViewOf(Projection projection, AlarmDefinition definition) =>
        projection.Alarms.GetValueOrDefault(definition.Id) ?? AlarmView.Normal(definition.Name, definition.Limits);

    /// <summary>What a clock that ran out means; null when none did.</summary>
    private AlarmEvent? Due(Projection projection, AlarmView view, AlarmDefinition definition, DateTimeOffset now)
    {
        if (view.Suppression?.Until <= now)
        {
            // What goes on to explain it, or another window, takes over without a call in between.
            var sign = AlarmSigns.Of(site, projection, definition, AlarmSigns.Absent(site, projection), now);
            return Designed(view with { Suppression = null }, definition, sign, new WindowPlan(site, projection).At(definition.Name, now), now) ?? Unsuppressed(view, definition, now);
        }

        if (view.Shelf?.Until <= now)
        {
            var next = AlarmMachine.Back(view with { Shelf = null }, definition, now);
            return new AlarmUnshelved(now, definition.Name, next.State(), next.Level, next.NextStep, definition.Limits, null);
        }

        if (view.NextStep is not { } step || step > now)
        {
            return null;
        }

        if (view.Attention == AlarmAttention.Wanted)
        {
            var next = AlarmMachine.Escalate(view, definition);
            next = next with { NextStep = next.NextStep ?? Milestone(projection, definition, now) };
            return new AlarmEscalated(now, definition.Name, view.State(), next.Level, next.NextStep, definition.Limits);
        }

        var again = AlarmMachine.Raise(view, definition, now);
        return Again(view, definition, again with { NextStep = again.NextStep ?? Milestone(projection, definition, now) }, now, view.Causes);
    }

    /// <summary>A calibration asks again on days of its own.</summary>
    private DateTimeOffset? Milestone(Projection projection, AlarmDefinition definition, DateTimeOffset now) => definition.Name.Kind == AlarmKind.CalibrationDue
        ? AlarmSigns.Of(site, projection, definition, AlarmSigns.Absent(site, projection), now)?.Milestone : null;

    /// <summary>Compares what an alarm's sign says with its view.</summary>
    private static AlarmChanged? Step(AlarmView view, AlarmDefinition definition, AlarmSign sign, DateTimeOffset now)
    {
        var condition = sign.Onset is not { } onset ? AlarmCondition.Clear
            : view.IsOn() || now >= onset + TimeSpan.FromSeconds(definition.Limits.OnDelaySeconds) ? AlarmCondition.Standing : AlarmCondition.Pending;
        if (condition != view.Condition)
        {
            var next = AlarmMachine.Under(view, definition, condition, now);
            next = next.Attention == AlarmAttention.Wanted && view.Attention != AlarmAttention.Wanted ? next with { NextStep = next.NextStep ?? sign.Milestone } : next;
            return Tell(view, definition, next, condition == AlarmCondition.Pending ? sign.Onset!.Value : now, sign.Onset ?? view.Onset ?? now, sign.Value, sign.Value ?? view.Peak, null, condition == AlarmCondition.Clear ? view.Causes : sign.Causes);
        }

        if (condition != AlarmCondition.Clear && !sign.Causes.SequenceEqual(view.Causes))
        {
            // More of it is lost than somebody acknowledged: that is news.
            var news = view.Attention == AlarmAttention.Given && sign.Causes.Except(view.Causes).Any();
            return Again(view, definition, news ? AlarmMachine.Raise(view, definition, now) : view, now, sign.Causes);
        }

        return null;
    }

    /// <summary>Another alarm explains this one, or it is in a window of maintenance: it is suppressed by design, or not any more. Null when that has not changed.</summary>
    private static AlarmEvent? Designed(AlarmView view, AlarmDefinition definition, AlarmSign? sign, PlannedOccurrence? window, DateTimeOffset now)
    {
        // What ends together with its explanation is told to be over first: it must not ask in between.
        var (explained, isOver) = (sign?.Explained, sign is { Onset: null } && view.Condition != AlarmCondition.Clear);
        var holds = view.Suppression switch
        {
            null => explained is null && window is null,
            { By: not null } => true,
            { Until: null } => explained is not null || isOver,
            _ => window is not null,
        };
        return holds ? null
            : explained is not null ? Suppressed(view, definition, explained, null, now)
            : window is not null ? Suppressed(view, definition, $"{window.Reason} ({window.Window})", window.Until, now)
            : Unsuppressed(view, definition, now);
    }

    private static AlarmSuppressed Suppressed(AlarmView view, AlarmDefinition definition, string why, DateTimeOffset? until, DateTimeOffset now) =>
        new(now, definition.Name, (view with { Suppression = new(why, null, now, until) }).State(), until, why, definition.Limits, null);

    private static AlarmUnsuppressed Unsuppressed(AlarmView view, AlarmDefinition definition, DateTimeOffset now)
    {
        var next = AlarmMachine.Back(view with { Suppression = null }, definition, now);
        return new AlarmUnsuppressed(now, definition.Name, next.State(), next.Level, next.NextStep, definition.Limits, null);
    }

    private AlarmChanged Restarted(Projection projection, DateTimeOffset before, DateTimeOffset now)
    {
        var definition = definitions[AlarmDefinition.GatewayId];
        var view = ViewOf(projection, definition);
        var next = view.IsSetAside() || view.Attention == AlarmAttention.Wanted ? view : AlarmMachine.Raise(view, definition, now);
        return Tell(view, definition, next, now, before, null, null, Math.Round((now - before).TotalSeconds, 3), [FormattableString.Invariant($"the gateway did not run from {before.UtcDateTime:yyyy-MM-dd HH:mm:ss} to {now.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC")]);
    }

    private static AlarmChanged Again(AlarmView view, AlarmDefinition definition, AlarmView next, DateTimeOffset now, IReadOnlyList<string> causes) =>
        Tell(view, definition, next, now, view.Onset ?? now, view.Value, view.Peak, view.OutsideSeconds, causes);

    private static AlarmChanged Tell(
        AlarmView view, AlarmDefinition definition, AlarmView next, DateTimeOffset at, DateTimeOffset onset, double? value, double? peak, double? outsideSeconds, IReadOnlyList<string> causes) =>
        new(at, definition.Name, next.State(), view.State(), next.Condition, onset, Rounded(value), Rounded(peak), outsideSeconds, causes, next.Level, next.NextStep, definition.Limits);

    /// <summary>Finer than any sensor.</summary>
    private static double? Rounded(double? value) => value is { } v ? Math.Round(v, 4) : null;
}
