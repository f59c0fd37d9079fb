namespace EdgeStock.Domain;

/// <summary>Which alarm is meant, and what it is about.</summary>
/// <param name="Id">A slug, unique in the gateway: what it is about, and a word for its kind.</param>
/// <param name="Room">Its storeroom; null for an alarm about the gateway itself.</param>
/// <param name="Subject">Point and quantity, point, device or storeroom.</param>
public sealed record AlarmName(string Id, string? Room, AlarmKind Kind, AlarmSeverity Severity, string Subject);
