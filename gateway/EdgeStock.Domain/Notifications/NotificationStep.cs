namespace EdgeStock.Domain;

/// <summary>One step of telling people about an alarm.</summary>
/// <param name="To">Recipients and on-call calendars.</param>
/// <param name="By">Channels; each recipient is told by each of them.</param>
/// <param name="Severity">Alarms of a lower severity pass this step by.</param>
/// <param name="Rooms">Alarms of other storerooms pass it by; empty for all. An alarm about the gateway itself belongs to every storeroom.</param>
public sealed record NotificationStep(IReadOnlyList<string> To, IReadOnlyList<string> By, AlarmSeverity Severity, IReadOnlyList<string> Rooms)
{
    /// <summary>Whether it is meant for an alarm.</summary>
    public bool IsFor(AlarmName alarm) => alarm.Severity >= Severity && (Rooms.Count == 0 || alarm.Room is null || Rooms.Contains(alarm.Room));
}
