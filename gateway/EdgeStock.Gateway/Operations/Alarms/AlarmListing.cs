using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EdgeStock.Domain;
using EdgeStock.Gateway.Publishing;
using EdgeStock.Ledger;
using EdgeStock.Wire;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>The alarms that stand, the worst first. Exit code 1 when one of them is not acknowledged, for scripts that watch.</summary>
internal static class AlarmListing
{
    public static Command Verb(Option<string> data)
    {
        var all = new Option<bool>("--all") { Description = "also those that are normal or pending" };
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var verb = new Command("list", "the alarms that stand; exit code 1 when one is not acknowledged") { all, json, data };
        verb.SetAction(parsed => List(parsed.GetValue(data)!, parsed.GetValue(all), parsed.GetValue(json)));
        return verb;
    }

    /// <summary>In the order in which somebody should look at them.</summary>
    public static IEnumerable<AlarmView> InOrder(IEnumerable<AlarmView> alarms) => alarms
        .OrderBy(v => v.State() switch { AlarmState.Unacknowledged => 0, AlarmState.ReturnedUnacknowledged => 1, AlarmState.Acknowledged => 2, AlarmState.Shelved or AlarmState.Suppressed or AlarmState.OutOfService => 3, AlarmState.Pending => 4, _ => 5 })
        .ThenByDescending(v => v.Name.Severity).ThenBy(v => v.Since).ThenBy(v => v.Name.Id, StringComparer.Ordinal);

    private static int List(string data, bool all, bool json)
    {
        var (site, projection) = LedgerView.Open(data);
        var now = ScaledClock.FromEnvironment().GetUtcNow();
        var known = all ? AlarmDefinition.Of(LimitsInForce.Of(site, projection)).Select(d => projection.Alarms.GetValueOrDefault(d.Id) ?? AlarmView.Normal(d.Name, d.Limits)) : projection.Alarms.Values.Where(v => v.Stands());
        var shown = InOrder(known).ToList();
        using var ledger = LedgerReader.Open(Path.Combine(data, "ledger.db"));
        var outlooks = shown.ToDictionary(v => v.Name.Id, v => AlarmOutlook.Of(ledger, site, projection, v, now));
        if (json)
        {
            Console.Out.WriteLine(Json(shown, outlooks));
        }
        else
        {
            Table.Write(
                ["alarm", "storeroom", "severity", "state", "since", "what", "answer"],
                shown.Select(v => (IReadOnlyList<string>)
                [
                    v.Name.Id, v.Name.Room ?? "(gateway)", v.Name.Severity.ToString().ToLowerInvariant(), AlarmWords.Of(v.State()), v.Seq == 0 ? "-" : Clock(v.Since),
                    v.State() == AlarmState.Normal ? "-" : AlarmWords.About(v), AlarmWords.Answer(v, Clock),
                ]));
            foreach (var (id, outlook) in shown.Select(v => (v.Name.Id, outlooks[v.Name.Id]!)).Where(o => o.Item2 is not null))
            {
                Console.Out.WriteLine($"{id}: {outlook.Words()}");
            }

            foreach (var why in site.ClimatePoints.SelectMany(p => LimitsInForce.Words(p, LimitsInForce.Of(site, projection, p))))
            {
                Console.Out.WriteLine($"limit in force: {why}");
            }

            var asking = shown.Count(v => v.IsUnacknowledged());
            Console.Out.WriteLine(asking == 0 ? "no alarm waits for anybody" : $"{asking} {(asking == 1 ? "alarm waits" : "alarms wait")} for somebody: 'edgestock alarm ack ID --reason … --action …'");
            if (!site.Notifications.TellsAnybody())
            {
                Console.Out.WriteLine("nobody is told of alarms by a message: name them in the site file under 'notifications' (docs/notifications.md)");
            }
        }

        return shown.Any(v => v.IsUnacknowledged()) ? 1 : 0;

        string Clock(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, site.Calendar.Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }

    private static string Json(IEnumerable<AlarmView> alarms, Dictionary<string, AlarmOutlook?> outlooks)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartArray();
            foreach (var alarm in alarms)
            {
                json.WriteStartObject();
                AlarmPayload.Write(json, alarm);
                outlooks[alarm.Name.Id]?.Write(json);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
