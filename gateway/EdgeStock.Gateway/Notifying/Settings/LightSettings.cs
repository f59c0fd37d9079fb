using EdgeStock.Domain;

namespace EdgeStock.Gateway.Notifying;

/// <summary>A light, and a buzzer on the same line, that shows that somebody is wanted.</summary>
/// <param name="Device">A device of kind led of the site file.</param>
/// <param name="Wanted">What it is set to meanwhile: <c>on</c> or <c>blink</c>.</param>
/// <param name="Severity">Alarms of less do not light it.</param>
internal sealed record LightSettings(string Device, string Wanted, AlarmSeverity Severity);
