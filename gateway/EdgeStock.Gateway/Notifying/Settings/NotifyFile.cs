using System.Net;
using System.Security.Cryptography;
using System.Text;
using EdgeStock.Domain;
using EdgeStock.Gateway.Intake;
using EdgeStock.Gateway.Operations;
using MimeKit;

namespace EdgeStock.Gateway.Notifying;

/// <summary>Reads <c>notify.yml</c>: strict as the site file is, and refused whole when anything is wrong.</summary>
internal static class NotifyFile
{
    /// <summary>Its name in the data folder.</summary>
    public const string Name = "notify.yml";

    private const string What = "the notify file";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the file.</summary>
    /// <exception cref="CommandException">It is wrong, open to others, or cannot be read; the message says where and what to do.</exception>
    public static NotifySettings Read(string path)
    {
        try
        {
            return PrivateFile.Objection(path) is { } open ? throw new CommandException(open) : Parse(File.ReadAllText(path, StrictUtf8), Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (SiteFileException e)
        {
            throw new CommandException($"{path}, {e.Message}\nMend the line and try again with 'edgestock notify check'.");
        }
        catch (DecoderFallbackException)
        {
            throw new CommandException($"{What} {path} is not UTF-8: save it with that encoding and try again");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{What} {path} cannot be read: {e.Message}");
        }
    }

    /// <summary>Reads its text.</summary>
    /// <param name="folder">Where files lie that it names without a folder.</param>
    /// <exception cref="SiteFileException">It is wrong; the message says where and why.</exception>
    public static NotifySettings Parse(string text, string folder)
    {
        var file = YamlFields.Parse(text, What);
        var settings = new NotifySettings(
            ReadMail(file.Group("mail"), folder),
            ReadWebhook(file.Group("webhook"), folder),
            ReadLight(file.Group("light")),
            ReadHeartbeat(file.Group("heartbeat"), folder),
            ReadLinks(file.Group("links")),
            ReadRecipients(file));
        file.Done();
        return settings.Webhook is { Url: null } && settings.Recipients.FirstOrDefault(r => r is { Webhook: not null, WebhookUrl: null }) is { } lost
            ? throw file.Wrong("webhook", $"has no 'url', which recipient '{lost.Id}' needs: add it, or give that recipient a URL of its own")
            : settings;
    }

    private static MailSettings? ReadMail(YamlFields? f, string folder)
    {
        if (f is null)
        {
            return null;
        }

        var security = f.Choice<MailSecurity>("security");
        var host = f.Text("host");
        if (security == MailSecurity.None && !IsLoopback(host))
        {
            throw f.Wrong("security", $"'none' is taken only to this machine, and {host} is another: use starttls or tls");
        }

        var from = f.Text("from");
        var user = f.OptionalText("user");
        var mail = new MailSettings(
            host, f.Whole("port", 1, 65535, security == MailSecurity.Tls ? 465 : 587), security, Trust(f, folder),
            user, ReadSecret(f, "password", folder),
            MailboxAddress.TryParse(from, out var sender) && IsAddress(sender.Address) ? from : throw f.Wrong("from", $"'{from}' must be an address, such as edgestock@hospital.example"),
            TimeSpan.FromSeconds(f.Number("timeout_s", 1, 300, 30)));
        f.Done();
        return (mail.User is null) == (mail.Password is null) ? mail : throw new SiteFileException(f.Line, "mail: 'user' and 'password_file' go together");
    }

    private static WebhookSettings? ReadWebhook(YamlFields? f, string folder)
    {
        if (f is null)
        {
            return null;
        }

        var secret = ReadSecret(f, "secret", folder) ?? throw f.Wrong("secret_file", "is missing: without a signature a receiver cannot know who sends");
        WebhookKey key;
        try
        {
            key = WebhookKey.From(secret.Reveal());
        }
        catch (FormatException e)
        {
            throw f.Wrong(f.Either("secret_file", "secret"), e.Message);
        }

        var webhook = new WebhookSettings(f.OptionalText("url") is null ? null : Url(f, "url"), key, Trust(f, folder), TimeSpan.FromSeconds(f.Number("timeout_s", 1, 120, 10)));
        f.Done();
        return webhook;
    }

    private static LightSettings? ReadLight(YamlFields? f)
    {
        if (f is null)
        {
            return null;
        }

        var wanted = f.OptionalText("wanted") ?? "blink";
        var light = new LightSettings(
            f.Slug("device"), wanted is "on" or "blink" ? wanted : throw f.Wrong("wanted", $"'{wanted}' must be on or blink"), f.Choice<AlarmSeverity>("severity", AlarmSeverity.Medium));
        f.Done();
        return light;
    }

    private static HeartbeatSettings? ReadHeartbeat(YamlFields? f, string folder)
    {
        if (f is null)
        {
            return null;
        }

        var heartbeat = new HeartbeatSettings(Url(f, "url"), TimeSpan.FromSeconds(f.Number("every_s", 10, 3600, 60)), Trust(f, folder), TimeSpan.FromSeconds(f.Number("timeout_s", 1, 120, 10)));
        f.Done();
        return heartbeat;
    }

    private static LinkSettings? ReadLinks(YamlFields? f)
    {
        if (f is null)
        {
            return null;
        }

        // In a closed ward network a gateway may be reached without TLS; 'notify check' says what that means.
        var text = f.Text("base_url");
        var links = new LinkSettings(
            Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp) && url is { UserInfo: "", Query: "", Fragment: "" }
                ? url : throw f.Wrong("base_url", $"'{text}' must be a URL without a query, such as https://edgestock.hospital.example"),
            TimeSpan.FromMinutes(f.Number("valid_min", 5, 10_080, 720)));
        f.Done();
        return links;
    }

    private static List<RecipientSettings> ReadRecipients(YamlFields file)
    {
        var all = new List<RecipientSettings>();
        foreach (var f in file.List("recipients", "a recipient"))
        {
            var (id, mail, webhook) = (f.Slug("id"), f.OptionalText("mail"), f.OptionalText("webhook"));
            var own = webhook?.Contains("://", StringComparison.Ordinal) == true ? Url(f, "webhook") : null;
            if (mail is not null && !(MailboxAddress.TryParse(mail, out var box) && box.Address == mail && IsAddress(mail)))
            {
                throw f.Wrong("mail", $"of recipient '{id}' must be one address, such as jour@hospital.example");
            }

            var recipient = new RecipientSettings(id, f.OptionalText("name"), mail, own is null ? webhook : null, own);
            f.Done();
            if (all.Any(r => r.Id == id))
            {
                throw f.Wrong("id", $"'{id}' stands here twice: give another id, or one recipient both addresses");
            }

            all.Add(recipient);
        }

        return all;
    }

    /// <summary>A secret of the file itself or of a file that it names; null where there is neither.</summary>
    private static Secret? ReadSecret(YamlFields f, string field, string folder)
    {
        var (inline, path) = (f.OptionalText(field), f.OptionalText($"{field}_file"));
        if (path is null || inline is not null)
        {
            return inline is null ? null : path is null ? new(inline) : throw f.Wrong(field, $"and '{field}_file' are both here: leave one out");
        }

        var full = Path.Combine(folder, path);
        try
        {
            var secret = PrivateFile.Objection(full) is { } open ? throw f.Wrong($"{field}_file", open) : File.ReadAllText(full).Trim();
            return secret.Length > 0 ? new(secret) : throw f.Wrong($"{field}_file", $"{full} is empty");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw f.Wrong($"{field}_file", $"cannot be read: {e.Message}");
        }
    }

    private static ServerTrust Trust(YamlFields f, string folder)
    {
        if (f.OptionalText("ca_file") is not { } path)
        {
            return ServerTrust.OfSystem;
        }

        try
        {
            return ServerTrust.OfFile(Path.Combine(folder, path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw f.Wrong("ca_file", $"{path} cannot be read as PEM certificates: {e.Message}");
        }
    }

    private static Uri Url(YamlFields f, string field) => Uri.TryCreate(f.Text(field), UriKind.Absolute, out var url) && url is { UserInfo: "", Fragment: "" }
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && IsLoopback(url.Host)))
        ? url : throw f.Wrong(field, "must be an https:// URL without a user name (http:// only to this machine)");

    private static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static bool IsAddress(string text) => text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < text.Length - 1;
}
