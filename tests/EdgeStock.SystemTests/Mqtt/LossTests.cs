using System.Net;
using System.Net.Sockets;
using EdgeStock.Mqtt;
using EdgeStock.SystemTests.Broker;
using static EdgeStock.SystemTests.Mqtt.LinkTests;

namespace EdgeStock.SystemTests.Mqtt;

public sealed class LossTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task The_will_is_published_when_the_client_dies_and_not_when_it_leaves()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var relay = new TestRelay(broker.Port);
        await using var sub = await MosquittoSub.StartAsync(broker, ["status/#"], "%t %p %C");
        var leaving = await ConnectAsync(broker.Client("leaving"), new Will(Text("status/leaving", "lost") with { Retain = true }, 0));
        await leaving.DisposeAsync();
        Assert.Equal("closed by this side", await leaving.Completion);

        var will = new Will(Text("status/dying", "lost") with { Retain = true, ContentType = "text/plain" }, 0);
        await using var dying = await ConnectAsync(broker.Client("dying") with { Port = relay.Port }, will);
        relay.Cut();

        await dying.Completion.WaitAsync(Until.Deadline);
        await sub.ReceivedAsync(1);
        Assert.Equal(["status/dying lost text/plain"], sub.Lines);
    }

    [Fact]
    public async Task A_second_client_of_the_same_id_ends_the_first_link()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var first = await ConnectAsync(broker.Client("twin"));

        await using var second = await ConnectAsync(broker.Client("twin"));

        await first.Completion.WaitAsync(Until.Deadline);
        Assert.True((await second.PublishAsync(Text("t", "x"), None)).IsAccepted);
    }

    [Fact]
    public async Task What_is_in_flight_when_the_broker_dies_faults_and_is_never_sent_behind_the_callers_back()
    {
        await using var broker = await TestBroker.StartAsync(new() { Persistence = true });
        var options = broker.Client("flight") with { SessionExpirySeconds = 3_600 };
        await using var link = await ConnectAsync(options);
        await broker.FreezeAsync();
        var inFlight = Enumerable.Range(0, 3 * link.Window).Select(n => link.PublishAsync(Text("t", $"{n}"), None)).ToList();
        await broker.KillAsync();

        foreach (var task in inFlight)
        {
            await Assert.ThrowsAsync<BrokerLostException>(() => task.WaitAsync(Until.Deadline));
        }

        await link.Completion.WaitAsync(Until.Deadline);
        await Assert.ThrowsAsync<BrokerLostException>(() => link.PublishAsync(Text("t", "after"), None).WaitAsync(Until.Deadline));
        await Assert.ThrowsAsync<BrokerLostException>(() => link.SubscribeAsync("t", 1, RetainHandling.Send, None).WaitAsync(Until.Deadline));
        await link.Inbound.Completion.WaitAsync(Until.Deadline);

        // the library keeps what it could not send and would send it at its own reconnect: a new handle knows nothing of it
        await broker.StartAgainAsync();
        await using var sub = await MosquittoSub.StartAsync(broker, ["t"], "%p");
        await using var next = await ConnectAsync(options);
        await next.PublishAsync(Text("t", "fresh"), None);
        await sub.ReceivedAsync(1);
        Assert.Equal(["fresh"], sub.Lines);
    }

    [Fact]
    public async Task What_the_broker_says_when_it_ends_the_connection_is_the_reason()
    {
        // DISCONNECT, session taken over; mosquitto 2.0.11 closes without saying it
        byte[] farewell = [0xE0, 0x02, 0x8E, 0x00];
        await using var broker = new RawBroker([.. RawBroker.Accepted, .. farewell]);

        await using var link = await ConnectAsync(new("127.0.0.1", broker.Port, "told"));

        Assert.Equal(
            "the broker ended the connection: session taken over by another client of the same id (0x8E)",
            await link.Completion.WaitAsync(Until.Deadline));
    }

    [Theory]
    [InlineData(0x86, "bad user name or password (0x86); check the user name and the password")]
    [InlineData(0x88, "server unavailable (0x88); wait")]
    [InlineData(0x85, "client id not valid (0x85); choose another client id")]
    public async Task A_refusal_is_told_in_words_with_the_next_step(byte reason, string text)
    {
        await using var broker = new RawBroker(0x20, 0x03, 0x00, reason, 0x00);

        var error = await Assert.ThrowsAsync<BrokerRefusedException>(() => ConnectAsync(new("127.0.0.1", broker.Port, "told")));

        Assert.Equal(reason, error.Reason);
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broker_that_names_no_receive_maximum_leaves_the_window_ours()
    {
        await using var broker = new RawBroker(RawBroker.Accepted);

        await using var link = await ConnectAsync(new("127.0.0.1", broker.Port, "free") { Window = 250 });

        Assert.Equal(250, link.Window);
    }

    [Fact]
    public async Task A_broker_that_falls_silent_is_given_up_by_keep_alive()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var link = await ConnectAsync(broker.Client("silent") with { KeepAlive = TimeSpan.FromSeconds(5) });

        await broker.FreezeAsync();

        Assert.Equal("the broker did not answer within the keep-alive time", await link.Completion.WaitAsync(Until.Deadline));
    }

    [Fact]
    public async Task A_caller_that_gives_up_leaves_the_link_and_its_window_intact()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var link = await ConnectAsync(broker.Client("patience") with { Window = 2 });
        await broker.FreezeAsync();
        using var patience = new CancellationTokenSource();
        var waiting = Enumerable.Range(0, 5).Select(_ => link.PublishAsync(Text("t", "x"), patience.Token)).ToList();

        await patience.CancelAsync();

        foreach (var task in waiting)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task.WaitAsync(Until.Deadline));
        }

        await broker.ThawAsync();
        for (var n = 0; n < 10; n++)
        {
            Assert.True((await link.PublishAsync(Text("t", "y"), None).WaitAsync(Until.Deadline)).IsAccepted);
        }
    }

    [Fact]
    public async Task A_wrong_password_is_refused_with_the_code_and_what_to_do()
    {
        await using var broker = await TestBroker.StartAsync(new() { User = "gw", Password = "right" });

        var refused = await Assert.ThrowsAsync<BrokerRefusedException>(() => ConnectAsync(broker.Client("gw") with { Password = "wrong" }));

        // mosquitto 2.0 says "not authorised" where others say "bad user name or password"
        Assert.True(refused.Reason is 0x86 or 0x87, refused.Message);
        Assert.Contains("check", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", refused.Message, StringComparison.Ordinal);
        await using var link = await ConnectAsync(broker.Client("gw"));
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_unreachable()
    {
        await using var broker = await TestBroker.StartAsync();
        await broker.StopAsync();

        var error = await Assert.ThrowsAsync<BrokerUnreachableException>(() => ConnectAsync(broker.Client("nobody")));

        Assert.Contains("refused", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_peer_that_accepts_and_says_nothing_is_given_up()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var options = new BrokerOptions("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, "mute") { ConnectTimeout = TimeSpan.FromMilliseconds(300) };

        var error = await Assert.ThrowsAsync<BrokerUnreachableException>(() => ConnectAsync(options).WaitAsync(Until.Deadline));

        Assert.Contains("no answer to CONNECT", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_attempt_can_be_cancelled()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var cancel = new CancellationTokenSource();
        var attempt = MosquittoLink.ConnectAsync(new("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, "mute"), null, TimeProvider.System, cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => attempt.WaitAsync(Until.Deadline));
    }
}
