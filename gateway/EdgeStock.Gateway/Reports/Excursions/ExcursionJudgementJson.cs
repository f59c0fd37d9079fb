using System.Text.Json;
using EdgeStock.Domain;
using static EdgeStock.Gateway.Publishing.JsonFields;
using static EdgeStock.Gateway.Reports.ExcursionJson;

namespace EdgeStock.Gateway.Reports;

/// <summary>The judgement of an excursion as JSON: temperatures in °C, humidity in %.</summary>
internal static class ExcursionJudgementJson
{
    /// <summary>Writes its fields.</summary>
    public static void Write(Utf8JsonWriter json, ExcursionJudgement judgement)
    {
        var e = judgement.Excursion;
        At(json, "startEarliest", e.StartEarliest);
        At(json, "start", e.Start);
        At(json, "end", e.End);
        At(json, "endLatest", e.EndLatest);
        json.WriteBoolean("ongoing", e.Ongoing);
        Number(json, "peak", e.Peak);
        At(json, "peakAt", e.PeakAt);
        json.WriteNumber("minutesOutside", e.MinutesOutside);
        json.WriteNumber("minutesUnknown", e.MinutesUnknown);
        json.WriteNumber("minutesUncertain", e.MinutesUncertain);
        if (judgement is { Window: { } window, Kinetic: { } kinetic, Credible: { } credible })
        {
            json.WriteStartObject("meanKineticTemperature");
            json.WriteNumber("windowHours", window.Length.TotalHours);
            At(json, "windowEnd", judgement.WindowEnd);
            Number(json, "measured", kinetic.Known);
            Number(json, "low", kinetic.Low);
            Number(json, "high", kinetic.High);
            Number(json, "coverage", kinetic.Coverage);
            Number(json, "gapLow", credible.Low);
            Number(json, "gapHigh", credible.High);
            Number(json, "rangeLow", window.Credible.Low);
            Number(json, "rangeHigh", window.Credible.High);
            Number(json, "limit", judgement.KineticLimit);
            if (judgement.Verdict is { } verdict)
            {
                json.WriteString("verdict", Lower(verdict));
            }

            json.WriteEndObject();
        }

        if (judgement is { Budget: { } budget, BudgetAt: { } celsius })
        {
            json.WriteStartObject("budget");
            Number(json, "at", celsius);
            Number(json, "hoursAtLeast", budget.AtLeast);
            Number(json, "hoursAtMost", budget.AtMost);
            json.WriteEndObject();
        }
    }
}
