namespace EdgeStock.Domain;

/// <summary>Something that somebody says to an alarm.</summary>
/// <param name="Alarm">Its id.</param>
public abstract record AlarmInstruction(string Alarm) : Instruction;

/// <summary>Seen, and somebody is on it.</summary>
/// <param name="Reason">Why it came, as far as known.</param>
/// <param name="Action">What is done about it.</param>
/// <param name="RaisedAt">Only while it is raised since then; null: whenever it was raised.</param>
public sealed record AcknowledgeAlarm(string Alarm, string Reason, string Action, DateTimeOffset? RaisedAt = null) : AlarmInstruction(Alarm);

/// <summary>The corrective action is done.</summary>
public sealed record ConfirmAlarm(string Alarm, string Action) : AlarmInstruction(Alarm);

/// <summary>Put aside for a time.</summary>
public sealed record ShelveAlarm(string Alarm, double Minutes, string Reason) : AlarmInstruction(Alarm);

/// <summary>Taken off the shelf before its time.</summary>
public sealed record UnshelveAlarm(string Alarm) : AlarmInstruction(Alarm);

/// <summary>A maintenance window or a defrost: suppressed by design.</summary>
public sealed record SuppressAlarm(string Alarm, double Minutes, string Reason) : AlarmInstruction(Alarm);

/// <summary>The maintenance is over before its time.</summary>
public sealed record UnsuppressAlarm(string Alarm) : AlarmInstruction(Alarm);

/// <summary>Out of service until it is put back.</summary>
public sealed record TakeAlarmOut(string Alarm, string Reason) : AlarmInstruction(Alarm);

/// <summary>In service again.</summary>
public sealed record PutAlarmBack(string Alarm) : AlarmInstruction(Alarm);
