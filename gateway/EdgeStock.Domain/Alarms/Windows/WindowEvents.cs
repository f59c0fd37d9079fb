namespace EdgeStock.Domain;

/// <summary>Somebody planned a window of maintenance for one alarm.</summary>
/// <param name="Window">Its id, made of the entry's number.</param>
/// <param name="From">When it begins.</param>
/// <param name="Until">When it ends.</param>
public sealed record AlarmWindowPlanned(DateTimeOffset At, AlarmName Alarm, string Window, DateTimeOffset From, DateTimeOffset Until, string Reason, string By) : StoreroomEvent(At);

/// <summary>A planned window is not to be, or is over before its time.</summary>
public sealed record AlarmWindowUnplanned(DateTimeOffset At, AlarmName Alarm, string Window, string By) : StoreroomEvent(At);

/// <summary>A window that somebody planned and that is not over.</summary>
public sealed record PlannedWindowView(string Window, string Alarm, DateTimeOffset From, DateTimeOffset Until, string Reason, string By, long Seq);
