using System.Text.Json;
using EdgeStock.Domain;
using static EdgeStock.Gateway.Publishing.JsonFields;

namespace EdgeStock.Gateway.Publishing;

/// <summary>Limits that goods have made stricter, in a climate point's document; nothing where all are the point's own.</summary>
internal static class StockLimitsJson
{
    /// <summary>Writes <c>stockLimits</c>.</summary>
    /// <param name="point">With the limits in force.</param>
    public static void Write(Utf8JsonWriter json, ClimatePoint point, Projection projection)
    {
        var tightened = point.Channels.Where(c => (c.LowBecause ?? c.HighBecause) is not null).ToList();
        if (tightened.Count == 0)
        {
            return;
        }

        json.WriteStartObject("stockLimits");
        foreach (var channel in tightened)
        {
            var view = projection.StockLimits[StoreroomMemory.Key(point.Id, channel.Quantity)];
            json.WriteStartObject(Lower(channel.Quantity));
            Optional(json, "low", channel.Low);
            Optional(json, "high", channel.High);
            Reason(json, "lowBecause", channel.LowBecause is null ? null : view.LowBecause);
            Reason(json, "highBecause", channel.HighBecause is null ? null : view.HighBecause);
            json.WriteNumber("seq", view.Seq);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Reason(Utf8JsonWriter json, string name, LimitReason? reason)
    {
        if (reason is not null)
        {
            json.WriteStartObject(name);
            json.WriteString("article", reason.Article);
            Optional(json, "lot", reason.Lot);
            json.WriteString("profile", reason.Profile);
            json.WriteEndObject();
        }
    }
}
