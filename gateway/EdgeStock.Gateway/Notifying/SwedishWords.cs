using System.Globalization;
using EdgeStock.Domain;

namespace EdgeStock.Gateway.Notifying;

/// <summary>Messages in Swedish.</summary>
internal sealed class SwedishWords : NotificationWords
{
    public override NumberFormatInfo Numbers { get; } = new() { NumberDecimalSeparator = ",", NegativeSign = "−" };

    public override string Since => "sedan";

    public override string AskedAt => "larm";

    public override string Alarms => "larm";

    public override string State => "Läge";

    public override string Limit => "gräns";

    public override string Limits => "Gränser som gäller";

    public override string Deadband => "återgår innanför med";

    public override string AcknowledgeWith => "Kvittera när du tar hand om det:";

    public override string NextStep => "Kvitterar ingen, larmas nästa steg";

    public override string NoNextStep => "Inget ytterligare steg larmas.";

    public override string Over => "Larmet är över. Du behöver inte göra något.";

    public override string OnThePhone => "Kvittera från telefonen:";

    public override string Others => "Också meddelade:";

    public override string Nobody => "ingen annan";

    public override string DrillBody => "Detta är en övning. Inget är fel. Den prövar att larm når fram till alla som ska ha dem.";

    public override string SignWith => "Bekräfta att meddelandena kom fram:";

    public override string Prefix(NotificationCause cause, int step) => cause switch
    {
        NotificationCause.Raised => "Larm",
        NotificationCause.Escalated => $"Larm, steg {step}: ingen har kvitterat",
        NotificationCause.AskedAgain => "Larm igen",
        NotificationCause.Undelivered => $"Larm, steg {step}: steget före nådde ingen",
        NotificationCause.Returned => "Över",
        _ => "ÖVNING av larm",
    };

    public override string Kind(AlarmKind kind) => kind switch
    {
        AlarmKind.LowLow => "alldeles för låg",
        AlarmKind.Low => "för låg",
        AlarmKind.High => "för hög",
        AlarmKind.HighHigh => "alldeles för hög",
        AlarmKind.RateOfChange => "ändras för snabbt",
        AlarmKind.NoData => "inga mätvärden",
        AlarmKind.SensorFault => "givaren visar fel",
        AlarmKind.CalibrationDue => "ska kalibreras",
        AlarmKind.DeviceAbsent => "utrustning saknas",
        AlarmKind.GatewayRestart => "gatewayen har stått stilla",
        AlarmKind.AtOnce => "långt för hög",
        AlarmKind.DewMarginWarning => "nära daggpunkten",
        AlarmKind.DewMargin => "fukt kan fällas ut",
        AlarmKind.CumulativeWarning => "varmt under det mesta av tillåten tid",
        AlarmKind.Cumulative => "varmt längre än tillåtet",
        AlarmKind.KineticUnknown => "det går inte att säga om medelkinetisk temperatur håller gränsen",
        AlarmKind.Kinetic => "medelkinetisk temperatur över gränsen",
        AlarmKind.SensorDisagrees => "fuktgivaren stämmer inte med sina grannar",
        AlarmKind.GoodsMisplaced => "varor som inte får förvaras där",
        AlarmKind.NotificationFailed => "ett meddelande om ett larm nådde ingen",
        _ => $"larm av slaget {kind}",
    };

    public override string Of(AlarmState state) => state switch
    {
        AlarmState.Normal => "normalt",
        AlarmState.Pending => "fördröjning löper",
        AlarmState.Unacknowledged => "INTE KVITTERAT",
        AlarmState.Acknowledged => "kvitterat",
        AlarmState.ReturnedUnacknowledged => "över, inte kvitterat",
        AlarmState.Shelved => "undanlagt",
        AlarmState.Suppressed => "undertryckt",
        _ => "ur drift",
    };

    public override string Quantity(string quantity) => quantity switch { "temperature" => "temperatur", "humidity" => "luftfuktighet", _ => quantity };

    public override string Delays(string on, string off) => $"fördröjning {on}, återgång {off}";

    public override string Footer(string id, int step, string gateway, string site) => step == 0 ? $"Meddelande {id} från {gateway} ({site})." : $"Meddelande {id}, steg {step}, från {gateway} ({site}).";
}
