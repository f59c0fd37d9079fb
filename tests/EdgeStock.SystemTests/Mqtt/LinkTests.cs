using System.Text;
using EdgeStock.Mqtt;
using EdgeStock.SystemTests.Broker;

namespace EdgeStock.SystemTests.Mqtt;

public sealed class LinkTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    internal static MqttMessage Text(string topic, string payload) => new(topic, Encoding.UTF8.GetBytes(payload));

    internal static Task<MosquittoLink> ConnectAsync(BrokerOptions options, Will? will = null) =>
        MosquittoLink.ConnectAsync(options, will, TimeProvider.System, None);

    [Fact]
    public async Task A_session_that_outlives_its_link_is_present_at_the_next_one()
    {
        await using var broker = await TestBroker.StartAsync();
        var options = broker.Client("keeper") with { SessionExpirySeconds = 3_600 };

        await using (var first = await ConnectAsync(options))
        {
            Assert.False(first.SessionPresent);
        }

        await using var second = await ConnectAsync(options);
        Assert.True(second.SessionPresent);
    }

    [Fact]
    public async Task The_window_is_the_lower_of_ours_and_the_brokers_receive_maximum()
    {
        await using var broker = await TestBroker.StartAsync(new() { Lines = ["max_inflight_messages 7"] });

        await using var narrowed = await ConnectAsync(broker.Client("wide") with { Window = 100 });
        await using var ours = await ConnectAsync(broker.Client("narrow") with { Window = 3 });

        Assert.Equal(7, narrowed.Window);
        Assert.Equal(3, ours.Window);
    }

    [Fact]
    public async Task Every_property_of_a_message_reaches_an_independent_subscriber()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var sub = await MosquittoSub.StartAsync(broker, ["room/#"], "%t|%p|%q|%C|%E|%R|%D|%P");
        await using var link = await ConnectAsync(broker.Client("props"));

        await link.PublishAsync(
            Text("room/förråd", "två") with
            {
                ContentType = "application/cloudevents+json",
                ExpirySeconds = 120,
                ResponseTopic = "reply/me",
                CorrelationData = Encoding.ASCII.GetBytes("corr-7"),
                UserProperties = [new("epoch", "1"), new("epoch", "2")],
            },
            None);

        await sub.ReceivedAsync(1);
        Assert.Equal("room/förråd|två|1|application/cloudevents+json|120|reply/me|corr-7|epoch:1 epoch:2", sub.Lines[0]);
    }

    [Fact]
    public async Task The_answer_tells_taken_from_nobody_there_from_not_allowed()
    {
        await using var broker = await TestBroker.StartAsync(new() { Acl = "topic readwrite ok/#\n" });
        await using var sub = await MosquittoSub.StartAsync(broker, ["ok/heard"]);
        await using var link = await ConnectAsync(broker.Client("acks"));

        Assert.Equal(new PubAck(0x00), await link.PublishAsync(Text("ok/heard", "a"), None));

        var unheard = await link.PublishAsync(Text("ok/unheard", "b"), None);
        Assert.True(unheard is { Reason: 0x10, IsAccepted: true, HadNoSubscriber: true });

        var denied = await link.PublishAsync(Text("forbidden", "c"), None);
        Assert.True(denied is { Reason: 0x87, IsAccepted: false });

        // a refusal does not end the link
        Assert.Equal(new PubAck(0x00), await link.PublishAsync(Text("ok/heard", "d"), None));
    }

    [Fact]
    public async Task A_message_larger_than_the_broker_takes_is_answered_as_the_broker_would()
    {
        await using var broker = await TestBroker.StartAsync(new() { Lines = ["max_packet_size 1000"] });
        await using var link = await ConnectAsync(broker.Client("large") with { Window = 1 });

        var large = await link.PublishAsync(new MqttMessage("t", new byte[2_000]), None);
        var small = await link.PublishAsync(new MqttMessage("t", new byte[200]), None);

        Assert.Equal(0x95, large.Reason);
        Assert.True(small.IsAccepted);
    }

    [Fact]
    public async Task A_message_of_quality_0_is_done_when_it_is_written()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var sub = await MosquittoSub.StartAsync(broker, ["beat"], "%p %q");
        await using var link = await ConnectAsync(broker.Client("beat") with { Window = 2 });

        for (var n = 0; n < 10; n++)
        {
            Assert.True((await link.PublishAsync(Text("beat", $"{n}") with { Qos = 0 }, None)).IsAccepted);
        }

        await sub.ReceivedAsync(10);
        Assert.Equal(Enumerable.Range(0, 10).Select(n => $"{n} 0"), sub.Lines);
    }

    [Fact]
    public async Task A_request_arrives_with_all_that_is_needed_to_answer_it()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var server = await ConnectAsync(broker.Client("server"));
        await using var client = await ConnectAsync(broker.Client("client"));
        await server.SubscribeAsync("command/+", 1, RetainHandling.DoNotSend, None);

        await client.PublishAsync(
            Text("command/ping", "{}") with
            {
                ExpirySeconds = 60,
                ContentType = "application/json",
                ResponseTopic = "reply/client",
                CorrelationData = new byte[] { 0, 1, 255 },
                UserProperties = [new("role", "a"), new("role", "b"), new("tom", "")],
            },
            None);

        var request = await server.Inbound.ReadAsync(new CancellationTokenSource(Until.Deadline).Token);
        Assert.Equal(("command/ping", "{}", 1, false), (request.Topic, Encoding.UTF8.GetString(request.Payload.Span), request.Qos, request.Retain));
        Assert.Equal(("reply/client", "application/json"), (request.ResponseTopic, request.ContentType));
        Assert.Equal([0, 1, 255], request.CorrelationData.ToArray());
        Assert.InRange(request.ExpirySeconds ?? 0, 1u, 60u);
        Assert.Equal([new("role", "a"), new("role", "b"), new("tom", "")], request.UserProperties);
    }

    [Fact]
    public async Task Retained_state_reaches_a_late_subscriber_and_an_empty_message_removes_it()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var link = await ConnectAsync(broker.Client("state"));
        await link.PublishAsync(Text("bin/a-01", "14") with { Retain = true }, None);

        await using (var late = await MosquittoSub.StartAsync(broker, ["bin/#"], "%t %p %r"))
        {
            await late.ReceivedAsync(1);
            Assert.Equal("bin/a-01 14 1", late.Lines[0]);
        }

        await link.PublishAsync(Text("bin/a-01", "") with { Retain = true }, None);
        await link.PublishAsync(Text("bin/b-01", "3") with { Retain = true }, None);
        await using var later = await MosquittoSub.StartAsync(broker, ["bin/#"]);
        await later.ReceivedAsync(1);
        Assert.Equal(["bin/b-01 3"], later.Lines);
    }

    [Fact]
    public async Task Commands_that_were_retained_are_not_delivered_when_asked_so()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var other = await ConnectAsync(broker.Client("other"));
        await other.PublishAsync(Text("command/stale", "x") with { Retain = true }, None);

        await using var link = await ConnectAsync(broker.Client("server"));
        await link.SubscribeAsync("command/+", 1, RetainHandling.DoNotSend, None);
        await other.PublishAsync(Text("command/fresh", "y"), None);

        // had the retained one been sent, it would stand before this
        Assert.Equal("command/fresh", (await link.Inbound.ReadAsync(new CancellationTokenSource(Until.Deadline).Token)).Topic);
    }

    [Fact]
    public async Task A_filter_that_is_none_is_refused_and_the_link_stands()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var link = await ConnectAsync(broker.Client("filters"));

        await Assert.ThrowsAsync<ArgumentException>(() => link.SubscribeAsync("a/#/b", 1, RetainHandling.Send, None));

        Assert.True((await link.PublishAsync(Text("t", "1"), None)).IsAccepted);
    }

    [Fact]
    public async Task Calls_within_the_window_arrive_in_their_order()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var sub = await MosquittoSub.StartAsync(broker, ["seq"], "%p");
        await using var link = await ConnectAsync(broker.Client("order"));
        Assert.True(link.Window >= 10);

        for (var batch = 0; batch < 20; batch++)
        {
            await Task.WhenAll(Enumerable.Range(batch * 10, 10).Select(n => link.PublishAsync(Text("seq", $"{n}"), None)));
        }

        await sub.ReceivedAsync(200);
        Assert.Equal(Enumerable.Range(0, 200).Select(n => $"{n}"), sub.Lines);
    }

    [Fact]
    public async Task More_callers_than_the_window_are_all_served()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var sub = await MosquittoSub.StartAsync(broker, ["many"], "%p");
        await using var link = await ConnectAsync(broker.Client("many") with { Window = 4 });

        var acks = await Task.WhenAll(Enumerable.Range(0, 500).Select(n => Task.Run(() => link.PublishAsync(Text("many", $"{n}"), None))));

        Assert.All(acks, ack => Assert.True(ack.IsAccepted));
        await sub.ReceivedAsync(500);
        Assert.Equal(Enumerable.Range(0, 500), sub.Lines.Select(int.Parse).Order());
    }

    [Fact]
    public async Task What_follows_an_answer_never_runs_on_the_loop_thread()
    {
        // there it would hold the library's callback lock, and disposing would wait for itself
        await using var broker = await TestBroker.StartAsync();
        var link = await ConnectAsync(broker.Client("threads"));

        var names = new List<string?>();
        for (var n = 0; n < 50; n++)
        {
            names.Add(await ContinuedOn(link.PublishAsync(Text("t", "1"), None)));
        }

        names.Add(await ContinuedOn(link.SubscribeAsync("t", 1, RetainHandling.Send, None)));
        await link.DisposeAsync().AsTask().WaitAsync(Until.Deadline);
        Assert.DoesNotContain("mqtt threads", names);

        static Task<string?> ContinuedOn(Task task) => task.ContinueWith(
            _ => Thread.CurrentThread.Name, None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    [Fact]
    public async Task Messages_that_nobody_takes_are_dropped_and_counted_and_the_link_goes_on()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var link = await ConnectAsync(broker.Client("slow"));
        await link.SubscribeAsync("flood", 0, RetainHandling.Send, None);

        for (var batch = 0; batch < 15; batch++)
        {
            await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => link.PublishAsync(Text("flood", "x"), None)));
        }

        await Until.TrueAsync(() => link.InboundDropped == 500, "500 messages dropped");
        Assert.Equal(1_000, link.Inbound.Count);
    }
}
