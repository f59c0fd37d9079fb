using System.Text.Json;
using EdgeStock.Domain;
using static EdgeStock.Gateway.Publishing.JsonFields;

namespace EdgeStock.Gateway.Publishing;

/// <summary>Indicators as reports and the topic <c>room/ROOM/coverage</c> write them: the same names and figures, so that storerooms of many gateways can be added up.</summary>
internal static class IndicatorsJson
{
    /// <summary>Writes the fields of a group of articles.</summary>
    public static void Write(Utf8JsonWriter json, CoverIndicators i)
    {
        Write(json, "all", i.All);
        Write(json, "withoutExempted", i.NotExempted());
        Write(json, "exempted", i.Exempted);
        json.WriteStartObject("exemptions");
        json.WriteNumber("articles", i.Exempted.Articles);
        json.WriteNumber("ownTargetMet", i.OwnTargetMet);
        json.WriteNumber("reviewOverdue", i.Overdue);
        json.WriteNumber("withoutRiskAssessment", i.WithoutRisk);
        json.WriteEndObject();
        json.WriteNumber("coveredByVariants", i.CoveredByVariants);
        json.WriteStartObject("daysOfCover");
        Optional(json, "median", i.MedianDays);
        Optional(json, "lowest", i.LowestDays);
        json.WriteStartArray("histogram");
        foreach (var (count, k) in i.Histogram.Select((count, k) => (count, k)))
        {
            json.WriteStartObject();
            json.WriteNumber("from", k == 0 ? 0 : CoverIndicators.Edges[k - 1]);
            if (k < CoverIndicators.Edges.Count)
            {
                json.WriteNumber("below", CoverIndicators.Edges[k]);
            }

            json.WriteNumber("articles", count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("stock");
        Optional(json, "onHand", i.OnHand);
        Optional(json, "unknown", i.UnknownStock);
        Optional(json, "unknownShare", i.UnknownShare());
        Optional(json, "blocked", i.Blocked);
        Optional(json, "undated", i.Undated);
        Optional(json, "expiring30", i.Expiring30);
        Optional(json, "expiring60", i.Expiring60);
        Optional(json, "expiring90", i.Expiring90);
        Optional(json, "unused", i.Unused);
        json.WriteNumber("lots", i.Lots);
        Optional(json, "oldestExpiry", i.OldestExpiry);
        json.WriteEndObject();
    }

    /// <summary>Writes how articles stand.</summary>
    public static void Write(Utf8JsonWriter json, string name, CoverCounts c)
    {
        json.WriteStartObject(name);
        json.WriteNumber("articles", c.Articles);
        json.WriteNumber("covered", c.Covered);
        json.WriteNumber("belowMonth", c.BelowMonth);
        json.WriteNumber("out", c.Out);
        json.WriteNumber("unknown", c.Unknown);
        json.WriteNumber("undefined", c.Undefined);
        Optional(json, "share", c.Share());
        Optional(json, "required", c.Required);
        Optional(json, "held", c.Held);
        Optional(json, "heldShare", c.HeldShare());
        Optional(json, "shortfall", c.Shortfall);
        json.WriteEndObject();
    }
}
