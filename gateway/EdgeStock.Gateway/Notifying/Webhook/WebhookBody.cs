using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using EdgeStock.Wire;

namespace EdgeStock.Gateway.Notifying;

/// <summary>A message as machines read it: docs/schema/notification.v1.json. Fields are added, never changed.</summary>
internal static class WebhookBody
{
    /// <summary>Type of the document, its version in it.</summary>
    public const string Type = "edgestock.notification.v1";

    /// <summary>A receiver need not take more.</summary>
    public const int MostBytes = 60 * 1024;

    private const int LongestText = 8 * 1024;

    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The document in UTF-8. Alarms beyond what is taken are left out and counted.</summary>
    /// <param name="to">Address in the receiver's own sense; null for none.</param>
    public static byte[] Of(NotificationMessage message, Origin origin, string? to)
    {
        var alarms = message.Alarms.Count;
        while (true)
        {
            var made = Write(message, origin, to, alarms);
            if (made.Length <= MostBytes || alarms == 0)
            {
                return made;
            }

            // An alarm's share of what was made says about how many are too many; one at least.
            alarms -= Math.Clamp((made.Length - MostBytes) * alarms / made.Length, 1, alarms);
        }
    }

    private static byte[] Write(NotificationMessage message, Origin origin, string? to, int alarms)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Form))
        {
            json.WriteStartObject();
            json.WriteString("type", Type);
            json.WriteString("timestamp", LineCodec.Format(message.At));
            json.WriteStartObject("data");
            json.WriteString("id", MessageKey.Of(message));
            json.WriteString("site", origin.Site);
            json.WriteString("gateway", origin.Gateway);
            json.WriteString("recipient", message.Recipient);
            if (to is not null)
            {
                json.WriteString("to", to);
            }

            json.WriteNumber("step", message.Step);
            json.WriteBoolean("drill", message.IsDrill);
            json.WriteString("subject", Cut(message.Text.Subject));
            json.WriteString("text", Cut(message.Text.Body));
            json.WriteStartArray("alarms");
            foreach (var alarm in message.Alarms.Take(alarms))
            {
                WriteAlarm(json, alarm);
            }

            json.WriteEndArray();
            if (alarms < message.Alarms.Count)
            {
                json.WriteNumber("alarmsLeftOut", message.Alarms.Count - alarms);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteAlarm(Utf8JsonWriter json, NotifiedAlarm alarm)
    {
        json.WriteStartObject();
        json.WriteString("alarm", alarm.Alarm);
        if (alarm.Room is not null)
        {
            json.WriteString("room", alarm.Room);
        }

        json.WriteString("kind", alarm.Kind);
        json.WriteString("severity", alarm.Severity);
        json.WriteString("state", alarm.State);
        json.WriteString("onset", LineCodec.Format(alarm.Onset));
        json.WriteString("raised", LineCodec.Format(alarm.RaisedAt));
        if (alarm.Value is { } value)
        {
            json.WriteNumber("value", value);
        }

        if (alarm.Limit is { } limit)
        {
            json.WriteNumber("limit", limit);
        }

        json.WriteEndObject();
    }

    private static string Cut(string text) => text.Length <= LongestText ? text : $"{text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)]}…";
}
