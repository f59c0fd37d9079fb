using System.Text.Json;
using EdgeStock.Gateway.Notifying;
using EdgeStock.SystemTests.Broker;
using EdgeStock.SystemTests.Peers;

namespace EdgeStock.SystemTests.Notifying;

/// <summary>Webhooks at a receiver of node, which checks them with the npm package standardwebhooks.</summary>
public sealed class WebhookTests : IDisposable
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private readonly TestPki pki = new("hospital");

    public void Dispose() => pki.Dispose();

    [Fact]
    public async Task A_message_arrives_signed_over_https_and_fits_its_schema()
    {
        await using var peer = await MailPeer.ReceiveAsync(Secret, pki.Broker);
        using var channel = Channel(peer.Port, "https");

        Assert.Equal("200 OK", await channel.DeliverAsync(Messages.One, CancellationToken.None));

        var came = Assert.Single(peer.All);
        Assert.Equal("true", came.GetProperty("verified").GetRawText());
        Assert.Equal(("POST", "/edgestock", "application/json", "n-42_2f1"), (Text(came, "method"), Text(came, "url"), Text(came, "type"), Text(came, "id")));
        using var body = JsonDocument.Parse(Text(came, "body")!);
        var data = body.RootElement.GetProperty("data");
        Assert.Equal(("edgestock.notification.v1", "2026-07-14T12:35:00.000Z"), (Text(body.RootElement, "type"), Text(body.RootElement, "timestamp")));
        Assert.Equal(("lund", "ward-3", "jour", "+46701234567"), (Text(data, "site"), Text(data, "gateway"), Text(data, "recipient"), Text(data, "to")));
        Assert.Equal("Sterilförråd: för varmt, 31,2 °C", Text(data, "subject"));
        Assert.Equal((31.2, 25), (data.GetProperty("alarms")[0].GetProperty("value").GetDouble(), data.GetProperty("alarms")[0].GetProperty("limit").GetDouble()));

        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, Text(came, "body"));
            var judged = await SchemaPeer.ValidateAsync("notification.v1.json", file);
            Assert.True(judged.ExitCode == 0, judged.Tail);
            await File.WriteAllTextAsync(file, Text(came, "body")!.Replace("\"step\":1", "\"step\":\"one\"", StringComparison.Ordinal));
            Assert.NotEqual(0, (await SchemaPeer.ValidateAsync("notification.v1.json", file)).ExitCode);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_receiver_with_another_secret_sees_that_it_is_not_ours()
    {
        await using var peer = await MailPeer.ReceiveAsync("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", null);
        using var channel = Channel(peer.Port, "http");

        await channel.SendAsync(Messages.One, CancellationToken.None);

        Assert.Equal("No matching signature found", Text(Assert.Single(peer.All), "verified"));
    }

    [Fact]
    public async Task A_receiver_that_fails_at_first_gets_the_same_message_under_the_same_id_later()
    {
        await using var peer = await MailPeer.ReceiveAsync(Secret, null, "500", "503@retry-after:7", "429@retry-after:120", "408", "425", "hang");
        using var channel = Channel(peer.Port, "http", seconds: 2);

        var after = new List<TimeSpan?>();
        for (var i = 0; i < 6; i++)
        {
            after.Add((await Assert.ThrowsAsync<NotificationFailedException>(() => channel.SendAsync(Messages.One, CancellationToken.None))).RetryAfter);
        }

        await channel.SendAsync(Messages.One, CancellationToken.None);

        Assert.Equal([null, TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(120), null, null, null], after);
        Assert.Equal(7, peer.All.Count);
        Assert.Single(peer.All.Select(r => Text(r, "id")).Distinct());
        Assert.Single(peer.All.Select(r => Text(r, "body")).Distinct());
        Assert.All(peer.All, r => Assert.Equal("true", r.GetProperty("verified").GetRawText()));
    }

    [Theory]
    [InlineData("400")]
    [InlineData("410")]
    [InlineData("422")]
    public async Task What_a_receiver_refuses_is_refused_for_good(string status)
    {
        await using var peer = await MailPeer.ReceiveAsync(Secret, null, status);
        using var channel = Channel(peer.Port, "http");

        var refused = await Assert.ThrowsAsync<NotificationRefusedException>(() => channel.SendAsync(Messages.One, CancellationToken.None));

        Assert.Contains(status, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("+46", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("localhost", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("401")]
    [InlineData("403")]
    [InlineData("404")]
    public async Task A_door_that_is_shut_or_moved_is_tried_again_because_somebody_mends_it(string status)
    {
        await using var peer = await MailPeer.ReceiveAsync(Secret, null, status);
        using var channel = Channel(peer.Port, "http");

        var failed = await Assert.ThrowsAsync<NotificationFailedException>(() => channel.SendAsync(Messages.One, CancellationToken.None));

        Assert.Contains(status, failed.Message, StringComparison.Ordinal);
        await channel.SendAsync(Messages.One, CancellationToken.None);
    }

    [Fact]
    public async Task A_message_follows_no_redirect()
    {
        await using var elsewhere = await MailPeer.ReceiveAsync(Secret, null);
        await using var peer = await MailPeer.ReceiveAsync(Secret, null, $"307@location:http://localhost:{elsewhere.Port}/");
        using var channel = Channel(peer.Port, "http");

        var refused = await Assert.ThrowsAsync<NotificationFailedException>(() => channel.SendAsync(Messages.One, CancellationToken.None));

        Assert.Contains("points elsewhere", refused.Message, StringComparison.Ordinal);
        Assert.Empty(elsewhere.All);
    }

    [Fact]
    public async Task A_receiver_of_another_authority_or_name_gets_nothing()
    {
        using var other = new TestPki("another");
        await using var stranger = await MailPeer.ReceiveAsync(Secret, other.Broker);
        await using var misnamed = await MailPeer.ReceiveAsync(Secret, pki.Issue("pager", "pager.hospital.example"));

        foreach (var peer in (MailPeer[])[stranger, misnamed])
        {
            using var channel = Channel(peer.Port, "https");
            var failed = await Assert.ThrowsAsync<NotificationFailedException>(() => channel.SendAsync(Messages.One, CancellationToken.None));
            Assert.Contains("is not trusted", failed.Message, StringComparison.Ordinal);
            Assert.Empty(peer.All);
        }
    }

    [Fact]
    public async Task A_receiver_that_is_away_is_a_failure_without_its_address()
    {
        using var channel = Channel(Ports.Free(), "http");

        var failed = await Assert.ThrowsAsync<NotificationFailedException>(() => channel.SendAsync(Messages.One, CancellationToken.None));

        Assert.Equal("the webhook's receiver cannot be reached (ConnectionRefused)", failed.Message);
    }

    private WebhookChannel Channel(int port, string scheme, int seconds = 30)
    {
        var webhook = new WebhookSettings(new($"{scheme}://localhost:{port}/edgestock"), WebhookKey.From(Secret), ServerTrust.OfFile(pki.CaFile), TimeSpan.FromSeconds(seconds));
        return new(webhook, Messages.Settings(webhook: webhook), new("lund", "ward-3"), TimeProvider.System);
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
