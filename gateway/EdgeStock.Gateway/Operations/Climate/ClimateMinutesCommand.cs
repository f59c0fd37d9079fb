using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using EdgeStock.Domain;
using EdgeStock.Ledger;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>The kept minutes of a climate point, each as it was corrected and as the sensor said it.</summary>
internal static class ClimateMinutesCommand
{
    private const int Hour = 3600;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    public static Command Verb(Option<string> data)
    {
        var point = new Option<string>("--point") { Description = "a climate point", Required = true };
        var from = new Option<string>("--from") { Description = "an instant such as 2026-03-02T06:00:00Z, or a day of the site", Required = true };
        var to = new Option<string>("--to") { Description = "the instant before which the stretch ends; a day counts whole", Required = true };
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var verb = new Command("minutes", "every kept minute: corrected and raw values, quality, coverage, dew point") { point, from, to, data, json };
        verb.SetAction(parsed => List(parsed.GetValue(data)!, parsed.GetValue(point)!, parsed.GetValue(from)!, parsed.GetValue(to)!, parsed.GetValue(json)));
        return verb;
    }

    private static int List(string data, string id, string from, string to, bool json)
    {
        var site = LedgerView.Open(data).Site;
        var point = ClimateJudgeCommand.Points(site, null, id)[0];
        var (begin, end) = ExportRange.Of(from, to, ExportRange.Zone(site.TimeZone));
        if (end - begin > Longest)
        {
            throw new CommandException($"climate minutes: the stretch is longer than {Longest.TotalDays:0} days: list each month by itself");
        }

        using var ledger = LedgerReader.Open(Path.Combine(data, "ledger.db"));
        var rows = ledger.AtOneInstant(() => Read(ledger, site, point, begin, end));
        if (rows.Count == 0)
        {
            throw new CommandException($"no minute of {id} is kept from {from} to {to}: give a stretch in which the gateway ran, and not longer ago than the site keeps minutes ({site.Retention.ClimateMinuteDays} days)");
        }

        if (json)
        {
            using var output = Console.OpenStandardOutput();
            WriteJson(output, rows);
            output.WriteByte((byte)'\n');
        }
        else
        {
            Print(rows, ExportRange.Zone(site.TimeZone));
        }

        return 0;
    }

    /// <summary>The minutes that are kept, in their order of arrival.</summary>
    internal static List<MinuteRow> Read(LedgerReader ledger, Site site, ClimatePoint point, DateTimeOffset begin, DateTimeOffset end)
    {
        var history = CalibrationHistory.Read(ledger, site, point.Channels[0].Source.Split('/')[0]);
        var rows = new List<MinuteRow>();
        for (var hour = begin.ToUnixTimeSeconds() / Hour * Hour; hour < end.ToUnixTimeSeconds(); hour += Hour)
        {
            rows.AddRange(ledger.Minutes(point.Id, hour).Where(m => m.Start >= begin.ToUnixTimeSeconds() && m.Start < end.ToUnixTimeSeconds()).Select(m => MinuteRow.Of(m, point, history)));
        }

        return rows;
    }

    private static void Print(List<MinuteRow> rows, TimeZoneInfo zone)
    {
        Table.Write(
            ["minute", "°C", "min", "max", "raw °C", "% RH", "min", "max", "raw % RH", "quality", "coverage", "dew point °C"],
            rows.Select(r => (IReadOnlyList<string>)
            [
                CalibrationWords.At(r.At, zone), Milli(r.Temperature?.Mean), Milli(r.Temperature?.Min), Milli(r.Temperature?.Max), Number(r.RawTemperature),
                Milli(r.Humidity?.Mean), Milli(r.Humidity?.Min), Milli(r.Humidity?.Max), Number(r.RawHumidity),
                r.Quality.ToString().ToLowerInvariant(), FormattableString.Invariant($"{100 * r.Coverage:0} %"), Number(r.DewPoint),
            ]));
    }

    /// <summary>Writes an array, one object a minute; °C, %, shares from 0 to 1.</summary>
    internal static void WriteJson(Stream output, IReadOnlyList<MinuteRow> rows)
    {
        using var json = new Utf8JsonWriter(output);
        json.WriteStartArray();
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteString("minute", row.At);
            Write(json, "temperature", row.Temperature, row.RawTemperature);
            Write(json, "humidity", row.Humidity, row.RawHumidity);
            json.WriteString("quality", row.Quality.ToString().ToLowerInvariant());
            json.WriteNumber("coverage", Math.Round(row.Coverage, 3));
            if (row.DewPoint is { } dew)
            {
                json.WriteNumber("dewPoint", dew);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, MilliSpan? span, double? raw)
    {
        if (span is { } s)
        {
            json.WriteStartObject(name);
            json.WriteNumber("mean", s.Mean / 1000.0);
            json.WriteNumber("min", s.Min / 1000.0);
            json.WriteNumber("max", s.Max / 1000.0);
            json.WriteNumber("samples", s.Samples);
            json.WriteNumber("rawMean", raw!.Value);
            json.WriteEndObject();
        }
    }

    private static string Milli(long? thousandths) => Number(thousandths / 1000.0);

    private static string Number(double? value) => value?.ToString("0.00", CultureInfo.InvariantCulture) ?? "-";
}
