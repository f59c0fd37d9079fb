using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using EdgeStock.Domain;
using EdgeStock.Wire;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>Messages that are under way, and those of late. Exit code 1 when something does not arrive, or a drill is not signed.</summary>
internal static class NotifyListing
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Verb(Option<string> data)
    {
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var verb = new Command("list", "messages under way and of the last 30 days; exit code 1 when one does not arrive, or a drill is not signed within a day") { json, data };
        verb.SetAction(parsed => List(parsed.GetValue(data)!, parsed.GetValue(json)));
        return verb;
    }

    /// <summary>Whether anything is wrong: a delivery fails, one was given up whose alarm still asks, or a drill is not signed in time.</summary>
    public static bool IsWrong(Projection projection, DateTimeOffset now) => projection.Notifications.Messages.Values.Any(m =>
        m.IsUnsigned(now)
        || m.Deliveries.Any(d => d.State == DeliveryState.Failing)
        || (m.Deliveries.Any(d => d.State == DeliveryState.GivenUp) && (m.IsDrill() ? m.Signed is null : m.StillAsks(projection.Alarms))));

    private static int List(string data, bool json)
    {
        var (site, projection) = LedgerView.Open(data);
        var now = ScaledClock.FromEnvironment().GetUtcNow();
        var messages = projection.Notifications.Messages.Values.OrderByDescending(m => m.At).ThenByDescending(m => m.Id, StringComparer.Ordinal).ToList();
        var wrong = IsWrong(projection, now);
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(messages.Select(m => new
            {
                m.Id,
                m.Room,
                Cause = Lower(m.Cause),
                m.Step,
                At = LineCodec.Format(m.At),
                Alarms = m.Alarms.Select(a => new { a.Alarm, RaisedAt = LineCodec.Format(a.RaisedAt) }),
                Deliveries = m.Deliveries.Select(d => new { d.Recipient, d.Channel, State = Lower(d.State), d.Attempts, Since = LineCodec.Format(d.Since), d.Reason }),
                SignedBy = m.Signed?.By,
                Unsigned = m.IsUnsigned(now),
            }), Form));
            return wrong ? 1 : 0;
        }

        Table.Write(
            ["message", "due", "storeroom", "why", "alarms", "to", "by", "state", "since", "tries", "reason"],
            messages.SelectMany(m => m.Deliveries.Select((d, i) => (IReadOnlyList<string>)
            [
                i == 0 ? m.Id : "", i == 0 ? Clock(m.At) : "", i == 0 ? m.Room ?? "(gateway)" : "", i == 0 ? Why(m) : "", i == 0 ? string.Join(", ", m.Alarms.Select(a => a.Alarm)) : "",
                d.Recipient, d.Channel, Of(d.State), Clock(d.Since), d.Attempts.ToString(CultureInfo.InvariantCulture), d.Reason ?? "",
            ])));
        foreach (var call in projection.Notifications.Calls.Values.Where(c => c.Step > 0))
        {
            Console.Out.WriteLine($"{call.Alarm} is told at {Clock(call.Due)}, with what else comes in its storeroom until then");
        }

        foreach (var drill in messages.Where(m => m.IsUnsigned(now)))
        {
            Console.Out.WriteLine($"drill {drill.Id} of {Clock(drill.At)} is not signed: when it arrived, say so with 'edgestock notify sign {drill.Id} --reason …'; otherwise mend the channel and begin another one");
        }

        Console.Out.WriteLine(
            !site.Notifications.TellsAnybody() ? "nobody is told of alarms by a message: name them in the site file under 'notifications' (docs/notifications.md)"
            : wrong ? "something does not arrive, or was not confirmed: see above" : "everything that was due arrived or is under way");
        return wrong ? 1 : 0;

        string Clock(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, site.Calendar.Zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }

    private static string Why(NotificationView m) => m.Cause switch
    {
        NotificationCause.Raised => "raised",
        NotificationCause.Escalated => $"step {m.Step}",
        NotificationCause.AskedAgain => "asks again",
        NotificationCause.Undelivered => $"step {m.Step}, for step {m.Step - 1} reached nobody",
        NotificationCause.Returned => "over",
        _ => m.Signed is { } s ? $"drill, signed by {s.By}" : "drill",
    };

    private static string Of(DeliveryState state) => state switch
    {
        DeliveryState.Failing => "DOES NOT GO",
        DeliveryState.GivenUp => "GIVEN UP",
        DeliveryState.Withheld => "not needed any more",
        _ => state.ToString().ToLowerInvariant(),
    };

    private static string Lower<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
