using System.Security.Authentication;
using EdgeStock.Mqtt;
using EdgeStock.SystemTests.Broker;
using static EdgeStock.SystemTests.Mqtt.LinkTests;

namespace EdgeStock.SystemTests.Mqtt;

public sealed class TlsTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    // with TLS 1.3 the broker judges our certificate after our handshake is done: its alert can be overrun by the reset that follows
    private const string AlertLost = "check that the broker accepts this gateway's certificate";

    private readonly TestPki pki = new("hospital");
    private readonly TestPki stranger = new("stranger");

    public void Dispose()
    {
        pki.Dispose();
        stranger.Dispose();
    }

    [Fact]
    public async Task A_certificate_lets_a_gateway_in_and_its_common_name_says_what_it_may_write()
    {
        await using var broker = await StartAsync("pattern write edgestock/%u/#\nuser observer\ntopic read #\n");
        await using var sub = await MosquittoSub.StartAsync(broker, ["#"]);
        await using var link = await ConnectAsync(Client(broker, pki.Issue("ward-3")));

        Assert.Equal(0x00, (await link.PublishAsync(Text("edgestock/ward-3/status", "mine"), None)).Reason);
        Assert.Equal(0x87, (await link.PublishAsync(Text("edgestock/ward-4/status", "not mine"), None)).Reason);

        await sub.ReceivedAsync(1);
        Assert.Equal(["edgestock/ward-3/status mine"], sub.Lines);
    }

    [Fact]
    public async Task A_burst_over_tls_is_read_to_its_end()
    {
        // a TLS record holds many packets: what the library has decrypted and not yet handled no poll reports
        await using var broker = await StartAsync();
        await using var receiver = await ConnectAsync(Client(broker, pki.Issue("receiver")) with { KeepAlive = TimeSpan.Zero });
        await using var sender = await ConnectAsync(Client(broker, pki.Issue("sender")) with { KeepAlive = TimeSpan.Zero });
        await receiver.SubscribeAsync("burst", 1, RetainHandling.Send, None);

        for (var round = 0; round < 20; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 40).Select(n => sender.PublishAsync(Text("burst", $"{n}"), None))).WaitAsync(Until.Deadline);
            for (var n = 0; n < 40; n++)
            {
                await receiver.Inbound.ReadAsync(new CancellationTokenSource(Until.Deadline).Token);
            }
        }
    }

    [Fact]
    public async Task A_client_without_a_certificate_is_turned_away_and_told_why() =>
        await RefusedAsync(options => options with { Tls = new TlsOptions(pki.CaFile) }, "certificate required", AlertLost);

    [Fact]
    public async Task A_client_certificate_of_another_authority_is_turned_away_and_told_why()
    {
        var other = stranger.Issue("ward-3");
        await RefusedAsync(
            options => options with { Tls = new TlsOptions(pki.CaFile) { CertificateFile = other.CertificateFile, KeyFile = other.KeyFile } },
            "unknown ca",
            AlertLost);
    }

    [Fact]
    public async Task A_broker_of_an_unknown_authority_is_not_trusted() =>
        await RefusedAsync(options => options with { Tls = options.Tls! with { CaFile = stranger.CaFile } }, "certificate verify failed");

    [Fact]
    public async Task A_broker_under_another_name_than_its_certificates_is_not_trusted() =>
        await RefusedAsync(options => options with { Host = "127.0.0.1" }, "host name", "hostname", "certificate verify failed");

    [Theory]
    [InlineData(false, "no answer to CONNECT")]
    [InlineData(true, "protocol version")]
    public async Task A_server_of_tls_1_2_is_spoken_to_unless_1_3_is_required(bool required, string outcome)
    {
        // it does the handshake and then says nothing, which is how far the first case gets
#pragma warning disable CA5398 // the version is what is tested
        using var server = new TlsServer(pki.Broker, SslProtocols.Tls12);
#pragma warning restore CA5398
        var options = new BrokerOptions("localhost", server.Port, "versions")
        {
            ConnectTimeout = TimeSpan.FromSeconds(2),
            Tls = new TlsOptions(pki.CaFile) { RequireTls13 = required },
        };

        var error = await Assert.ThrowsAsync<BrokerUnreachableException>(() => ConnectAsync(options));

        Assert.Contains(outcome, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_missing_is_named()
    {
        await using var broker = await StartAsync();
        var options = Client(broker, pki.Issue("ward-3"));

        var error = await Assert.ThrowsAsync<BrokerUnreachableException>(() =>
            ConnectAsync(options with { Tls = options.Tls! with { KeyFile = "/nowhere/ward-3.key" } }));

        Assert.Contains("/nowhere/ward-3.key", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_encrypted_key_is_refused_rather_than_asked_for_on_the_terminal()
    {
        await using var broker = await StartAsync();

        await Assert.ThrowsAsync<BrokerUnreachableException>(() =>
            ConnectAsync(Client(broker, pki.Issue("ward-3", passPhrase: "sesame"))).WaitAsync(Until.Deadline));
    }

    private static BrokerOptions Client(TestBroker broker, CertificateFiles own) => new("localhost", broker.Port, own.CertificateFile.Split('/')[^1])
    {
        Tls = new TlsOptions(broker.Options.Tls!.CaFile) { CertificateFile = own.CertificateFile, KeyFile = own.KeyFile },
    };

    private Task<TestBroker> StartAsync(string? acl = null) => TestBroker.StartAsync(new() { Tls = pki, ClientCertificates = true, Acl = acl });

    private async Task RefusedAsync(Func<BrokerOptions, BrokerOptions> change, params string[] causes)
    {
        await using var broker = await StartAsync();

        var error = await Assert.ThrowsAsync<BrokerUnreachableException>(() => ConnectAsync(change(Client(broker, pki.Issue("ward-3")))));

        Assert.True(causes.Any(cause => error.Message.Contains(cause, StringComparison.OrdinalIgnoreCase)), error.Message);
    }
}
