using System.Net;
using System.Text.Json;

namespace EdgeStock.SystemTests.Notifying;

/// <summary>An alarm from the sensor to the telephone and back, with real programs, servers by other hands, failures and kills.</summary>
public sealed class NotifyTests
{
    private const string HighHigh = "north-temperature-high-high";

    [Fact]
    public async Task Everybody_is_told_once_for_each_step_over_failures_and_kills_until_somebody_acknowledges_by_the_link()
    {
        // The mail server is busy at first; the receiver of webhooks is away, and fails twice when it is back.
        await using var rig = await NotifyRig.StartAsync(["451"], ["500", "503@retry-after:1"]);
        await rig.Webhook.StopAsync();
        await rig.WaitAsync(() => rig.Lamp is ["off"], "the lamp is off while all is well");
        await rig.WaitAsync(() => rig.Heartbeats.All.Count >= 2, "heartbeats");
        rig.Celsius = 31;

        await rig.WaitAsync(() => Mails(rig).Count == 1, "a mail of the first step");
        await rig.WaitAsync(() => rig.Log.Contains("by webhook did not go", StringComparison.Ordinal), "a webhook that fails");
        await rig.WaitAsync(() => rig.Lamp is ["off", "blink"], "the lamp blinks");
        await rig.DeliveredAsync(1);
        await rig.KillAsync();
        await rig.Webhook.StartAgainAsync();
        await rig.WaitAsync(() => Told(rig, "jour") == 1, "a webhook of the first step, after the kill and two failures");

        await rig.WaitAsync(() => Told(rig, "tekniker") == 1, "a webhook of the second step");
        await rig.DeliveredAsync(3);
        await rig.KillAsync();

        var mail = Assert.Single(Mails(rig));
        var link = NotifyRig.LinkIn(mail.GetProperty("text").GetString()!);
        await AcknowledgeAsync(rig, link);
        Assert.Equal("acknowledged", await rig.StateAsync(HighHigh));
        await rig.WaitAsync(() => rig.Lamp is ["off", "blink", "off"], "the lamp is off when somebody is on it");
        await rig.KillAsync();

        rig.Celsius = 22;
        await rig.WaitAsync(() => Mails(rig, "Över").Count == 1 && Told(rig, "jour", "Över") == 1 && Told(rig, "tekniker", "Över") == 1, "who was told is told that it is over");
        await rig.DeliveredAsync(6);

        // Nobody was told twice, and the third step was never called.
        Assert.Equal((1, 1, 1), (Mails(rig).Count, Told(rig, "jour"), Told(rig, "tekniker")));
        Assert.DoesNotContain(rig.Mail.Mails, m => m.GetProperty("to").GetString() == "chef@hospital.example");
        Assert.All(rig.Webhook.All, r => Assert.Equal("true", r.GetProperty("verified").GetRawText()));
        var export = await rig.TypeAsync("export", "--from", "2000-01-01", "--to", "2100-01-01", "--out", Path.Combine(Path.GetTempPath(), $"notify-{Environment.ProcessId}.jsonl"));
        var entries = await File.ReadAllTextAsync(Path.Combine(Path.GetTempPath(), $"notify-{Environment.ProcessId}.jsonl"));
        File.Delete(Path.Combine(Path.GetTempPath(), $"notify-{Environment.ProcessId}.jsonl"));
        Assert.True(export.ExitCode == 0, export.Tail);
        foreach (var secret in (string[])["hospital.example", "+4670", "whsec_", "hemligt", "/ping/7", link.Segments[^1]])
        {
            Assert.DoesNotContain(secret, entries, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, rig.Log, StringComparison.Ordinal);
        }

        HeartbeatsSayWhatStands(rig);
    }

