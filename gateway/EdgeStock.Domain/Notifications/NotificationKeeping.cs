using System.Collections.Immutable;

namespace EdgeStock.Domain;

/// <summary>Makes the read models of notification of events, and of nothing else: what alarms call for, what was told, what arrived.</summary>
internal static class NotificationKeeping
{
    /// <summary>Messages of which nothing is open are kept for so long.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>And at most so many of them.</summary>
    private const int MostKept = 200;

    /// <summary>The read models after one more entry.</summary>
    /// <param name="before">Before it.</param>
    /// <param name="after">After what it did to everything else.</param>
    public static Projection Apply(Site site, Projection before, Projection after, long seq, StoreroomEvent e)
    {
        var book = e switch
        {
            AlarmEvent alarm => Called(site, before, after, alarm),
            SiteChanged => Standing(site, after, e.At),
            NotificationDue due => Due(after.Notifications, seq, due),
            NotificationSent sent => Sent(after.Notifications, seq, sent),
            NotificationFailed failed => With(after.Notifications, seq, failed.Notification, m => Delivery(m, failed.Recipient, failed.Channel, d => d with
            {
                State = failed.GivenUp ? DeliveryState.GivenUp : DeliveryState.Failing,
                Attempts = failed.Attempts,
                Since = failed.At,
                Reason = failed.Reason,
            })),
            NotificationWithheld { Notification: null } held => after.Notifications with { Calls = after.Notifications.Calls.RemoveRange(held.Alarms.Select(a => KeyOf(a, held.Step))) },
            NotificationWithheld { Notification: { } id } held => With(after.Notifications, seq, id, m => m with
            {
                Deliveries = [.. m.Deliveries.Select(d => d.IsOpen() ? d with { State = DeliveryState.Withheld, Since = held.At, Reason = held.Reason } : d)],
            }),
            NotificationDrillSigned signed => With(after.Notifications, seq, signed.Notification, m => m with { Signed = new(signed.By, signed.Reason, signed.At) }),
            _ => after.Notifications,
        };
        return ReferenceEquals(book, after.Notifications) ? after : after with { Notifications = book };
    }

    /// <summary>What an alarm's event calls for.</summary>
    private static NotificationBook Called(Site site, Projection before, Projection after, AlarmEvent e)
    {
        var (book, policy) = (after.Notifications, site.Notifications);
        var (was, told) = (before.Alarms.GetValueOrDefault(e.Alarm.Id), book.Told.GetValueOrDefault(e.Alarm.Id));
        if (after.Alarms.GetValueOrDefault(e.Alarm.Id) is not { } now)
        {
            return told is null ? book : book with { Told = book.Told.Remove(e.Alarm.Id) };
        }

        if (now.State() == AlarmState.Normal && told is not null)
        {
            // That the gateway did not run was over when it was told.
            return policy.Returned && told.Reached.Count > 0 && now.Name.Kind != AlarmKind.GatewayRestart
                ? Add(book, new(now.Name.Id, told.RaisedAt, 0, NotificationCause.Returned, e.At + policy.Group))
                : book with { Told = book.Told.Remove(e.Alarm.Id) };
        }

        if (!now.IsUnacknowledged() || now.RaisedAt is not { } raised || policy.StepsFor(now.Name).Count == 0)
        {
            return book;
        }

        return raised != was?.RaisedAt ? Add(book, new(now.Name.Id, raised, Math.Max(1, now.Level), was?.Attention == AlarmAttention.Given ? NotificationCause.AskedAgain : NotificationCause.Raised, e.At + policy.Group))
            : e is AlarmEscalated x && !IsTold(book, now.Name.Id, raised, x.Level) ? Add(book, new(now.Name.Id, raised, x.Level, NotificationCause.Escalated, e.At + policy.Group))
            : book;
    }

