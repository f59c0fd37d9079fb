namespace EdgeStock.Domain;

/// <summary>A climate value's condition against one of its limits changed. Told to the alarms within the same input; what is kept is the alarm's event.</summary>
/// <param name="At">When it did: the value's own time, of a filtered value that of the value it stands for.</param>
/// <param name="Value">The filtered value, or the change of it, that decided.</param>
/// <param name="Onset">When the limit was first broken.</param>
/// <param name="Peak">The furthest filtered value since.</param>
/// <param name="Outside">Time beyond the limit since, gaps left out.</param>
public sealed record LimitChange(
    DateTimeOffset At, string Point, Quantity Quantity, AlarmKind Kind, AlarmCondition Condition, double Value, DateTimeOffset Onset, double Peak, TimeSpan Outside);
