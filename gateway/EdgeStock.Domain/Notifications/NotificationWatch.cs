namespace EdgeStock.Domain;

/// <summary>
/// Decides who is told of what: groups what alarms call for, calls the next step where one reached nobody, gives up what is too old, begins
/// drills. All that it knows it takes from the read models and the site, so live, replayed and interrupted runs agree.
/// </summary>
public sealed class NotificationWatch(Site site)
{
    /// <summary>A message that did not go for so long would only confuse.</summary>
    private static readonly TimeSpan TooOld = TimeSpan.FromHours(24);

    private readonly NotificationPolicy policy = site.Notifications;

    // What was looked at when nothing was to be said, and until when nothing will be while it stays. Only so that a quiet second costs nothing:
    // without it the answer is the same.
    private Projection? seen;
    private (DateTimeOffset From, DateTimeOffset Until) quiet;

    /// <summary>The monthly drill, when its time has come since the tick before; null otherwise.</summary>
    /// <param name="next">Sequence of the ledger's next entry; ids are made of it.</param>
    public StoreroomEvent? Drill(long next, DateTimeOffset? lastTick, DateTimeOffset now) =>
        policy.TellsAnybody() && policy.Drill?.Between(site.Calendar, lastTick, now) is not null ? NotificationDesk.Drill(site, next, now, null) : null;

    /// <summary>The next thing to be said now; null when there is none. It is asked again after each.</summary>
    /// <param name="next">Sequence of the ledger's next entry; ids are made of it.</param>
    public StoreroomEvent? Next(Projection projection, long next, DateTimeOffset now)
    {
        if (IsQuiet(projection, now))
        {
            return null;
        }

        var said = Needless(projection, now) ?? Group(projection, next, now) ?? Pending(projection, next, now);
        (seen, quiet) = said is null ? (projection, (now, Wake(projection, now))) : (null, default);
        return said;
    }

    private bool IsQuiet(Projection projection, DateTimeOffset now) => seen is not null && now >= quiet.From && now < quiet.Until
        && ReferenceEquals(seen.Alarms, projection.Alarms) && ReferenceEquals(seen.Notifications, projection.Notifications);

    /// <summary>When something may be due though nothing else happens.</summary>
    private DateTimeOffset Wake(Projection projection, DateTimeOffset now) => projection.Notifications.Calls.Values.Select(c => c.Due)
        .Concat(projection.Notifications.Messages.Values.Where(m => m.IsOpen()).SelectMany(m => new[] { m.At + policy.Undelivered, m.At + TooOld }))
        .Where(at => at > now).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();

    /// <summary>Somebody acknowledged before the group was complete, or it is not over after all.</summary>
    private static NotificationWithheld? Needless(Projection projection, DateTimeOffset now) => projection.Notifications.Calls.Values.FirstOrDefault(c => !IsMeant(projection, c)) is { } call
        ? Withheld(projection, call, now, Why(projection, call.Alarm, call.Step)) : null;

    /// <summary>A group that is complete.</summary>
    private StoreroomEvent? Group(Projection projection, long next, DateTimeOffset now)
    {
        if (projection.Notifications.Calls.Values.Where(c => c.Due <= now).OrderBy(c => c.Due).ThenBy(c => c.Key(), StringComparer.Ordinal).FirstOrDefault() is not { } first)
        {
            return null;
        }

        var (room, to) = (RoomOf(projection, first.Alarm), TargetsOf(projection, first.Alarm, first.Step, now));
        if (to.Count == 0)
        {
            return Withheld(projection, first, now, first.Alarm == AlarmDefinition.NotificationFailedId ? "no other channel is left to tell it by" : "the site file names nobody for it any more");
        }

        var group = projection.Notifications.Calls.Values
            .Where(c => c.Step == first.Step && RoomOf(projection, c.Alarm) == room && IsAboutTelling(c.Alarm) == IsAboutTelling(first.Alarm) && to.SequenceEqual(TargetsOf(projection, c.Alarm, c.Step, now)));
        return new NotificationDue(now, Id(next), room, first.Cause, first.Step, [.. group.Select(c => new NotifiedCall(c.Alarm, c.RaisedAt))], to);
    }

