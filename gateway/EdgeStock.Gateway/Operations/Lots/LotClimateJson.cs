using System.Text.Encodings.Web;
using System.Text.Json;
using EdgeStock.Domain;

namespace EdgeStock.Gateway.Operations;

/// <summary>A lot's thermal record as JSON: temperatures in °C, humidity dose in %RH·h, instants in UTC, minutes as numbers.</summary>
internal static class LotClimateJson
{
    /// <summary>Writes it.</summary>
    public static void Write(Stream output, LotClimate record)
    {
        using var json = new Utf8JsonWriter(output, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("article", record.Article);
        json.WriteString("lot", record.Lot);
        json.WriteString("epc", record.Epc);
        json.WriteString("profile", record.Profile);
        json.WriteString("from", record.From);
        json.WriteString("to", record.To);
        json.WriteBoolean("outside", record.WasOutside);
        json.WriteStartArray("stays");
        foreach (var (stay, sums) in record.Stays)
        {
            json.WriteStartObject();
            json.WriteString("room", stay.Room);
            json.WriteString("from", stay.From);
            json.WriteString("to", stay.To!.Value);
            json.WriteStartArray("points");
            foreach (var point in stay.Points)
            {
                json.WriteStringValue(point.Id);
            }

            json.WriteEndArray();
            Figures(json, sums, record.Own);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("whole");
        Figures(json, record.Whole, record.Own);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Figures(Utf8JsonWriter json, ThermalSums sums, ClimateLimits? own)
    {
        json.WriteNumber("minutes", sums.Minutes);
        json.WriteNumber("minutesUnknown", sums.Unknown);
        if (own is not null)
        {
            json.WriteNumber("minutesOutsideOwn", sums.Own.Known);
            json.WriteNumber("minutesPossiblyOutsideOwn", sums.Own.Possible);
        }

        json.WriteNumber("minutesOutsideRoom", sums.OfRoom.Known);
        json.WriteNumber("minutesPossiblyOutsideRoom", sums.OfRoom.Possible);
        Number(json, "lowest", sums.Lowest);
        Number(json, "highest", sums.Highest);
        Number(json, "meanColdest", sums.Mean?.Coldest);
        Number(json, "meanWarmest", sums.Mean?.Warmest);
        var kinetic = sums.Kinetic(own?.High);
        json.WriteStartObject("meanKineticTemperature");
        Number(json, "low", kinetic.Low);
        Number(json, "high", kinetic.High);
        Number(json, "coverage", kinetic.Coverage);
        Number(json, "limit", own?.High);
        json.WriteEndObject();
        Number(json, "humidityDoseLow", sums.DoseLow);
        Number(json, "humidityDoseHigh", sums.DoseHigh);
    }

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
