using System.CommandLine;
using System.Text.Json;
using EdgeStock.Gateway.Notifying;
using EdgeStock.Ledger;

namespace EdgeStock.Gateway.Operations;

/// <summary>Sends somebody a test message over each way that they have, and says what the server answered. The ledger hears nothing of it.</summary>
internal static class NotifyTestCommand
{
    public static Command Verb(Option<string> data)
    {
        var recipient = new Argument<string>("RECIPIENT") { Description = "as under 'recipients' in notify.yml" };
        var notify = new Option<string?>("--notify") { Description = "the file; DATA/notify.yml otherwise" };
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var verb = new Command("test", "send a test message, and say what the server answered") { recipient, notify, data, json };
        verb.SetAction((parsed, stop) => TestAsync(parsed.GetValue(recipient)!, parsed.GetValue(notify), parsed.GetValue(data)!, parsed.GetValue(json), stop));
        return verb;
    }

    /// <returns>0 when all went, 1 when one did not.</returns>
    /// <exception cref="CommandException">There is nothing to send with, or nobody to send to.</exception>
    private static async Task<int> TestAsync(string id, string? notify, string data, bool json, CancellationToken stop)
    {
        var settings = NotifyFile.Read(notify ?? Path.Combine(data, NotifyFile.Name));
        var recipient = settings.Find(id)
            ?? throw new CommandException($"notify.yml has no recipient '{id}': there are {string.Join(", ", settings.Recipients.Select(r => r.Id).DefaultIfEmpty("none"))}");
        var origin = OriginOf(data);
        var results = new List<TestResult>();
        if (recipient.Mail is not null && settings.Mail is { } mail)
        {
            var channel = new MailChannel(mail, settings);
            results.Add(await TryAsync(channel.Name, Message(id, channel.Name, origin), channel.DeliverAsync, stop));
        }

        if ((recipient.Webhook is not null || recipient.WebhookUrl is not null) && settings.Webhook is { } webhook)
        {
            using var channel = new WebhookChannel(webhook, settings, origin, TimeProvider.System);
            results.Add(await TryAsync(channel.Name, Message(id, channel.Name, origin), channel.DeliverAsync, stop));
        }

        if (results.Count == 0)
        {
            throw new CommandException($"recipient '{id}' can be reached in no way: see 'edgestock notify check'");
        }

        if (json)
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(results, JsonSerializerOptions.Web));
        }
        else
        {
            Table.Write(["channel", "sent", "answer"], results.Select(r => (string[])[r.Channel, r.Sent ? "yes" : "NO", r.Answer]));
        }

        return results.All(r => r.Sent) ? 0 : 1;
    }

    private static async Task<TestResult> TryAsync(string channel, NotificationMessage message, Func<NotificationMessage, CancellationToken, Task<string>> deliver, CancellationToken stop)
    {
        try
        {
            return new(channel, true, await deliver(message, stop));
        }
        catch (Exception e) when (e is NotificationFailedException or NotificationRefusedException)
        {
            return new(channel, false, e.Message);
        }
    }

    private static NotificationMessage Message(string recipient, string channel, Origin origin)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new(FormattableString.Invariant($"test-{now.ToUnixTimeMilliseconds()}"), recipient, channel, new(
            $"EdgeStock {origin.Site}/{origin.Gateway}: testmeddelande (test message)",
            "Det här är ett test. Inget larm står, och du behöver inte göra något. Är å, ä och ö rätt, kommer larm fram så här.\n\nThis is a test. No alarm stands, and there is nothing to do.\n"),
            now, 0, true, []);
    }

    /// <summary>Site and gateway of the ledger, so that nobody mistakes whose test it is.</summary>
    private static Origin OriginOf(string data)
    {
        var path = Path.Combine(data, "ledger.db");
        if (!File.Exists(path))
        {
            return new("(new)", "(not started yet)");
        }

        using var ledger = LedgerReader.Open(path);
        return new(ledger.Identity.Site, ledger.Identity.Gateway);
    }

    private sealed record TestResult(string Channel, bool Sent, string Answer);
}
