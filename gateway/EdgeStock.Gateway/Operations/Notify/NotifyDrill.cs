using System.CommandLine;
using EdgeStock.Domain;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>A drill of notification: begun here or by the site file each month, and signed by a person when it arrived.</summary>
internal static class NotifyDrill
{
    public static Command Begin(Option<string> data)
    {
        var verb = new Command("drill", "begin a drill: everybody whom an alarm could reach gets a message that says so") { data };
        verb.SetAction(async (parsed, _) =>
        {
            foreach (var due in (await Instructing.DoAsync(parsed.GetValue(data)!, new StartDrill())).Select(EntryWords.Event).OfType<NotificationDue>())
            {
                await Console.Out.WriteLineAsync($"drill {due.Notification} goes to {string.Join(", ", due.To.Select(t => $"{t.Recipient} by {t.Channel}"))}: see 'edgestock notify list', and sign it when it arrived ('edgestock notify sign {due.Notification} --reason …')");
            }
        });
        return verb;
    }

    public static Command Sign(Option<string> data)
    {
        var drill = new Argument<string>("DRILL") { Description = "a drill, as in 'edgestock notify list'" };
        var reason = new Option<string>("--reason") { Description = "what you saw: who had it, on what", Required = true };
        var verb = new Command("sign", "confirm that a drill arrived; refused while a channel did not take it") { drill, reason, data };
        verb.SetAction(async (parsed, _) =>
        {
            foreach (var entry in await Instructing.DoAsync(parsed.GetValue(data)!, new SignDrill(parsed.GetValue(drill)!, parsed.GetValue(reason)!)))
            {
                await Console.Out.WriteLineAsync($"drill {entry.Subject} is signed (entry {entry.Seq})");
            }
        });
        return verb;
    }
}
