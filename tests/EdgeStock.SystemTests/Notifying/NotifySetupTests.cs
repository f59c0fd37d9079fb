using System.Globalization;
using System.Text.Json;
using EdgeStock.SystemTests.Broker;
using EdgeStock.SystemTests.Storeroom;

namespace EdgeStock.SystemTests.Notifying;

/// <summary>What a technician types to set notifications up: the real tool, and servers by other hands.</summary>
public sealed class NotifySetupTests : IDisposable
{
    private const string Site = """
        site: lund
        gateway: ward-3
        timezone: UTC
        rooms: [{id: sterile, class: sterile}]
        notifications:
          recipients: [jour, natt, chef]
          on_call: [{id: vakt, otherwise: jour, shifts: [{from: "16:00", until: "07:00", recipient: natt}]}]
          steps: [{to: [vakt], by: [mail, webhook]}, {to: [chef], by: [mail], severity: medium}]
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("edgestock-setup-").FullName;
    private readonly TestPki pki = new("hospital");

    public void Dispose()
    {
        pki.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_test_message_goes_over_each_way_and_says_what_the_servers_answered()
    {
        await using var mail = await MailPeer.ServeMailAsync("tls", pki.Broker, null, "250", "550");
        await using var webhook = await MailPeer.ReceiveAsync(NotifyRig.Secret, null, "204", "401");
        Write(mail.Port, webhook.Port, "- {id: jour, mail: jour@hospital.example, webhook: \"+46701234567\"}");

        var sent = await ToolAsync("test", "jour");
        Assert.True(sent.ExitCode == 0, sent.Tail);
        Assert.Matches("mail +yes +queued as 7\nwebhook +yes +204", sent.Output);
        Assert.Contains("å, ä och ö", Assert.Single(mail.Mails).GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains("\"drill\":true", webhook.All[0].GetProperty("body").GetString(), StringComparison.Ordinal);

        var failed = await ToolAsync("test", "jour", "--json");
        Assert.Equal(1, failed.ExitCode);
        using var json = JsonDocument.Parse(failed.Output);
        Assert.Equal([false, false], json.RootElement.EnumerateArray().Select(c => c.GetProperty("sent").GetBoolean()));
        Assert.Contains("550", json.RootElement[0].GetProperty("answer").GetString(), StringComparison.Ordinal);
        Assert.Contains("401", json.RootElement[1].GetProperty("answer").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("jour@", failed.Output, StringComparison.Ordinal);

        var nobody = await ToolAsync("test", "nobody");
        Assert.Equal((2, true), (nobody.ExitCode, nobody.Errors.Contains("no recipient 'nobody': there are jour", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_check_names_whom_the_site_file_can_tell_and_the_notify_file_cannot_reach()
    {
        Write(587, 8080, "- {id: jour, mail: jour@hospital.example, webhook: \"+46701234567\"}\n  - {id: natt, mail: natt@hospital.example}");
        await File.WriteAllTextAsync(Path.Combine(folder, "site.yaml"), Site);

        var alone = await ToolAsync("check");
        Assert.True(alone.ExitCode == 0, alone.Tail);
        var fitted = await ToolAsync("check", "--site", Path.Combine(folder, "site.yaml"));
        Assert.Equal(1, fitted.ExitCode);
        Assert.Contains("recipient 'natt' has no 'webhook'", fitted.Output, StringComparison.Ordinal);
        Assert.Contains("no recipient 'chef'", fitted.Output, StringComparison.Ordinal);
        Assert.Contains("2 to mend", fitted.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("hospital.example", fitted.Output, StringComparison.Ordinal);
        var json = await ToolAsync("check", "--site", Path.Combine(folder, "site.yaml"), "--json");
        Assert.Equal(2, JsonDocument.Parse(json.Output).RootElement.GetProperty("problems").GetArrayLength());
    }

    [Fact]
    public async Task A_file_that_is_wrong_open_or_missing_is_told_with_the_next_step()
    {
        Assert.Equal(2, (await ToolAsync("check")).ExitCode);
        Write(587, 8080, "- {id: jour, sms: 1}");
        var wrong = await ToolAsync("check");
        Assert.Equal((1, true), (wrong.ExitCode, wrong.Output.Contains("line 4: a recipient: field 'sms' is not known here", StringComparison.Ordinal)));
        Write(587, 8080, "- {id: jour, mail: jour@hospital.example}");
        File.SetUnixFileMode(Path.Combine(folder, "notify.yml"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        var open = await ToolAsync("check");
        Assert.Equal((1, true), (open.ExitCode, open.Output.Contains("chmod 600", StringComparison.Ordinal)));
        Assert.Equal(2, (await ToolAsync("test", "jour")).ExitCode);
    }

    private void Write(int mail, int webhook, string recipients)
    {
        var path = Path.Combine(folder, "notify.yml");
        File.WriteAllText(path, string.Create(CultureInfo.InvariantCulture, $$"""
            mail: {host: localhost, port: {{mail}}, security: tls, ca_file: {{pki.CaFile}}, from: edgestock@hospital.example}
            webhook: {url: "http://localhost:{{webhook}}/", secret: {{NotifyRig.Secret}}}
            recipients:
              {{recipients}}
            """));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private Task<RunningProgram> ToolAsync(params string[] words) => RunningProgram.RunAsync(Programs.Gateway, ["notify", .. words, "--data", folder]);
}
