using System.CommandLine;
using System.Text.Json;
using EdgeStock.Domain;
using EdgeStock.Gateway.Notifying;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>Whether notify.yml is right, and fits the site file. Nothing is sent.</summary>
internal static class NotifyCheckCommand
{
    public static Command Verb(Option<string> data)
    {
        var notify = new Option<string?>("--notify") { Description = "the file; DATA/notify.yml otherwise" };
        var site = new Option<string?>("--site") { Description = "a site file that it should fit" };
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var verb = new Command("check", "check notify.yml; nothing is sent") { notify, site, data, json };
        verb.SetAction(parsed => Check(parsed.GetValue(notify) ?? Path.Combine(parsed.GetValue(data)!, NotifyFile.Name), parsed.GetValue(site), parsed.GetValue(json)));
        return verb;
    }

    /// <returns>0 when it is right, 1 when it is wrong or something is missing in it.</returns>
    private static int Check(string path, string? site, bool json)
    {
        if (!File.Exists(path))
        {
            throw new CommandException($"{path} does not exist: write it (docs/notifications-setup.md), or give another with --notify");
        }

        NotifySettings settings;
        try
        {
            settings = NotifyFile.Read(path);
        }
        catch (CommandException e)
        {
            Console.Out.WriteLine(e.Message);
            return 1;
        }

        var problems = Problems(settings, site is null ? null : GatewayOptions.ReadSite(site).Site).ToList();
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(
                new { Ways = new NotifyStart(settings, null).Ways(), Recipients = settings.Recipients.Select(r => new { r.Id, Mail = r.Mail is not null, Webhook = HasWebhook(r) }), Problems = problems },
                JsonSerializerOptions.Web));
            return problems.Count == 0 ? 0 : 1;
        }

        // No addresses: what is printed is copied into tickets.
        Table.Write(["recipient", "mail", "webhook"], settings.Recipients.Select(r => (string[])[r.Id, Word(r.Mail is not null), Word(HasWebhook(r))]));
        problems.ForEach(Console.Out.WriteLine);
        Console.Out.WriteLine($"{path}: {new NotifyStart(settings, null).Ways()}; {(problems.Count == 0 ? "it is right" : $"{problems.Count} to mend")}");
        return problems.Count == 0 ? 0 : 1;
    }

    private static IEnumerable<string> Problems(NotifySettings settings, Site? site)
    {
        foreach (var recipient in settings.Recipients)
        {
            if (recipient.Mail is not null && settings.Mail is null)
            {
                yield return $"recipient '{recipient.Id}' has a mail address, and no mail server is set: add 'mail'";
            }

            if (HasWebhook(recipient) && settings.Webhook is null)
            {
                yield return $"recipient '{recipient.Id}' has a webhook, and nothing signs it: add 'webhook' with its 'secret_file'";
            }

            if (recipient.Mail is null && !HasWebhook(recipient))
            {
                yield return $"recipient '{recipient.Id}' cannot be reached: add 'mail' or 'webhook' to it";
            }
        }

        if (settings.Links is { Base.Scheme: "http" } links && !links.Base.IsLoopback)
        {
            yield return "links go over http: whoever listens on the network can use one; put the hospital's proxy before it and write its https:// URL as 'base_url'";
        }

        foreach (var missing in site is null ? [] : Wanted(site.Notifications).Select(t => settings.Missing(t.Recipient, t.Channel)).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            yield return missing;
        }

        if (site is not null && settings.Light is { } light && site.Devices.All(d => d.Id != light.Device || d.Kind != DeviceKind.Led))
        {
            yield return $"light: '{light.Device}' is no device of kind led in the site file";
        }
    }

    /// <summary>Everybody whom the site file can tell, by each way: whoever may be on call included.</summary>
    private static IEnumerable<NotificationTarget> Wanted(NotificationPolicy policy) => policy.Steps
        .SelectMany(s => s.To.SelectMany(to => policy.OnCall.FirstOrDefault(c => c.Id == to) is { } calendar ? Persons(calendar) : [to]).SelectMany(who => s.By.Select(by => new NotificationTarget(who, by))))
        .Distinct();

    private static IEnumerable<string> Persons(OnCallCalendar calendar) => [calendar.Otherwise, .. calendar.Shifts.Select(s => s.Recipient), .. calendar.Exceptions.Select(e => e.Recipient)];

    private static bool HasWebhook(RecipientSettings recipient) => recipient.Webhook is not null || recipient.WebhookUrl is not null;

    private static string Word(bool there) => there ? "yes" : "–";
}
