namespace EdgeStock.Domain;

/// <summary>A window of maintenance in the site file: the alarms in it are suppressed by design.</summary>
/// <param name="Room">All alarms of this storeroom; null where others are named.</param>
/// <param name="Points">All alarms of these climate points.</param>
/// <param name="Alarms">These alarms.</param>
public sealed record MaintenanceWindow(string Id, string Reason, string? Room, IReadOnlyList<string> Points, IReadOnlyList<string> Alarms, WindowTimes Times)
{
    /// <summary>It suppresses this alarm.</summary>
    public bool Holds(AlarmName alarm)
    {
        ArgumentNullException.ThrowIfNull(alarm);
        return alarm.Kind != AlarmKind.GatewayRestart && (Alarms.Contains(alarm.Id) || (Room is not null && alarm.Room == Room) || Points.Any(p => IsOf(alarm, p)));
    }

    /// <summary>What it suppresses, in words.</summary>
    public string Scope() => Room is not null ? $"storeroom {Room}" : Points.Count > 0 ? string.Join(", ", Points) : string.Join(", ", Alarms);

    /// <summary>An alarm is about a climate point.</summary>
    internal static bool IsOf(AlarmName alarm, string point) => alarm.Subject == point || (alarm.Subject.StartsWith(point, StringComparison.Ordinal) && alarm.Subject[point.Length] == '/');
}