    /// <summary>Another site is in force: what asks already, and of which nobody was told, is told now.</summary>
    private static NotificationBook Standing(Site site, Projection after, DateTimeOffset at) => after.Alarms.Values
        .Where(v => v.IsUnacknowledged() && v.RaisedAt is not null && site.Notifications.StepsFor(v.Name).Count > 0)
        .Where(v => after.Notifications.Told.GetValueOrDefault(v.Name.Id)?.RaisedAt != v.RaisedAt && !after.Notifications.Calls.Values.Any(c => c.Alarm == v.Name.Id && c.RaisedAt == v.RaisedAt))
        .Aggregate(after.Notifications, (book, v) => Add(book, new(v.Name.Id, v.RaisedAt!.Value, Math.Max(1, v.Level), NotificationCause.Raised, at + site.Notifications.Group)));

    private static NotificationBook Due(NotificationBook book, long seq, NotificationDue e)
    {
        var told = book.Told.ToBuilder();
        foreach (var alarm in e.Alarms)
        {
            if (e.Cause == NotificationCause.Returned)
            {
                told.Remove(alarm.Alarm);
            }
            else
            {
                var known = told.GetValueOrDefault(alarm.Alarm);
                told[alarm.Alarm] = known?.RaisedAt == alarm.RaisedAt ? known with { Steps = [.. known.Steps, e.Step] } : new(alarm.Alarm, alarm.RaisedAt, [e.Step], known?.Reached ?? []);
            }
        }

        var message = new NotificationView(e.Notification, e.Room, e.Cause, e.Step, e.At, e.Alarms, [.. e.To.Select(t => new DeliveryView(t.Recipient, t.Channel, DeliveryState.Waiting, 0, e.At, null))], null, seq);
        return book with
        {
            Calls = book.Calls.RemoveRange(e.Alarms.Select(a => KeyOf(a, e.Step))),
            Told = told.ToImmutable(),
            Messages = Recent(book.Messages, e.At).SetItem(e.Notification, message),
        };
    }

    private static NotificationBook Sent(NotificationBook book, long seq, NotificationSent e)
    {
        var next = With(book, seq, e.Notification, m => Delivery(m, e.Recipient, e.Channel, d => d with { State = DeliveryState.Sent, Attempts = e.Attempts, Since = e.At, Reason = null }));
        if (next.Messages.GetValueOrDefault(e.Notification) is not { } message || message.Cause == NotificationCause.Returned)
        {
            return next;
        }

        var target = new NotificationTarget(e.Recipient, e.Channel);
        var reached = message.Alarms.Select(a => next.Told.GetValueOrDefault(a.Alarm)).OfType<ToldView>().Where(t => !t.Reached.Contains(target));
        return next with { Told = next.Told.SetItems(reached.Select(t => KeyValuePair.Create(t.Alarm, t with { Reached = [.. t.Reached, target] }))) };
    }

    /// <summary>Messages without those that nobody will ask for any more.</summary>
    private static ImmutableSortedDictionary<string, NotificationView> Recent(ImmutableSortedDictionary<string, NotificationView> messages, DateTimeOffset at)
    {
        var done = messages.Values.Where(m => !m.IsOpen()).OrderByDescending(m => m.At).ThenByDescending(m => m.Seq).ToList();
        return messages.RemoveRange(done.Where((m, i) => i >= MostKept - 1 || m.At < at - Kept).Select(m => m.Id));
    }

    private static bool IsTold(NotificationBook book, string alarm, DateTimeOffset raised, int step) => book.Told.GetValueOrDefault(alarm) is { } told && told.RaisedAt == raised && told.Steps.Contains(step);

    private static NotificationBook Add(NotificationBook book, NotificationCall call) => book.Calls.ContainsKey(call.Key()) ? book : book with { Calls = book.Calls.Add(call.Key(), call) };

    private static string KeyOf(NotifiedCall call, int step) => new NotificationCall(call.Alarm, call.RaisedAt, step, NotificationCause.Raised, call.RaisedAt).Key();

    private static NotificationView Delivery(NotificationView message, string recipient, string channel, Func<DeliveryView, DeliveryView> change) =>
        message with { Deliveries = [.. message.Deliveries.Select(d => d.Recipient == recipient && d.Channel == channel ? change(d) : d)] };

    private static NotificationBook With(NotificationBook book, long seq, string id, Func<NotificationView, NotificationView> change) =>
        book.Messages.TryGetValue(id, out var message) ? book with { Messages = book.Messages.SetItem(id, change(message) with { Seq = seq }) } : book;
}
