using System.Text.Json;
using EdgeStock.Domain;
using EdgeStock.Wire;
using static EdgeStock.Gateway.Publishing.JsonFields;

namespace EdgeStock.Gateway.Publishing;

/// <summary>An alarm as the contract's document (docs/mqtt.md), and as <c>edgestock alarm list --json</c> prints it. Culture-free; states are codes.</summary>
internal static class AlarmPayload
{
    /// <summary>Writes the fields of <c>room/ROOM/alarm/ID</c>.</summary>
    public static void Write(Utf8JsonWriter json, AlarmView alarm)
    {
        json.WriteString("id", alarm.Name.Id);
        Optional(json, "room", alarm.Name.Room);
        json.WriteString("subject", alarm.Name.Subject);
        json.WriteString("kind", Lower(alarm.Name.Kind));
        json.WriteString("severity", Lower(alarm.Name.Severity));
        json.WriteString("state", Lower(alarm.State()));
        json.WriteString("condition", Lower(alarm.Condition));
        Optional(json, "since", Text(alarm.Since));
        Optional(json, "onset", Text(alarm.Onset));
        Optional(json, "raised", Text(alarm.RaisedAt));
        json.WriteStartObject("limits");
        Optional(json, "limit", alarm.Limits.Limit);
        Optional(json, "deadband", alarm.Limits.Deadband);
        Optional(json, "guard", alarm.Limits.Guard);
        json.WriteNumber("onDelaySeconds", alarm.Limits.OnDelaySeconds);
        json.WriteNumber("offDelaySeconds", alarm.Limits.OffDelaySeconds);
        json.WriteEndObject();
        Optional(json, "value", alarm.Value);
        Optional(json, "peak", alarm.Peak);
        Optional(json, "outsideSeconds", alarm.OutsideSeconds);
        Strings(json, "causes", alarm.Causes);
        json.WriteNumber("level", alarm.Level);
        Optional(json, "nextStep", Text(alarm.NextStep));
        if (alarm.Acknowledged is { } a)
        {
            json.WriteStartObject("acknowledgement");
            json.WriteString("by", a.By);
            json.WriteString("reason", a.Reason);
            json.WriteString("action", a.Action);
            json.WriteString("at", LineCodec.Format(a.At));
            json.WriteEndObject();
        }

        if (alarm.Confirmed is { } c)
        {
            json.WriteStartObject("confirmation");
            json.WriteString("by", c.By);
            json.WriteString("action", c.Action);
            json.WriteString("at", LineCodec.Format(c.At));
            json.WriteEndObject();
        }

        SetAside(json, "shelved", alarm.Shelf);
        SetAside(json, "suppressed", alarm.Suppression);
        SetAside(json, "outOfService", alarm.OutOfService);
        json.WriteNumber("seq", alarm.Seq);
    }

    private static void SetAside(Utf8JsonWriter json, string name, AlarmSetAside? aside)
    {
        if (aside is null)
        {
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("reason", aside.Reason);
        Optional(json, "by", aside.By);
        json.WriteString("at", LineCodec.Format(aside.At));
        Optional(json, "until", Text(aside.Until));
        json.WriteEndObject();
    }

    private static string? Text(DateTimeOffset? at) => at is { } instant ? LineCodec.Format(instant) : null;
}
