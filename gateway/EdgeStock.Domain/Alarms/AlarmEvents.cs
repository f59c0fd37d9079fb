namespace EdgeStock.Domain;

/// <summary>Something happened in the life cycle of an alarm.</summary>
/// <param name="Alarm">Which alarm, and what it is about.</param>
/// <param name="State">The state after it.</param>
/// <param name="Limits">The limits in force.</param>
public abstract record AlarmEvent(DateTimeOffset At, AlarmName Alarm, AlarmState State, AlarmLimits Limits) : StoreroomEvent(At);

/// <summary>The alarm's condition changed, or it asks for attention again. What is shelved, suppressed or out of service is told too, in that state.</summary>
/// <param name="Was">The state before.</param>
/// <param name="Onset">When it began to be wrong.</param>
/// <param name="Value">What decided: a filtered value, or the change within a rate's window; null where it is not about a value.</param>
/// <param name="Peak">The furthest value since the onset.</param>
/// <param name="OutsideSeconds">Time beyond the limit since the onset, gaps left out.</param>
/// <param name="Causes">What it is made of: quantities without a believable value, devices that are lost, or a sentence.</param>
/// <param name="Level">How many steps have been called: 1 with the alarm itself; 0 while it is none.</param>
/// <param name="NextStep">When the next step is due while nobody acknowledges it, or when it asks again though somebody did; null for never.</param>
public sealed record AlarmChanged(
    DateTimeOffset At, AlarmName Alarm, AlarmState State, AlarmState Was, AlarmCondition Condition, DateTimeOffset Onset, double? Value, double? Peak, double? OutsideSeconds,
    IReadOnlyList<string> Causes, int Level, DateTimeOffset? NextStep, AlarmLimits Limits) : AlarmEvent(At, Alarm, State, Limits);

/// <summary>Nobody acknowledged in time: the next step is called.</summary>
/// <param name="Level">The step, 2 or higher.</param>
/// <param name="NextStep">When the one after it is due; null when it was the last.</param>
public sealed record AlarmEscalated(DateTimeOffset At, AlarmName Alarm, AlarmState State, int Level, DateTimeOffset? NextStep, AlarmLimits Limits) : AlarmEvent(At, Alarm, State, Limits);

/// <summary>Somebody has seen the alarm and is on it.</summary>
/// <param name="Reason">Why it came, as far as known.</param>
/// <param name="Action">What is done about it.</param>
/// <param name="RaisedAt">When it asked for attention; the time from there is the time to acknowledge.</param>
/// <param name="NextStep">When it asks again if it still stands; null for never.</param>
/// <param name="By">Who, as a pseudonym; likewise below.</param>
public sealed record AlarmAcknowledged(
    DateTimeOffset At, AlarmName Alarm, AlarmState State, string Reason, string Action, DateTimeOffset RaisedAt, DateTimeOffset? NextStep, AlarmLimits Limits, string By) : AlarmEvent(At, Alarm, State, Limits);

/// <summary>The corrective action is done.</summary>
/// <param name="Action">What was done.</param>
public sealed record AlarmConfirmed(DateTimeOffset At, AlarmName Alarm, AlarmState State, string Action, AlarmLimits Limits, string By) : AlarmEvent(At, Alarm, State, Limits);

/// <summary>Somebody put the alarm aside for a time. It is still evaluated and logged.</summary>
/// <param name="Until">Then it comes back by itself.</param>
public sealed record AlarmShelved(DateTimeOffset At, AlarmName Alarm, AlarmState State, DateTimeOffset Until, string Reason, AlarmLimits Limits, string By) : AlarmEvent(At, Alarm, State, Limits);

/// <summary>The alarm is not shelved any more. What stands asks for attention.</summary>
/// <param name="Level">1 when it asks; 0 otherwise.</param>
/// <param name="By">Null: its time was over.</param>
public sealed record AlarmUnshelved(DateTimeOffset At, AlarmName Alarm, AlarmState State, int Level, DateTimeOffset? NextStep, AlarmLimits Limits, string? By) : AlarmEvent(At, Alarm, State, Limits);

/// <summary>The alarm is suppressed by design.</summary>
/// <param name="Until">End of the window; null: for as long as the reason lasts.</param>
/// <param name="By">Null: the gateway itself, because another alarm explains this one.</param>
public sealed record AlarmSuppressed(DateTimeOffset At, AlarmName Alarm, AlarmState State, DateTimeOffset? Until, string Reason, AlarmLimits Limits, string? By) : AlarmEvent(At, Alarm, State, Limits);

/// <summary>The alarm is not suppressed any more. What stands asks for attention.</summary>
/// <param name="Level">1 when it asks; 0 otherwise.</param>
/// <param name="By">Null: its time or its reason is over.</param>
public sealed record AlarmUnsuppressed(DateTimeOffset At, AlarmName Alarm, AlarmState State, int Level, DateTimeOffset? NextStep, AlarmLimits Limits, string? By) : AlarmEvent(At, Alarm, State, Limits);

/// <summary>The alarm is out of service until somebody puts it back.</summary>
public sealed record AlarmTakenOut(DateTimeOffset At, AlarmName Alarm, AlarmState State, string Reason, AlarmLimits Limits, string By) : AlarmEvent(At, Alarm, State, Limits);

/// <summary>The alarm is in service again. What stands asks for attention.</summary>
/// <param name="Level">1 when it asks; 0 otherwise.</param>
public sealed record AlarmPutBack(DateTimeOffset At, AlarmName Alarm, AlarmState State, int Level, DateTimeOffset? NextStep, AlarmLimits Limits, string By) : AlarmEvent(At, Alarm, State, Limits);

/// <summary>The site does not have this alarm any more, or has it in another storeroom: whatever it was, it is over.</summary>
/// <param name="Was">The state before.</param>
public sealed record AlarmWithdrawn(DateTimeOffset At, AlarmName Alarm, AlarmState State, AlarmState Was, AlarmLimits Limits) : AlarmEvent(At, Alarm, State, Limits);
