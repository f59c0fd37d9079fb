using System.Collections.Immutable;

namespace EdgeStock.Domain;

/// <summary>The read models of notification.</summary>
/// <param name="Calls">What waits for its group, by <see cref="NotificationCall.Key"/>.</param>
/// <param name="Told">What was told of alarms that are not over, by alarm.</param>
/// <param name="Messages">Messages that are open, and those of late, by id.</param>
public sealed record NotificationBook(
    ImmutableSortedDictionary<string, NotificationCall> Calls, ImmutableSortedDictionary<string, ToldView> Told, ImmutableSortedDictionary<string, NotificationView> Messages)
{
    /// <summary>Nothing was told yet.</summary>
    public static NotificationBook Empty { get; } = new(
        ImmutableSortedDictionary.Create<string, NotificationCall>(StringComparer.Ordinal),
        ImmutableSortedDictionary.Create<string, ToldView>(StringComparer.Ordinal),
        ImmutableSortedDictionary.Create<string, NotificationView>(StringComparer.Ordinal));

    /// <summary>Whether a message reached nobody, and that matters still: it is tried, or its alarms ask, or it is the latest drill.</summary>
    /// <param name="alarms">The alarms as they stand.</param>
    internal bool IsUndelivered(NotificationView message, ImmutableSortedDictionary<string, AlarmView> alarms) =>
        message.ReachedNobody() && !message.IsAboutTelling()
        && (message.IsOpen()
            || message.StillAsks(alarms)
            || (message.IsDrill() && !Messages.Values.Any(m => m.At > message.At && !m.ReachedNobody())));

    /// <summary>Ways over which nothing goes now: to whom a message was given up, and channels that fail and over which nothing has gone since.</summary>
    internal Func<NotificationTarget, bool> Broken(ImmutableSortedDictionary<string, AlarmView> alarms)
    {
        var stuck = Messages.Values.Where(m => IsUndelivered(m, alarms)).SelectMany(m => m.Deliveries).ToList();
        var given = stuck.Where(d => d.State == DeliveryState.GivenUp).Select(d => new NotificationTarget(d.Recipient, d.Channel)).ToHashSet();
        var gone = Messages.Values.SelectMany(m => m.Deliveries).Where(d => d.State == DeliveryState.Sent).ToLookup(d => d.Channel, d => d.Since, StringComparer.Ordinal);
        var failing = stuck.Where(d => d.State == DeliveryState.Failing && !gone[d.Channel].Any(at => at >= d.Since)).Select(d => d.Channel).ToHashSet(StringComparer.Ordinal);
        return t => given.Contains(t) || failing.Contains(t.Channel);
    }
}
