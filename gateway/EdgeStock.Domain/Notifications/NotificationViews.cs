using System.Globalization;

namespace EdgeStock.Domain;

/// <summary>What is to be told as soon as its group is complete.</summary>
/// <param name="Step">1 or higher; 0: that it is over.</param>
/// <param name="Due">When the group is complete.</param>
public sealed record NotificationCall(string Alarm, DateTimeOffset RaisedAt, int Step, NotificationCause Cause, DateTimeOffset Due)
{
    /// <summary>Its key among the read models: an alarm's call and step are told once.</summary>
    public string Key() => string.Create(CultureInfo.InvariantCulture, $"{Alarm}/{RaisedAt.ToUnixTimeMilliseconds()}/{Step}");
}

/// <summary>What was told of an alarm that is not over yet.</summary>
/// <param name="RaisedAt">Its latest call that was told.</param>
/// <param name="Steps">Steps of that call that were told.</param>
/// <param name="Reached">Who was told, since it was last normal.</param>
public sealed record ToldView(string Alarm, DateTimeOffset RaisedAt, IReadOnlyList<int> Steps, IReadOnlyList<NotificationTarget> Reached);

/// <summary>A message to one recipient over one channel.</summary>
/// <param name="Attempts">Attempts, as far as known.</param>
/// <param name="Since">When its state began.</param>
/// <param name="Reason">Why it did not go; null where nothing went wrong.</param>
public sealed record DeliveryView(string Recipient, string Channel, DeliveryState State, int Attempts, DateTimeOffset Since, string? Reason)
{
    /// <summary>It is still to go.</summary>
    public bool IsOpen() => State is DeliveryState.Waiting or DeliveryState.Failing;
}

/// <summary>A person confirmed that a drill arrived.</summary>
public sealed record DrillSignature(string By, string Reason, DateTimeOffset At);

/// <summary>A message to people, open or of late. Made of notification events alone.</summary>
/// <param name="At">When it became due.</param>
/// <param name="Signed">Of a drill: who confirmed it; null while nobody did.</param>
/// <param name="Seq">Ledger entry that last changed it.</param>
public sealed record NotificationView(
    string Id, string? Room, NotificationCause Cause, int Step, DateTimeOffset At, IReadOnlyList<NotifiedCall> Alarms, IReadOnlyList<DeliveryView> Deliveries, DrillSignature? Signed, long Seq)
{
    /// <summary>A drill must be signed within this time.</summary>
    public static TimeSpan SignWithin { get; } = TimeSpan.FromHours(24);

    /// <summary>Something of it is still to go.</summary>
    public bool IsOpen() => Deliveries.Any(d => d.IsOpen());

    /// <summary>It has reached nobody so far, and somebody should have been.</summary>
    public bool ReachedNobody() => Deliveries.All(d => d.State != DeliveryState.Sent) && Deliveries.Any(d => d.State != DeliveryState.Withheld);

    /// <summary>Some alarm that it tells of still asks, by the same call.</summary>
    public bool StillAsks(IReadOnlyDictionary<string, AlarmView> alarms) => Alarms.Any(a => alarms.TryGetValue(a.Alarm, out var view) && view.RaisedAt == a.RaisedAt && view.IsUnacknowledged());

    /// <summary>It tells of nothing real.</summary>
    public bool IsDrill() => Cause == NotificationCause.Drill;

    /// <summary>It says that messages do not arrive: that it does not arrive itself is no further alarm.</summary>
    public bool IsAboutTelling() => Alarms.Count > 0 && Alarms.All(a => a.Alarm == AlarmDefinition.NotificationFailedId);

    /// <summary>A drill that nobody has signed in time.</summary>
    public bool IsUnsigned(DateTimeOffset now) => IsDrill() && Signed is null && now - At >= SignWithin;
}
