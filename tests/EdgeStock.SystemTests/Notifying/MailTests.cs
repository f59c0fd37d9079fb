using EdgeStock.Gateway.Notifying;
using EdgeStock.SystemTests.Broker;

namespace EdgeStock.SystemTests.Notifying;

/// <summary>Mail over the npm package smtp-server, read by mailparser.</summary>
public sealed class MailTests : IDisposable
{
    private readonly TestPki pki = new("hospital");

    public void Dispose() => pki.Dispose();

    [Theory]
    [InlineData("starttls", MailSecurity.StartTls)]
    [InlineData("tls", MailSecurity.Tls)]
    public async Task A_message_arrives_encrypted_with_its_letters_and_its_name_for_good(string server, object security)
    {
        await using var peer = await MailPeer.ServeMailAsync(server, pki.Broker, new Dictionary<string, string> { ["USER_NAME"] = "edgestock", ["PASSWORD"] = "hemligt" });
        var channel = Channel(peer, (MailSecurity)security, user: "edgestock", password: "hemligt");

        var answer = await channel.DeliverAsync(Messages.One, CancellationToken.None);
        await channel.SendAsync(Messages.One, CancellationToken.None);

        Assert.Equal("queued as 7", answer);
        Assert.Equal(2, peer.Mails.Count);
        var mail = peer.Mails[0];
        Assert.Equal("Sterilförråd: för varmt, 31,2 °C", mail.GetProperty("subject").GetString());
        Assert.Equal("Förrådet är för varmt sedan 14:05.\nÅtgärd: stäng dörren, ring på ÅÄÖ-jouren.", mail.GetProperty("text").GetString()!.TrimEnd());
        Assert.Equal("<n-42_2f1@hospital.example>", mail.GetProperty("id").GetString());
        Assert.Equal(peer.Mails[0].GetProperty("id").GetString(), peer.Mails[1].GetProperty("id").GetString());
        Assert.Equal(
            ("\"EdgeStock ward 3\" <edgestock@hospital.example>", Messages.Address, "2026-07-14T12:35:00.000Z"),
            (mail.GetProperty("from").GetString(), mail.GetProperty("to").GetString(), mail.GetProperty("date").GetString()));
        Assert.Equal(("auto-generated", "high"), (mail.GetProperty("auto").GetString(), mail.GetProperty("importance").GetString()));
        Assert.Equal((true, "edgestock"), (mail.GetProperty("secure").GetBoolean(), mail.GetProperty("user").GetString()));
    }

    [Theory]
    [InlineData("starttls", MailSecurity.StartTls)]
    [InlineData("tls", MailSecurity.Tls)]
    public async Task A_server_of_another_authority_gets_nothing(string server, object security)
    {
        using var other = new TestPki("another");
        await using var peer = await MailPeer.ServeMailAsync(server, other.Broker);

        var failed = await Assert.ThrowsAsync<NotificationFailedException>(() => Channel(peer, (MailSecurity)security).SendAsync(Messages.One, CancellationToken.None));

        Assert.Contains("its certificate does not hold", failed.Message, StringComparison.Ordinal);
        Assert.Contains("ca_file", failed.Message, StringComparison.Ordinal);
        Assert.All(peer.All, l => Assert.True(l.TryGetProperty("error", out _)));
    }

    [Fact]
    public async Task A_certificate_of_the_right_authority_for_another_host_gets_nothing()
    {
        await using var peer = await MailPeer.ServeMailAsync("starttls", pki.Issue("mail", "mail.hospital.example"));

        var failed = await Assert.ThrowsAsync<NotificationFailedException>(() => Channel(peer, MailSecurity.StartTls).SendAsync(Messages.One, CancellationToken.None));

        Assert.Contains("for another host name", failed.Message, StringComparison.Ordinal);
        Assert.All(peer.All, l => Assert.True(l.TryGetProperty("error", out _)));
    }

