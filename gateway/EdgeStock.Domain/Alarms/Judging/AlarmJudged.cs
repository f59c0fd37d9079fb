namespace EdgeStock.Domain;

/// <summary>Somebody judged whether an alarm was a false one. The last judgement of an onset counts.</summary>
/// <param name="Onset">Which time it was: when it began to be wrong.</param>
/// <param name="False">It was false: nothing was wrong, or nothing that anybody had to see to.</param>
public sealed record AlarmJudged(DateTimeOffset At, AlarmName Alarm, AlarmState State, DateTimeOffset Onset, bool False, string Reason, AlarmLimits Limits, string By) : AlarmEvent(At, Alarm, State, Limits);

/// <summary>A judgement of an alarm.</summary>
/// <param name="Onset">Which time is meant; null: the last.</param>
public sealed record JudgeAlarm(string Alarm, bool False, string Reason, DateTimeOffset? Onset = null) : AlarmInstruction(Alarm);
