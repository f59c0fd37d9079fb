using System.Text.Json;
using EdgeStock.Domain;
using EdgeStock.Wire;
using static EdgeStock.Gateway.Publishing.JsonFields;

namespace EdgeStock.Gateway.Publishing;

/// <summary>An article's stock and cover as the contract's document (docs/mqtt.md). Culture-free; states are codes, days are of the site's calendar.</summary>
internal static class CoverPayloads
{
    /// <summary>Writes the fields of <c>room/ROOM/article/ARTICLE</c>.</summary>
    /// <param name="described">The article; null when neither catalogue nor site file says more than its id.</param>
    public static void Write(Utf8JsonWriter json, ArticleCover c, CatalogueArticle? described, HoldingView holding, DateTimeOffset asOf, long seq)
    {
        json.WriteString("name", described?.Name ?? c.Article);
        json.WriteString("productGroup", Lower(c.Group));
        Optional(json, "emdn", described?.Emdn);
        Optional(json, "atc", described?.Atc);
        Optional(json, "nplId", described?.NplId);
        Strings(json, "gtins", (described?.Packages ?? []).Select(p => p.Gtin.Digits));
        json.WriteBoolean("obligated", c.Obligated);
        json.WriteBoolean("critical", c.Critical);
        json.WriteString("state", Lower(c.State));
        json.WriteStartObject("onHand");
        Optional(json, "low", c.OnHandLow);
        Optional(json, "best", c.OnHand);
        Optional(json, "high", c.OnHandHigh);
        json.WriteEndObject();
        Optional(json, "usable", c.Usable);
        Optional(json, "unknown", c.Unknown);
        Optional(json, "quarantined", c.Quarantined);
        Optional(json, "recalled", c.Recalled);
        Optional(json, "expired", c.Expired);
        Optional(json, "undated", c.Undated);
        Optional(json, "awaiting", c.Awaiting);
        Optional(json, "perDay", c.Baseline.PerDay);
        json.WriteString("baseline", Lower(c.Baseline.Source));
        if (c.Baseline.Measured is { } measured)
        {
            json.WriteStartObject("measured");
            Optional(json, "perDay", measured.PerDay);
            Optional(json, "low", measured.Low);
            Optional(json, "high", measured.High);
            json.WriteNumber("validDays", measured.ValidDays);
            json.WriteBoolean("differs", c.Baseline.Differs);
            json.WriteEndObject();
        }

        if (c.DaysLow is { } low)
        {
            json.WriteStartObject("daysOfCover");
            Optional(json, "low", low);
            Optional(json, "best", c.DaysBest);
            Optional(json, "high", c.DaysHigh);
            json.WriteEndObject();
        }

        Optional(json, "required", c.Required);
        Optional(json, "shortfall", c.Shortfall);
        Optional(json, "belowMonth", c.BelowMonth);
        Optional(json, "runsOut", c.RunsOut);
        json.WriteBoolean("surge", holding.Surge);
        json.WriteStartObject("expiring");
        Optional(json, "days30", c.Expiring30);
        Optional(json, "days60", c.Expiring60);
        Optional(json, "days90", c.Expiring90);
        Optional(json, "unused", c.Unused);
        Optional(json, "oldest", c.OldestExpiry);
        json.WriteEndObject();
        if (c.Exemption is { } exemption)
        {
            json.WriteStartObject("exemption");
            json.WriteString("id", exemption.Id);
            Optional(json, "targetDays", exemption.TargetDays);
            json.WriteBoolean("met", exemption.Met);
            json.WriteBoolean("reviewOverdue", exemption.ReviewOverdue);
            json.WriteBoolean("riskAssessed", exemption.RiskAssessed);
            json.WriteEndObject();
        }

        json.WriteStartArray("lots");
        foreach (var lot in holding.Lots)
        {
            json.WriteStartObject();
            Optional(json, "lot", lot.Lot);
            Optional(json, "expiry", lot.Expiry);
            json.WriteNumber("booked", lot.Pieces);
            Optional(json, "quarantine", lot.Quarantine);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Optional(json, "day", c.Day);
        json.WriteString("asOf", LineCodec.Format(asOf));
        json.WriteNumber("seq", seq);
    }
}
