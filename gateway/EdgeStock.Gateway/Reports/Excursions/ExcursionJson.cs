using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using EdgeStock.Domain;
using EdgeStock.Wire;
using static EdgeStock.Gateway.Publishing.JsonFields;
using static EdgeStock.Gateway.Publishing.JsonParts;

namespace EdgeStock.Gateway.Reports;

/// <summary>The report of an excursion as JSON, <c>docs/schema/excursion-report.v1.json</c>. The page holds the same document.</summary>
internal static class ExcursionJson
{
    /// <summary>Name and version of the form. Within a version fields are only added.</summary>
    public const string Schema = "edgestock.excursion-report.v1";

    /// <summary>Nothing in it can end a script element.</summary>
    private static readonly JsonWriterOptions Form = new() { Indented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The document, without a signature.</summary>
    public static byte[] Of(ExcursionReport report)
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output, Form))
        {
            Write(json, report);
        }

        return output.ToArray();
    }

    private static void Write(Utf8JsonWriter json, ExcursionReport r)
    {
        var (excursion, limits) = (r.Excursion, r.Excursion.Limits);
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteString("site", r.Ledger.Site);
        json.WriteString("gateway", r.Ledger.Gateway);
        json.WriteNumber("epoch", r.Ledger.Epoch);
        json.WriteString("timeZone", r.TimeZone);
        json.WriteString("release", r.Release);
        At(json, "madeAt", r.MadeAt);
        json.WriteBoolean("final", r.IsFinal);
        WriteProof(json, r);
        json.WriteString("room", r.Place.Room);
        json.WriteString("roomName", r.Place.RoomName);
        json.WriteString("point", r.Place.Point.Id);
        Optional(json, "profile", r.Place.Profile);
        Optional(json, "siteFile", r.Place.SiteFile);
        json.WriteString("alarm", excursion.Name.Id);
        json.WriteNumber("seq", excursion.Seq);
        json.WriteString("kind", Lower(excursion.Name.Kind));
        json.WriteString("severity", Lower(excursion.Name.Severity));
        json.WriteString("quantity", Lower(r.Subject.Quantity));
        json.WriteString("side", Side(r.Subject.Minutes.Side));
        Object(json, "limits", () =>
        {
            json.WriteNumber("limit", limits.Limit!.Value);
            Number(json, "deadband", limits.Deadband);
            json.WriteNumber("onDelaySeconds", limits.OnDelaySeconds);
            json.WriteNumber("offDelaySeconds", limits.OffDelaySeconds);
            Optional(json, "because", r.Because);
        });
        At(json, "onset", excursion.Onset);
        At(json, "stoodAt", excursion.StoodAt);
        At(json, "clearedAt", excursion.ClearedAt);
        At(json, "endedAt", excursion.EndedAt);
        if (r.Judgement is { } judgement)
        {
            Object(json, "judgement", () => ExcursionJudgementJson.Write(json, judgement));
        }

        WriteCourse(json, r);
        Array(json, "timeline", r.Timeline, t => ExcursionEntryJson.Write(json, t.Entry, t.Event));
        Array(json, "lots", r.Lots, l => ExcursionEntryJson.Write(json, l));
        json.WriteNumber("undecided", r.Undecided());
        Array(json, "people", r.People, p =>
        {
            json.WriteString("pseudonym", p.Pseudonym);
            Optional(json, "name", p.Name);
            At(json, "erased", p.Erased);
        });
        json.WriteEndObject();
    }

    private static void WriteProof(Utf8JsonWriter json, ExcursionReport r)
    {
        Object(json, "ledger", () =>
        {
            json.WriteNumber("seq", r.Head.Seq);
            json.WriteString("hash", r.Head.HexHash);
        });
        if (r.Checkpoint is { } checkpoint)
        {
            Object(json, "checkpoint", () =>
            {
                json.WriteNumber("seq", checkpoint.Seq);
                At(json, "at", checkpoint.At);
                json.WriteString("hash", checkpoint.HexHash);
                json.WriteString("key", checkpoint.Key);
            });
        }

        Object(json, "evidence", () =>
        {
            At(json, "from", r.Evidence().From);
            At(json, "to", r.Evidence().To);
        });
        Object(json, "seals", () =>
        {
            At(json, "from", r.Course.SealedFrom);
            At(json, "to", r.Course.To);
            json.WriteNumber("count", r.Course.Seals);
            json.WriteString("sha256", r.Course.SealsHash);
        });
    }

    /// <summary>The picture's minutes: their means in thousandths of °C or %, null for one without a value.</summary>
    private static void WriteCourse(Utf8JsonWriter json, ExcursionReport r)
    {
        json.WriteStartObject("course");
        At(json, "from", r.Course.From);
        At(json, "to", r.Course.To);
        json.WriteNumber("hoursOnly", r.Course.HoursOnly);
        json.WritePropertyName("means");
        json.WriteRawValue($"[{string.Join(',', Enumerable.Range(r.Course.First, r.Course.Trace.Length - r.Course.First).Select(i => r.Course.Trace[i].Of(r.Subject.Quantity) is { } span ? Text(span.Mean) : "null"))}]");
        json.WriteEndObject();
    }

    /// <summary>The code of a side.</summary>
    public static string Side(ClimateState side) => side == ClimateState.High ? "high" : "low";

    /// <summary>An instant, UTC, to the millisecond; nothing for none.</summary>
    public static void At(Utf8JsonWriter json, string name, DateTimeOffset? at)
    {
        if (at is { } instant)
        {
            json.WriteString(name, LineCodec.Format(instant));
        }
    }

    /// <summary>A number to four digits after the point: more is not in the minutes; nothing for none.</summary>
    public static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } v)
        {
            json.WriteNumber(name, Math.Round(v, 4));
        }
    }

    private static string Text(long thousandths) => thousandths.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
