using System.Text.Json;
using EdgeStock.Domain;
using EdgeStock.Ledger;
using static EdgeStock.Gateway.Publishing.JsonFields;
using static EdgeStock.Gateway.Publishing.JsonParts;
using static EdgeStock.Gateway.Reports.ExcursionJson;

namespace EdgeStock.Gateway.Reports;

/// <summary>Entries and lots of an excursion's report as JSON. Fields of an entry have the names that they have in its payload.</summary>
internal static class ExcursionEntryJson
{
    /// <summary>Writes what an entry says.</summary>
    public static void Write(Utf8JsonWriter json, LedgerEntry entry, StoreroomEvent e)
    {
        json.WriteNumber("seq", entry.Seq);
        json.WriteString("hash", Convert.ToHexStringLower(entry.Hash));
        json.WriteString("kind", entry.Kind);
        At(json, "at", entry.Occurred);
        if (e is AlarmEvent alarm)
        {
            json.WriteString("state", Lower(alarm.State));
        }

        switch (e)
        {
            case AlarmChanged x:
                json.WriteString("condition", Lower(x.Condition));
                Number(json, "value", x.Value);
                Number(json, "peak", x.Peak);
                json.WriteNumber("level", x.Level);
                break;
            case AlarmEscalated x:
                json.WriteNumber("level", x.Level);
                break;
            case AlarmAcknowledged x:
                Said(json, x.By, x.Reason, x.Action);
                break;
            case AlarmConfirmed x:
                Said(json, x.By, null, x.Action);
                break;
            case AlarmShelved x:
                Said(json, x.By, x.Reason, null);
                At(json, "until", x.Until);
                break;
            case AlarmSuppressed x:
                Said(json, x.By, x.Reason, null);
                At(json, "until", x.Until);
                break;
            case AlarmTakenOut x:
                Said(json, x.By, x.Reason, null);
                break;
            case NotificationDue x:
                json.WriteString("notification", x.Notification);
                json.WriteNumber("step", x.Step);
                break;
            case NotificationSent x:
                Message(json, x.Notification, x.Recipient, x.Channel, x.Attempts, null);
                break;
            case NotificationFailed x:
                Message(json, x.Notification, x.Recipient, x.Channel, x.Attempts, x.Reason);
                json.WriteBoolean("givenUp", x.GivenUp);
                break;
            case NotificationWithheld x:
                Optional(json, "notification", x.Notification);
                json.WriteNumber("step", x.Step);
                json.WriteString("reason", x.Reason);
                break;
            case LotDecided x:
                Decided(json, x);
                json.WriteString("article", x.Article);
                Optional(json, "lot", x.Lot);
                Optional(json, "expiry", x.Expiry);
                break;
            default:
                Said(json, ExcursionReading.By(e), null, null);
                break;
        }
    }

    /// <summary>Writes a lot and what was decided about it.</summary>
    public static void Write(Utf8JsonWriter json, ReportedLot lot)
    {
        json.WriteString("article", lot.Article);
        json.WriteString("name", lot.Name);
        Optional(json, "lot", lot.Lot);
        Optional(json, "expiry", lot.Expiry);
        json.WriteNumber("pieces", lot.Pieces);
        At(json, "from", lot.From);
        At(json, "until", lot.Until);
        json.WriteNumber("minutesOutside", lot.Minutes.Outside);
        json.WriteNumber("minutesUnknown", lot.Minutes.Unknown);
        Number(json, "peak", lot.Minutes.Peak);
        if (lot.Decision() is { } decision)
        {
            Object(json, "decision", () =>
            {
                json.WriteNumber("seq", decision.Entry.Seq);
                At(json, "at", decision.Event.At);
                Decided(json, decision.Event);
            });
        }
    }

    private static void Message(Utf8JsonWriter json, string id, string recipient, string channel, int attempts, string? reason)
    {
        json.WriteString("notification", id);
        json.WriteString("recipient", recipient);
        json.WriteString("channel", channel);
        json.WriteNumber("attempts", attempts);
        Optional(json, "reason", reason);
    }

    private static void Decided(Utf8JsonWriter json, LotDecided x)
    {
        json.WriteString("decision", Lower(x.Decision));
        Said(json, x.By, x.Reason, null);
    }

    private static void Said(Utf8JsonWriter json, string? by, string? reason, string? action)
    {
        Optional(json, "by", by);
        Optional(json, "reason", reason);
        Optional(json, "action", action);
    }
}
