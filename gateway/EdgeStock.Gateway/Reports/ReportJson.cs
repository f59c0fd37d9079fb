using System.Text.Encodings.Web;
using System.Text.Json;
using EdgeStock.Domain;
using EdgeStock.Gateway.Publishing;
using EdgeStock.Wire;
using static EdgeStock.Gateway.Publishing.JsonFields;
using static EdgeStock.Gateway.Publishing.JsonParts;

namespace EdgeStock.Gateway.Reports;

/// <summary>A report as JSON, <c>docs/schema/coverage-report.v1.json</c>: for whoever adds up what many gateways report. Language-free.</summary>
internal static class ReportJson
{
    /// <summary>Name and version of the form. Within a version fields are only added.</summary>
    public const string Schema = "edgestock.coverage-report.v1";

    /// <summary>Writes it.</summary>
    public static void Write(Stream output, CoverageReport report)
    {
        using var json = new Utf8JsonWriter(output, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteString("site", report.Site);
        json.WriteString("gateway", report.Gateway);
        Optional(json, "from", report.From);
        Optional(json, "to", report.To);
        json.WriteNumber("monthDays", report.MonthDays);
        json.WriteString("madeAt", LineCodec.Format(report.MadeAt));
        json.WriteStartObject("ledger");
        json.WriteNumber("seq", report.Seq);
        json.WriteString("hash", report.Hash);
        json.WriteEndObject();
        Groups(json, report.Total);
        Array(json, "rooms", report.Rooms, r => Room(json, report, r));
        Array(json, "exemptions", report.Exemptions, x => Exemption(json, x));
        json.WriteEndObject();
    }

    private static void Room(Utf8JsonWriter json, CoverageReport report, StoreroomReport room)
    {
        json.WriteString("room", room.Room);
        json.WriteString("name", room.Name);
        Optional(json, "lastDay", room.LastDay);
        json.WriteNumber("days", report.Days());
        json.WriteNumber("closedDays", room.ClosedDays);
        Optional(json, "watched", room.Watched);
        json.WriteNumber("hygieneAlarms", room.HygieneAlarms);
        json.WriteNumber("fefoBroken", room.FefoBroken);
        json.WriteNumber("surges", room.Surges);
        Groups(json, room.Groups);
        Array(json, "course", room.Course, d =>
        {
            Optional(json, "day", d.Day);
            IndicatorsJson.Write(json, "all", d.Counts);
        });
        Array(json, "climate", room.Climate, c =>
        {
            json.WriteString("point", c.Point);
            json.WriteString("quantity", Lower(c.Quantity));
            json.WriteNumber("minutes", c.Minutes);
            json.WriteNumber("recordedMinutes", c.Recorded);
            json.WriteNumber("judgedMinutes", c.Judged);
            json.WriteNumber("outsideMinutes", c.Outside);
            Optional(json, "withinShare", c.WithinShare());
            Optional(json, "dataShare", c.DataShare());
            json.WriteNumber("excursions", c.Excursions);
            json.WriteNumber("lotsAffected", c.LotsAffected);
        });
        Array(json, "articles", room.Articles, a => Article(json, a, report.MonthDays));
    }

    private static void Groups(Utf8JsonWriter json, IReadOnlyList<GroupReport> groups)
    {
        Object(json, "total", () => Group(json, groups[0]));
        Object(json, "productGroups", () =>
        {
            foreach (var group in groups.Where(g => g.Group is not null))
            {
                Object(json, Lower(group.Group!.Value), () => Group(json, group));
            }
        });
    }

    private static void Group(Utf8JsonWriter json, GroupReport group)
    {
        IndicatorsJson.Write(json, group.End);
        Object(json, "period", () => Period(json, group.Period));
        Array(json, "waste", group.Waste, w =>
        {
            json.WriteString("reason", Lower(w.Reason));
            json.WriteNumber("pieces12Months", w.Pieces);
            json.WriteNumber("piecesInPeriod", w.InPeriod);
        });
    }

    private static void Period(Utf8JsonWriter json, CoveragePeriod period)
    {
        json.WriteNumber("articleDays", period.ArticleDays);
        json.WriteNumber("definedDays", period.DefinedDays);
        json.WriteNumber("coveredDays", period.CoveredDays);
        Optional(json, "coveredShare", period.CoveredShare());
        Optional(json, "unknownDays", period.UnknownDays);
        Optional(json, "unknownShare", period.UnknownShare());
        json.WriteNumber("validDays", period.ValidDays);
        Optional(json, "consumed", period.Used());
        Optional(json, "stockDays", period.StockDays);
        Optional(json, "turnoverPerYear", period.Turnover());
    }

    private static void Article(Utf8JsonWriter json, ArticleReport a, int monthDays)
    {
        var end = a.End;
        json.WriteString("article", end.Article);
        json.WriteString("name", a.Name);
        json.WriteString("productGroup", Lower(end.Group));
        json.WriteBoolean("obligated", end.Obligated);
        json.WriteBoolean("critical", end.Critical);
        json.WriteString("state", Lower(end.State));
        Optional(json, "onHand", end.OnHand);
        Optional(json, "onHandLow", end.Low);
        Optional(json, "onHandHigh", end.High);
        Optional(json, "unknown", end.Unknown);
        Optional(json, "blocked", end.Blocked);
        Optional(json, "undated", end.Undated);
        Optional(json, "usable", end.Usable);
        Optional(json, "perDay", end.PerDay);
        json.WriteString("baseline", Lower(end.Baseline));
        Optional(json, "required", end.Required);
        Optional(json, "shortfall", RoomFigures.Shortfall(end));
        Optional(json, "shortfallDays", RoomFigures.ShortfallDays(end, monthDays));
        Optional(json, "days", end.Days);
        Optional(json, "daysBest", end.DaysBest);
        Optional(json, "expiring30", end.Expiring30);
        Optional(json, "expiring60", end.Expiring60);
        Optional(json, "expiring90", end.Expiring90);
        Optional(json, "unused", end.Unused);
        Optional(json, "oldestExpiry", end.OldestExpiry);
        json.WriteNumber("lots", end.Lots);
        Optional(json, "variants", end.Variants);
        Optional(json, "variantDays", end.VariantDays);
        Optional(json, "exemption", end.Exemption?.Id);
        Optional(json, "exemptionTargetDays", end.Exemption?.TargetDays);
        json.WriteNumber("daysBelowMonth", a.DaysBelow);
        Optional(json, "lowestDays", a.LowestDays);
        Object(json, "period", () => Period(json, a.Period));
    }

    private static void Exemption(Utf8JsonWriter json, ExemptionReport x)
    {
        json.WriteString("id", x.Exemption.Id);
        json.WriteString("article", x.Exemption.Article);
        json.WriteString("name", x.Name);
        Optional(json, "room", x.Exemption.Room);
        json.WriteString("reason", Lower(x.Exemption.Reason));
        json.WriteString("text", x.Exemption.Text);
        if (x.Exemption.Risk is { } risk)
        {
            Object(json, "risk", () =>
            {
                json.WriteString("harm", risk.Harm);
                json.WriteString("likelihood", Lower(risk.Likelihood));
                json.WriteString("consequence", Lower(risk.Consequence));
            });
        }

        Strings(json, "measures", x.Exemption.Measures);
        json.WriteNumber("targetDays", x.Exemption.TargetDays);
        json.WriteString("decidedBy", x.Exemption.DecidedBy);
        Optional(json, "decidedOn", x.Exemption.DecidedOn);
        Optional(json, "validUntil", x.Exemption.ValidUntil);
        Optional(json, "reviewOn", x.Exemption.ReviewOn);
        json.WriteBoolean("reviewOverdue", x.Overdue);
        json.WriteNumber("storerooms", x.Storerooms);
        json.WriteNumber("targetMet", x.TargetMet);
        Optional(json, "endedOn", x.Ended);
    }
}
