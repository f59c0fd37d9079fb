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
            || message.Alarms.Any(a => alarms.GetValueOrDefault(a.Alarm) is { } view && view.RaisedAt == a.RaisedAt && view.IsUnacknowledged())
            || (message.IsDrill() && !Messages.Values.Any(m => m.At > message.At && !m.ReachedNobody())));

    /// <summary>Channels over which nothing goes now: those of messages that reached nobody.</summary>
    internal IReadOnlySet<string> BrokenChannels(ImmutableSortedDictionary<string, AlarmView> alarms) =>
        Messages.Values.Where(m => IsUndelivered(m, alarms)).SelectMany(m => m.Deliveries.Where(d => d.State is DeliveryState.Failing or DeliveryState.GivenUp)).Select(d => d.Channel).ToHashSet(StringComparer.Ordinal);
}
