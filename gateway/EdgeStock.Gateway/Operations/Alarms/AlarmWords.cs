using EdgeStock.Domain;

namespace EdgeStock.Gateway.Operations;

/// <summary>Alarms in words, for the terminal and the page.</summary>
internal static class AlarmWords
{
    /// <summary>A state.</summary>
    public static string Of(AlarmState state) => state switch
    {
        AlarmState.ReturnedUnacknowledged => "over, not acknowledged",
        AlarmState.Unacknowledged => "NOT ACKNOWLEDGED",
        AlarmState.OutOfService => "out of service",
        _ => state.ToString().ToLowerInvariant(),
    };

    /// <summary>What it is about.</summary>
    public static string About(AlarmView v) => v.Name.Kind switch
    {
        AlarmKind.LowLow => Limit(v, "far too low"),
        AlarmKind.Low => Limit(v, "too low"),
        AlarmKind.High => Limit(v, "too high"),
        AlarmKind.HighHigh => Limit(v, "far too high"),
        AlarmKind.RateOfChange => $"{Subject(v)} changes too fast: by {Figure(v.Peak, v)}, more than {Figure(v.Limits.Limit, v)}",
        AlarmKind.NoData => $"no values from {v.Name.Subject}{Causes(v)}",
        AlarmKind.SensorFault => $"the sensor at {v.Name.Subject} is not believed{Causes(v)}",
        AlarmKind.CalibrationDue => $"{v.Name.Subject} is to be calibrated{Causes(v)}",
        AlarmKind.DeviceAbsent => v.Causes.Count == 1 ? $"device {v.Causes[0]} is lost" : $"{v.Causes.Count} devices are lost{Causes(v)}",
        _ => v.Causes.Count > 0 ? v.Causes[0] : "the gateway did not run",
    };

    /// <summary>Whose word it is under, why, and for how long; empty when nobody has said anything.</summary>
    public static string Answer(AlarmView v, Func<DateTimeOffset, string> clock) =>
        v.OutOfService is { } o ? $"{o.By}: {o.Reason}"
        : v.Suppression is { } s ? Aside(s, clock)
        : v.Shelf is { } shelf ? Aside(shelf, clock)
        : v.Acknowledged is { } a && v.State() == AlarmState.Acknowledged ? $"{a.By} {clock(a.At)}: {a.Reason}; {a.Action}{(v.Confirmed is { } c ? $"; done: {c.Action}" : "")}"
        : v.NextStep is { } next ? $"next step {clock(next)}" : "";

    /// <summary>What an entry says, with its number.</summary>
    public static string Of(InstructEntry entry) => EntryWords.Event(entry) switch
    {
        AlarmAcknowledged a => $"{a.Alarm.Id} is acknowledged: it is {Of(a.State)} now (entry {entry.Seq})",
        AlarmConfirmed c => $"{c.Alarm.Id}: the action is confirmed (entry {entry.Seq})",
        AlarmEvent e => $"{e.Alarm.Id} is {Of(e.State)} now (entry {entry.Seq})",
        ExcursionLots x => $"{x.Alarm} reached {x.Lots.Count} lots: see 'edgestock lots undecided' (entry {entry.Seq})",
        _ => $"{entry.Kind} of {entry.Subject} (entry {entry.Seq})",
    };

    private static string Aside(AlarmSetAside aside, Func<DateTimeOffset, string> clock) =>
        $"{(aside.By is null ? "" : $"{aside.By}: ")}{aside.Reason}{(aside.Until is { } until ? $", until {clock(until)}" : "")}";

    private static string Limit(AlarmView v, string word) => $"{Subject(v)} {word}: {Figure(v.Peak, v)}, limit {Figure(v.Limits.Limit, v)}";

    private static string Subject(AlarmView v) => v.Name.Subject.Replace('/', ' ');

    private static string Figure(double? value, AlarmView v) => FormattableString.Invariant($"{value:0.0#} {(v.Name.Subject.EndsWith("/humidity", StringComparison.Ordinal) ? "%" : "°C")}");

    private static string Causes(AlarmView v) => v.Causes.Count == 0 ? "" : $": {string.Join(", ", v.Causes)}";
}
