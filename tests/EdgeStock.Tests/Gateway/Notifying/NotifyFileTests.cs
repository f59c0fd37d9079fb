using EdgeStock.Gateway.Intake;
using EdgeStock.Gateway.Notifying;
using EdgeStock.Gateway.Operations;

namespace EdgeStock.Tests.Gateway.Notifying;

/// <summary>notify.yml, strict and with lines.</summary>
public sealed class NotifyFileTests : IDisposable
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private readonly string folder = Directory.CreateTempSubdirectory("edgestock-notify-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_whole_file_is_read_with_its_defaults()
    {
        Private("password", "hemligt\n");
        var read = NotifyFile.Parse($$"""
            mail: {host: smtp.hospital.example, security: starttls, user: edgestock, password_file: password, from: EdgeStock <edgestock@hospital.example>}
            webhook: {url: "https://sms.hospital.example/in", secret: {{Secret}}}
            light: {device: lamp-1}
            heartbeat: {url: "https://hc.example/ping/7"}
            links: {base_url: "https://proxy.hospital.example/edge/"}
            recipients:
              - {id: jour, name: Åsa, mail: asa@hospital.example, webhook: "+46701234567"}
              - {id: sms, webhook: "https://own.example/x"}
            """, folder);

        Assert.Equal((587, MailSecurity.StartTls, "hemligt", 30), (read.Mail!.Port, read.Mail.Security, read.Mail.Password!.Reveal(), read.Mail.Timeout.TotalSeconds));
        Assert.Equal(("blink", 60, 720), (read.Light!.Wanted, read.Heartbeat!.Every.TotalSeconds, read.Links!.Valid.TotalMinutes));
        Assert.Equal(("+46701234567", null), (read.Find("jour")!.Webhook, read.Find("jour")!.WebhookUrl));
        Assert.Equal((null, "https://own.example/x"), (read.Find("sms")!.Webhook, read.Find("sms")!.WebhookUrl!.ToString()));
        Assert.Null(read.Missing("jour", "mail"));
        Assert.Contains("has no mail address", read.Missing("sms", "mail"), StringComparison.Ordinal);
        Assert.Contains("no recipient 'chef'", read.Missing("chef", "webhook"), StringComparison.Ordinal);
        Assert.DoesNotContain("hemligt", read.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mail: {host: smtp.example, security: none, from: a@b.example}", "line 1", "'none' is taken only to this machine")]
    [InlineData("mail: {host: smtp.example, security: perhaps, from: a@b.example}", "line 1", "must be one of starttls, tls, none")]
    [InlineData("mail: {host: smtp.example, security: tls, from: nobody}", "line 1", "must be an address")]
    [InlineData("mail: {host: smtp.example, security: tls, from: a@b.example, user: x}", "line 1", "'user' and 'password_file' go together")]
    [InlineData("mail: {host: smtp.example, security: tls, from: a@b.example, ca_file: nothing.pem}", "line 1", "cannot be read as PEM certificates")]
    [InlineData("webhook: {url: \"http://sms.example/\", secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw}", "line 1", "must be an https:// URL")]
    [InlineData("webhook: {url: \"https://u:p@sms.example/\", secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw}", "line 1", "without a user name")]
    [InlineData("webhook: {url: \"https://sms.example/\"}", "line 1", "without a signature")]
    [InlineData("webhook: {url: \"https://sms.example/\", secret: hemligt}", "line 1", "make one with 'echo whsec_")]
    [InlineData("webhook: {url: \"https://sms.example/\", secret: whsec_AAAA}", "line 1", "24 to 64 octets")]
    [InlineData("heartbeat: {url: \"https://hc.example/\", every_s: 5}", "line 1", "from 10 to 3600")]
    [InlineData("links: {base_url: \"https://a.example/?x=1\"}", "line 1", "without a query")]
    [InlineData("light: {device: lamp-1, wanted: off}", "line 1", "must be on or blink")]
    [InlineData("recipients:\n  - {id: jour, mail: a@b.example}\n  - {id: jour, mail: c@d.example}", "line 3", "stands here twice")]
    [InlineData("recipients:\n  - {id: jour, mail: \"a@b.example, c@d.example\"}", "line 2", "must be one address")]
    [InlineData("recipients:\n  - {id: jour, sms: 1}", "line 2", "field 'sms' is not known here")]
    [InlineData("slack: {}", "line 1", "field 'slack' is not known here")]
    public void A_wrong_line_is_refused_with_its_number(string text, string line, string problem)
    {
        var wrong = Assert.Throws<SiteFileException>(() => NotifyFile.Parse(text, folder));

        Assert.Contains(line, wrong.Message, StringComparison.Ordinal);
        Assert.Contains(problem, wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hemligt", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("starttls")]
    public void To_this_machine_a_relay_may_be_spoken_to_in_the_clear(string security) =>
        Assert.Equal(security, NotifyFile.Parse($"mail: {{host: 127.0.0.1, security: {security}, from: a@b.example}}", folder).Mail!.Security.ToString().ToLowerInvariant());

    [Theory]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    public void A_file_that_is_open_to_others_is_refused_with_the_command_that_closes_it(UnixFileMode open)
    {
        var path = Private("notify.yml", "recipients: []\n");
        Assert.Empty(NotifyFile.Read(path).Recipients);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | open);

        Assert.Contains($"run 'chmod 600 {path}'", Assert.Throws<CommandException>(() => NotifyFile.Read(path)).Message, StringComparison.Ordinal);
        Assert.Contains("chmod", NotifyStart.Read(null, folder).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_of_a_file_that_is_open_to_others_is_refused_too()
    {
        File.SetUnixFileMode(Private("secret", Secret), UnixFileMode.UserRead | UnixFileMode.OtherRead);

        Assert.Contains("chmod 600", Assert.Throws<SiteFileException>(() => NotifyFile.Parse("webhook: {url: \"https://sms.example/\", secret_file: secret}", folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_file_is_no_way_out_and_a_named_one_that_is_missing_is_a_fault()
    {
        Assert.Equal(new NotifyStart(NotifySettings.None, null), NotifyStart.Read(null, folder));
        Assert.Contains("cannot be read", NotifyStart.Read(Path.Combine(folder, "other.yml"), folder).Fault, StringComparison.Ordinal);
    }

    private string Private(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }
}