    [Fact]
    public async Task A_server_that_offers_no_encryption_gets_nothing()
    {
        await using var peer = await MailPeer.ServeMailAsync("plain", null);

        var failed = await Assert.ThrowsAsync<NotificationFailedException>(() => Channel(peer, MailSecurity.StartTls).SendAsync(Messages.One, CancellationToken.None));

        Assert.Contains("does not offer what notify.yml asks for", failed.Message, StringComparison.Ordinal);
        Assert.Contains("'security'", failed.Message, StringComparison.Ordinal);
        Assert.Empty(peer.All);
    }

    [Fact]
    public async Task What_a_server_cannot_take_now_goes_at_the_next_attempt()
    {
        await using var peer = await MailPeer.ServeMailAsync("starttls", pki.Broker, null, "451");
        var channel = Channel(peer, MailSecurity.StartTls);

        var failed = await Assert.ThrowsAsync<NotificationFailedException>(() => channel.SendAsync(Messages.One, CancellationToken.None));
        Assert.Contains("451", failed.Message, StringComparison.Ordinal);
        Assert.Empty(peer.Mails);

        await channel.SendAsync(Messages.One, CancellationToken.None);
        Assert.Single(peer.Mails);
    }

    [Fact]
    public async Task An_address_that_is_refused_is_refused_for_good_and_named_in_no_message()
    {
        await using var peer = await MailPeer.ServeMailAsync("starttls", pki.Broker, null, "550");

        var refused = await Assert.ThrowsAsync<NotificationRefusedException>(() => Channel(peer, MailSecurity.StartTls).SendAsync(Messages.One, CancellationToken.None));

        // The server says "mailbox of asa.oberg@hospital.example is not available".
        Assert.Contains("550: mailbox of (address) is not available", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("asa", refused.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("recipient 'jour'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_a_failure_that_says_so_without_it()
    {
        await using var peer = await MailPeer.ServeMailAsync("starttls", pki.Broker, new Dictionary<string, string> { ["USER_NAME"] = "edgestock", ["PASSWORD"] = "hemligt" });

        var failed = await Assert.ThrowsAsync<NotificationFailedException>(() => Channel(peer, MailSecurity.StartTls, user: "edgestock", password: "gissat").SendAsync(Messages.One, CancellationToken.None));

        Assert.Contains("does not take the user name and password", failed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("gissat", failed.ToString(), StringComparison.Ordinal);
        Assert.Empty(peer.All);
    }

    [Fact]
    public async Task A_server_that_is_away_and_one_that_says_nothing_are_failures_in_time()
    {
        var away = await Assert.ThrowsAsync<NotificationFailedException>(() => Channel(Ports.Free(), MailSecurity.StartTls).SendAsync(Messages.One, CancellationToken.None));
        Assert.Contains("cannot be reached", away.Message, StringComparison.Ordinal);

        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        var port = ((System.Net.IPEndPoint)silent.LocalEndpoint).Port;
        var late = await Assert.ThrowsAsync<NotificationFailedException>(() => Channel(port, MailSecurity.StartTls, seconds: 1).SendAsync(Messages.One, CancellationToken.None));
        Assert.Contains("did not answer within 1 s", late.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_is_no_failure_of_the_server()
    {
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        using var stop = new CancellationTokenSource();
        var sending = Channel(((System.Net.IPEndPoint)silent.LocalEndpoint).Port, MailSecurity.StartTls).SendAsync(Messages.One, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    private MailChannel Channel(MailPeer peer, MailSecurity security, string? user = null, string? password = null) => Channel(peer.Port, security, user, password);

    private MailChannel Channel(int port, MailSecurity security, string? user = null, string? password = null, int seconds = 30)
    {
        var mail = new MailSettings(
            "localhost", port, security, ServerTrust.OfFile(pki.CaFile), user, password is null ? null : new(password), "EdgeStock ward 3 <edgestock@hospital.example>", TimeSpan.FromSeconds(seconds));
        return new(mail, Messages.Settings(mail));
    }
}
