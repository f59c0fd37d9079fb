using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using EdgeStock.Domain;
using EdgeStock.Wire;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>Windows of maintenance that are, or come: in them alarms are suppressed by design.</summary>
internal static class AlarmWindowsCommand
{
    private const int MostDays = 366;

    public static Command Verb(Option<string> data)
    {
        var days = new Option<int>("--days") { Description = "how far ahead", DefaultValueFactory = _ => 7 };
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var verb = new Command("windows", "windows of maintenance that are, or come") { days, json, data };
        verb.SetAction(parsed => Show(parsed.GetValue(data)!, parsed.GetValue(days), parsed.GetValue(json)));
        return verb;
    }

    private static int Show(string data, int days, bool json)
    {
        if (days is < 1 or > MostDays)
        {
            throw new CommandException($"--days {days}: must be 1 to {MostDays}");
        }

        var (site, projection) = LedgerView.Open(data);
        var now = ScaledClock.FromEnvironment().GetUtcNow();
        var coming = new WindowPlan(site, projection).Between(now, now.AddDays(days));
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(coming, JsonSerializerOptions.Web));
            return 0;
        }

        if (coming.Count == 0)
        {
            Console.Out.WriteLine($"no window of maintenance in the next {days} days");
            return 0;
        }

        Table.Write(
            ["window", "from", "until", "suppresses", "why", "planned by"],
            coming.Select(w => (IReadOnlyList<string>)[w.Window, Clock(w.From), Clock(w.Until), w.Scope, w.Reason, w.By ?? "(site file)"]));
        return 0;

        string Clock(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, site.Calendar.Zone).ToString("ddd yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }
}