    /// <summary>A mail program looks at the link first; then a person acknowledges, and another one sees that.</summary>
    private static async Task AcknowledgeAsync(NotifyRig rig, Uri link)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("sv-SE,sv;q=0.9,en;q=0.5");
        for (var i = 0; i < 3; i++)
        {
            using var looked = await http.GetAsync(link);
            Assert.Equal(HttpStatusCode.OK, looked.StatusCode);
            Assert.Equal(("no-store", "no-referrer"), (looked.Headers.CacheControl?.ToString(), looked.Headers.GetValues("Referrer-Policy").Single()));
            Assert.Contains("INTE KVITTERAT", await looked.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal("unacknowledged", await rig.StateAsync(HighHigh));
        using var empty = await http.PostAsync(link, new FormUrlEncodedContent([new("reason", ""), new("action", "Stängde")]));
        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
        Assert.Equal("unacknowledged", await rig.StateAsync(HighHigh));

        using var done = await http.PostAsync(link, Form());
        Assert.Equal((HttpStatusCode.SeeOther, $"{link.Segments[^1]}?lang=sv"), (done.StatusCode, done.Headers.Location?.ToString()));
        var after = await http.GetStringAsync(new Uri(link, done.Headers.Location!));
        Assert.Matches("Kvitterat av p-[0-9a-f]{8} kl. .*: Dörr eller fönster stod öppet: kilen låg kvar; Stängde", WebUtility.HtmlDecode(after));
        using var again = await http.PostAsync(link, Form());
        Assert.Contains("inget kvar att kvittera", WebUtility.HtmlDecode(await again.Content.ReadAsStringAsync()), StringComparison.Ordinal);

        var people = await rig.TypeAsync("person", "list");
        Assert.Matches("p-[0-9a-f]{8} .* recipient-jour +Åsa Öberg", people.Output);

        using var forged = await http.GetAsync(new Uri(link.ToString()[..^3] + "AAA"));
        Assert.Equal(HttpStatusCode.NotFound, forged.StatusCode);

        // The door of links has nothing else behind it; the page's own door has both.
        foreach (var path in (string[])["/", "/health", "/control/devices", "/edge/health"])
        {
            using var other = await http.GetAsync(new Uri(rig.Links, path));
            Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        }

        Assert.Contains("EdgeStock", await http.GetStringAsync(rig.Page), StringComparison.Ordinal);
        Assert.Contains("Kvitterat av", WebUtility.HtmlDecode(await http.GetStringAsync(new Uri(rig.Page, $"a/{link.Segments[^1]}"))), StringComparison.Ordinal);
    }

    private static FormUrlEncodedContent Form() => new([new("reason", "Dörr eller fönster stod öppet"), new("reason-text", "kilen låg kvar"), new("action", "Stängde"), new("action-text", " ")]);

    private static void HeartbeatsSayWhatStands(NotifyRig rig)
    {
        var bodies = rig.Heartbeats.All.Select(h => JsonDocument.Parse(h.GetProperty("body").GetString()!).RootElement).ToList();
        Assert.All(rig.Heartbeats.All, h => Assert.Equal(("POST", "/ping/7"), (h.GetProperty("method").GetString(), h.GetProperty("url").GetString())));
        Assert.All(bodies, b => Assert.Equal(("lund", "ward-3"), (b.GetProperty("site").GetString(), b.GetProperty("gateway").GetString())));
        Assert.Contains(bodies, b => b.GetProperty("unacknowledged").GetInt32() == 1);
        var heads = bodies.Select(b => b.GetProperty("ledgerHead").GetProperty("seq").GetInt64()).ToList();
        Assert.Equal(heads.Order(), heads);
    }

    private static List<JsonElement> Mails(NotifyRig rig, string prefix = "Larm") =>
        [.. rig.Mail.Mails.Where(m => m.GetProperty("subject").GetString()!.StartsWith(prefix, StringComparison.Ordinal) && m.GetProperty("subject").GetString()!.Contains("alldeles för hög", StringComparison.Ordinal))];

    private static int Told(NotifyRig rig, string recipient, string prefix = "Larm") => rig.Webhook.All.Where(r => r.GetProperty("status").GetString() == "200")
        .Select(r => JsonDocument.Parse(r.GetProperty("body").GetString()!).RootElement.GetProperty("data"))
        .Count(d => d.GetProperty("recipient").GetString() == recipient && d.GetProperty("subject").GetString()!.StartsWith(prefix, StringComparison.Ordinal) && d.GetProperty("subject").GetString()!.Contains("alldeles för hög", StringComparison.Ordinal));
}
