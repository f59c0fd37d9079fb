using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using EdgeStock.Domain;
using EdgeStock.Wire;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>Who is on call: now, and on the days that follow, as a picture.</summary>
internal static class NotifyOnCall
{
    private const int MostDays = 366;

    public static Command Verb(Option<string> data)
    {
        var at = new Option<string?>("--at") { Description = "from this instant, as 2026-12-24T18:00:00Z or 2026-12-24T18:00 of the site's clock; now otherwise" };
        var days = new Option<int>("--days") { Description = "so many days", DefaultValueFactory = _ => 7 };
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var verb = new Command("on-call", "who is on call, now and on the days that follow") { at, days, json, data };
        verb.SetAction(parsed => Show(parsed.GetValue(data)!, parsed.GetValue(at), parsed.GetValue(days), parsed.GetValue(json)));
        return verb;
    }

    private static int Show(string data, string? at, int days, bool json)
    {
        if (days is < 1 or > MostDays)
        {
            throw new CommandException($"--days {days}: 1 to {MostDays} days can be shown");
        }

        var site = LedgerView.Open(data).Site;
        var from = at is null ? ScaledClock.FromEnvironment().GetUtcNow() : Instant(site.Calendar, at);
        var until = site.Calendar.StartOf(site.Calendar.DayOf(from).AddDays(days));
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(
                site.Notifications.OnCall.SelectMany(c => c.Spans(site.Calendar, from, until).Select(s => new { Calendar = c.Id, From = LineCodec.Format(s.From), Until = LineCodec.Format(s.Until), s.Recipient })),
                JsonSerializerOptions.Web));
            return 0;
        }

        foreach (var calendar in site.Notifications.OnCall)
        {
            foreach (var line in OnCallPicture.Of(calendar, site.Calendar, from, days))
            {
                Console.Out.WriteLine(line);
            }

            Console.Out.WriteLine();
        }

        if (site.Notifications.OnCall.Count == 0)
        {
            Console.Out.WriteLine("the site file names no on-call calendar under 'notifications' (docs/notifications.md)");
        }

        return 0;
    }

    /// <summary>An instant, or a time of the site's own clock.</summary>
    /// <exception cref="CommandException">It is neither.</exception>
    internal static DateTimeOffset Instant(SiteCalendar calendar, string text) =>
        DateTime.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? calendar.InstantOf(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local))
        : DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant.ToUniversalTime()
        : throw new CommandException($"--at {text}: write an instant as 2026-12-24T18:00:00Z, or a time of the site's clock as 2026-12-24T18:00");
}