    /// <summary>Messages that are under way: needless by now, too old, or reaching nobody.</summary>
    private StoreroomEvent? Pending(Projection projection, long next, DateTimeOffset now)
    {
        foreach (var message in projection.Notifications.Messages.Values)
        {
            if (message.IsOpen() && !message.IsDrill() && message.Alarms.All(a => !Asks(projection, a, message.Step)))
            {
                return new NotificationWithheld(now, message.Id, message.Room, message.Step, message.Alarms, Why(projection, message.Alarms[0].Alarm, message.Step));
            }

            if (message.Deliveries.FirstOrDefault(d => d.IsOpen()) is { } open && message.At + TooOld <= now)
            {
                return new NotificationFailed(now, message.Id, message.Room, open.Recipient, open.Channel, open.Attempts, open.Reason ?? "it was not sent within 24 hours", true);
            }

            if (message.Step > 0 && !message.IsDrill() && !message.IsAboutTelling() && message.ReachedNobody() && (message.At + policy.Undelivered <= now || !message.IsOpen()) && StepAfter(projection, message, next, now) is { } after)
            {
                return after;
            }
        }

        return null;
    }

    /// <summary>The step after one that reached nobody, for the alarms that still ask.</summary>
    private NotificationDue? StepAfter(Projection projection, NotificationView message, long next, DateTimeOffset now)
    {
        var (step, book) = (message.Step + 1, projection.Notifications);
        var left = message.Alarms.Where(a => Asks(projection, a, message.Step)
            && policy.StepsFor(projection.Alarms[a.Alarm].Name).Count >= step
            && book.Told.GetValueOrDefault(a.Alarm) is { } told && told.RaisedAt == a.RaisedAt && !told.Steps.Contains(step)
            && !book.Calls.ContainsKey(new NotificationCall(a.Alarm, a.RaisedAt, step, NotificationCause.Undelivered, now).Key())).ToList();
        if (left.Count == 0)
        {
            return null;
        }

        var to = TargetsOf(projection, left[0].Alarm, step, now);
        return new(now, Id(next), message.Room, NotificationCause.Undelivered, step, [.. left.Where(a => to.SequenceEqual(TargetsOf(projection, a.Alarm, step, now)))], to);
    }

    /// <summary>Who is told: of what is over, those who were told of it; that messages do not arrive, over what is left.</summary>
    private IReadOnlyList<NotificationTarget> TargetsOf(Projection projection, string alarm, int step, DateTimeOffset now)
    {
        if (step == 0)
        {
            return projection.Notifications.Told.GetValueOrDefault(alarm)?.Reached ?? [];
        }

        var name = projection.Alarms[alarm].Name;
        if (!IsAboutTelling(alarm))
        {
            return policy.TargetsOf(name, step, site.Calendar, now);
        }

        // The same way would fail again: the first step that has another one.
        var broken = projection.Notifications.Broken(projection.Alarms);
        return Enumerable.Range(step, Math.Max(1, policy.StepsFor(name).Count - step + 1))
            .Select(s => policy.TargetsOf(name, s, site.Calendar, now).Where(t => !broken(t)).ToList()).FirstOrDefault(to => to.Count > 0) ?? [];
    }

    private static bool IsMeant(Projection projection, NotificationCall call) => Asks(projection, new(call.Alarm, call.RaisedAt), call.Step);

    /// <summary>Whether an alarm still is what a step would tell: it asks; or, of step 0, it is over.</summary>
    private static bool Asks(Projection projection, NotifiedCall call, int step) => projection.Alarms.GetValueOrDefault(call.Alarm) is { } view
        && (step == 0 ? view.State() == AlarmState.Normal : view.IsUnacknowledged() && view.RaisedAt == call.RaisedAt);

    private static string Why(Projection projection, string alarm, int step) =>
        projection.Alarms.GetValueOrDefault(alarm) is not { } view ? "the site does not have the alarm any more"
        : step == 0 ? "it is not over after all"
        : view.State() switch
        {
            AlarmState.Shelved => "it was shelved first",
            AlarmState.Suppressed => "it was suppressed first",
            AlarmState.OutOfService => "it was taken out of service first",
            _ => "it was acknowledged first",
        };

    private static NotificationWithheld Withheld(Projection projection, NotificationCall call, DateTimeOffset now, string why) =>
        new(now, null, RoomOf(projection, call.Alarm), call.Step, [new(call.Alarm, call.RaisedAt)], why);

    private static bool IsAboutTelling(string alarm) => alarm == AlarmDefinition.NotificationFailedId;

    private static string? RoomOf(Projection projection, string alarm) => projection.Alarms.GetValueOrDefault(alarm)?.Name.Room;

    /// <summary>Id of the message that the ledger's next entry makes.</summary>
    internal static string Id(long next) => FormattableString.Invariant($"n-{next}");
}
