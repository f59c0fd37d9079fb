namespace EdgeStock.Gateway.Notifying;

/// <summary>An alarm of a message, as machines read it.</summary>
internal sealed record NotifiedAlarm(string Alarm, string? Room, string Kind, string Severity, string State, DateTimeOffset Onset, DateTimeOffset RaisedAt, double? Value, double? Limit);
