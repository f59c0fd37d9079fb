namespace EdgeStock.Domain;

/// <summary>Something happened to a message to people.</summary>
/// <param name="Room">The storeroom of its alarms; null for one about the gateway itself, and for a drill.</param>
public abstract record NotificationEvent(DateTimeOffset At, string? Room) : StoreroomEvent(At);

/// <summary>People are to be told. Nothing is sent before this is in the ledger.</summary>
/// <param name="Notification">Its id.</param>
/// <param name="Step">Which step; 0 where it tells that alarms are over.</param>
/// <param name="Alarms">What it tells of; none in a drill.</param>
/// <param name="To">Who is told, by which way, as the calendars said at this instant.</param>
/// <param name="By">Who asked for a drill, as a pseudonym; null: the site file.</param>
public sealed record NotificationDue(
    DateTimeOffset At, string Notification, string? Room, NotificationCause Cause, int Step, IReadOnlyList<NotifiedCall> Alarms, IReadOnlyList<NotificationTarget> To, string? By = null) : NotificationEvent(At, Room);

/// <summary>A channel took a message for a recipient.</summary>
/// <param name="Attempts">How many it took, as far as known: those before a restart may be missing.</param>
public sealed record NotificationSent(DateTimeOffset At, string Notification, string? Room, string Recipient, string Channel, int Attempts) : NotificationEvent(At, Room);

/// <summary>A message did not go: told at the first failed attempt, and when it is given up.</summary>
/// <param name="Reason">What the channel said, without addresses.</param>
/// <param name="GivenUp">It is not tried any more.</param>
public sealed record NotificationFailed(DateTimeOffset At, string Notification, string? Room, string Recipient, string Channel, int Attempts, string Reason, bool GivenUp) : NotificationEvent(At, Room);

/// <summary>What would have been told is not, or not any more, because there is no need.</summary>
/// <param name="Notification">The message whose open deliveries are not sent any more; null where it had not become one yet.</param>
/// <param name="Step">Its step.</param>
/// <param name="Alarms">What it would have told of.</param>
/// <param name="Reason">Why.</param>
public sealed record NotificationWithheld(DateTimeOffset At, string? Notification, string? Room, int Step, IReadOnlyList<NotifiedCall> Alarms, string Reason) : NotificationEvent(At, Room);

/// <summary>A person confirms that a drill arrived.</summary>
/// <param name="Notification">The drill.</param>
/// <param name="Reason">What was seen, in words.</param>
/// <param name="By">Who, as a pseudonym.</param>
public sealed record NotificationDrillSigned(DateTimeOffset At, string Notification, string? Room, string Reason, string By) : NotificationEvent(At, Room);
