using System.Globalization;
using EdgeStock.Domain;

namespace EdgeStock.Gateway.Notifying;

/// <summary>Messages in English.</summary>
internal sealed class EnglishWords : NotificationWords
{
    public override NumberFormatInfo Numbers => NumberFormatInfo.InvariantInfo;

    public override string Since => "since";

    public override string AskedAt => "alarm";

    public override string Alarms => "alarms";

    public override string State => "State";

    public override string Limit => "limit";

    public override string Limits => "Limits in force";

    public override string Deadband => "back within it by";

    public override string AcknowledgeWith => "Acknowledge when you take care of it:";

    public override string NextStep => "If nobody acknowledges, the next step is called";

    public override string NoNextStep => "No further step is called.";

    public override string Over => "The alarm is over. You need do nothing.";

    public override string OnThePhone => "Acknowledge from your phone:";

    public override string Others => "Also told:";

    public override string Nobody => "nobody else";

    public override string DrillBody => "This is a drill. Nothing is wrong. It tries whether alarms reach everybody who should get them.";

    public override string SignWith => "Confirm that the messages arrived:";

    public override string Prefix(NotificationCause cause, int step) => cause switch
    {
        NotificationCause.Raised => "Alarm",
        NotificationCause.Escalated => $"Alarm, step {step}: nobody has acknowledged",
        NotificationCause.AskedAgain => "Alarm again",
        NotificationCause.Undelivered => $"Alarm, step {step}: the step before reached nobody",
        NotificationCause.Returned => "Over",
        _ => "DRILL of alarms",
    };

    public override string Kind(AlarmKind kind) => kind switch
    {
        AlarmKind.LowLow => "far too low",
        AlarmKind.Low => "too low",
        AlarmKind.High => "too high",
        AlarmKind.HighHigh => "far too high",
        AlarmKind.RateOfChange => "changes too fast",
        AlarmKind.NoData => "no values",
        AlarmKind.SensorFault => "the sensor is not believed",
        AlarmKind.CalibrationDue => "is to be calibrated",
        AlarmKind.DeviceAbsent => "devices are lost",
        AlarmKind.GatewayRestart => "the gateway did not run",
        AlarmKind.AtOnce => "far too high, at once",
        AlarmKind.DewMarginWarning => "near to dew",
        AlarmKind.DewMargin => "about to be wet",
        AlarmKind.CumulativeWarning => "warm for most of the time allowed",
        AlarmKind.Cumulative => "warm for longer than allowed",
        AlarmKind.KineticUnknown => "whether the mean kinetic temperature keeps its limit cannot be told",
        AlarmKind.Kinetic => "mean kinetic temperature above its limit",
        AlarmKind.SensorDisagrees => "the humidity sensor disagrees with its neighbours",
        AlarmKind.GoodsMisplaced => "goods that cannot be kept there",
        AlarmKind.NotificationFailed => "a message about an alarm reached nobody",
        _ => $"alarm of kind {kind}",
    };

    public override string Of(AlarmState state) => state switch
    {
        AlarmState.Unacknowledged => "NOT ACKNOWLEDGED",
        AlarmState.ReturnedUnacknowledged => "over, not acknowledged",
        AlarmState.OutOfService => "out of service",
        _ => state.ToString().ToLowerInvariant(),
    };

    public override string Quantity(string quantity) => quantity;

    public override string Delays(string on, string off) => $"delay {on}, back after {off}";

    public override string Footer(string id, int step, string gateway, string site) => step == 0 ? $"Message {id} from {gateway} ({site})." : $"Message {id}, step {step}, from {gateway} ({site}).";
}
