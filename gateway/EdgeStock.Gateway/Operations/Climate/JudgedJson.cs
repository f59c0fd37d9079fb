using System.Text.Encodings.Web;
using System.Text.Json;
using EdgeStock.Domain;

namespace EdgeStock.Gateway.Operations;

/// <summary>Judged stretches as JSON: an array, one object a climate point; temperatures in °C, humidity in %, instants in UTC.</summary>
internal static class JudgedJson
{
    /// <summary>Prints them.</summary>
    /// <param name="profile">That they were judged by; null for the limits in force.</param>
    public static void Print(IReadOnlyList<JudgedStretch> judged, string? profile)
    {
        using var output = Console.OpenStandardOutput();
        Write(output, judged, profile);
        output.WriteByte((byte)'\n');
    }

    /// <summary>Writes them.</summary>
    public static void Write(Stream output, IReadOnlyList<JudgedStretch> judged, string? profile)
    {
        using var json = new Utf8JsonWriter(output, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartArray();
        foreach (var stretch in judged)
        {
            Write(json, stretch, profile);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, JudgedStretch judged, string? profile)
    {
        var record = judged.Record;
        json.WriteStartObject();
        json.WriteString("point", record.Point.Id);
        json.WriteString("room", record.Point.Room);
        json.WriteString("from", record.From);
        json.WriteString("to", record.Trace.At(record.Trace.Length));
        json.WriteString("profile", profile);
        json.WriteNumber("minutes", judged.Minutes);
        json.WriteNumber("measured", judged.Measured);
        json.WriteBoolean("outside", judged.WasOutside);
        json.WriteNumber("hoursOnly", record.HoursOnly);
        Number(json, "minutesAboveInHoursOnly", record.AboveInHours);
        Number(json, "minutesBelowInHoursOnly", record.BelowInHours);
        json.WriteStartArray("excursions");
        foreach (var excursion in judged.Excursions)
        {
            Write(json, excursion);
        }

        json.WriteEndArray();
        json.WriteStartArray("forecasts");
        foreach (var (side, limit, forecast) in judged.Forecasts)
        {
            json.WriteStartObject();
            json.WriteString("side", Side(side));
            json.WriteNumber("limit", limit);
            json.WriteString("model", forecast.Model == TrendModel.Linear ? "linear" : "firstOrder");
            Number(json, "minutes", forecast.Minutes);
            Number(json, "earliest", forecast.Earliest);
            Number(json, "latest", forecast.Latest);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ExcursionJudgement judgement)
    {
        var e = judgement.Excursion;
        json.WriteStartObject();
        json.WriteString("quantity", e.Quantity == Quantity.Temperature ? "temperature" : "humidity");
        json.WriteString("side", Side(e.Side));
        json.WriteNumber("limit", e.Limit);
        json.WriteString("startEarliest", e.StartEarliest);
        json.WriteString("start", e.Start);
        json.WriteString("end", e.End);
        json.WriteString("endLatest", e.EndLatest);
        json.WriteBoolean("ongoing", e.Ongoing);
        json.WriteNumber("peak", e.Peak);
        json.WriteString("peakAt", e.PeakAt);
        json.WriteNumber("minutesOutside", e.MinutesOutside);
        json.WriteNumber("minutesUnknown", e.MinutesUnknown);
        json.WriteNumber("minutesUncertain", e.MinutesUncertain);
        if (judgement is { Window: { } window, Kinetic: { } kinetic, Credible: { } credible })
        {
            json.WriteStartObject("meanKineticTemperature");
            json.WriteNumber("windowHours", window.Length.TotalHours);
            json.WriteString("windowEnd", judgement.WindowEnd!.Value);
            Number(json, "measured", kinetic.Known);
            Number(json, "low", kinetic.Low);
            Number(json, "high", kinetic.High);
            Number(json, "coverage", kinetic.Coverage);
            json.WriteNumber("gapLow", credible.Low);
            json.WriteNumber("gapHigh", credible.High);
            Number(json, "limit", judgement.KineticLimit);
            json.WriteString("verdict", judgement.Verdict switch { KineticVerdict.Within => "within", KineticVerdict.Exceeded => "exceeded", KineticVerdict.Unknown => "unknown", _ => null });
            json.WriteEndObject();
        }

        if (judgement is { Budget: { } budget, BudgetAt: { } celsius })
        {
            json.WriteStartObject("budget");
            json.WriteNumber("at", celsius);
            Number(json, "hoursAtLeast", budget.AtLeast);
            Number(json, "hoursAtMost", budget.AtMost);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static string Side(ClimateState side) => side == ClimateState.High ? "high" : "low";

    /// <summary>A number to four digits after the point: more is not in the minutes.</summary>
    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } v)
        {
            json.WriteNumber(name, Math.Round(v, 4));
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
