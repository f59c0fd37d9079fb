using System.Collections.Concurrent;
using System.Globalization;
using EdgeStock.Mqtt;
using EdgeStock.SystemTests.Broker;
using Microsoft.Extensions.Logging.Abstractions;
using static EdgeStock.SystemTests.Mqtt.LinkTests;

namespace EdgeStock.SystemTests.Mqtt;

public sealed class SessionTests
{
    [Fact]
    public async Task Two_thousand_rows_all_arrive_though_the_broker_restarts_four_times()
    {
        const int Rows = 2_000;
        const int Window = 100;
        await using var broker = await TestBroker.StartAsync(new() { Persistence = true, Lines = [$"max_inflight_messages {Window}"] });
        await using var sub = await MosquittoSub.StartAsync(broker, ["outbox"], "%p", persistentId: "observer");

        // the first four links each get through a sixth of the rows; then the broker is held, a whole window goes out, and so it ends
        var frozen = 0;
        var pump = new OutboxPump("outbox", Rows, async (pump, row) =>
        {
            if (pump.Links <= 4 && row == pump.Links * (Rows / 6))
            {
                await broker.FreezeAsync();
                Volatile.Write(ref frozen, pump.Links);
            }
        });
        var options = broker.Client("gateway") with { SessionExpirySeconds = 3_600, Window = Window };
        await using var session = Running.Start(options, () => null, async (link, over) =>
        {
            var work = pump.RunAsync(link, over);
            if (pump.Links <= 4)
            {
                await Until.TrueAsync(() => Volatile.Read(ref frozen) == pump.Links && pump.InFlight == Window, "a full window in flight at a broker on hold");
                await broker.StopAsync();
                await broker.StartAgainAsync();
            }

            await work;
        });

        await pump.Finished.Task.WaitAsync(TimeSpan.FromSeconds(120));
        await Until.TrueAsync(() => sub.Lines.Distinct().Count() == Rows, $"every row at the subscriber; there are {sub.Lines.Distinct().Count()} of {Rows}", TimeSpan.FromSeconds(60));
        Assert.Equal(5, pump.Links);
        Assert.Equal(Enumerable.Range(0, Rows), sub.Lines.Select(line => int.Parse(line, CultureInfo.InvariantCulture)).Distinct().Order());
    }

    [Fact]
    public async Task A_broker_killed_and_restarted_gets_a_new_link_with_a_new_will()
    {
        await using var broker = await TestBroker.StartAsync();
        var numbers = 0;
        var links = new ConcurrentQueue<IBrokerLink>();
        await using var session = Running.Start(
            broker.Client("phoenix"),
            () => new Will(Text("status", $"session {++numbers} lost") with { Retain = true }, 0),
            async (link, over) =>
            {
                links.Enqueue(link);
                await link.Completion.WaitAsync(over);
            });
        await Until.TrueAsync(() => links.Count == 1, "a first link");

        await broker.KillAsync();
        await Until.TrueAsync(() => session.Status.State is BrokerState.Offline or BrokerState.Probing && session.Status.Attempts > 0, "an attempt that failed");
        Assert.Contains("refused", session.Status.Reason, StringComparison.OrdinalIgnoreCase);
        await broker.StartAgainAsync();
        await Until.TrueAsync(() => links.Count == 2 && session.Status.State == BrokerState.Online, "a second link");
        Assert.Null(session.Status.Reason);

        // the will that stands is that of the second link
        await using var sub = await MosquittoSub.StartAsync(broker, ["status"], "%p");
        await using var usurper = await ConnectAsync(broker.Client("phoenix"));
        await sub.ReceivedAsync(1);
        Assert.Equal("session 2 lost", sub.Lines[0]);
    }

    [Fact]
    public async Task A_wrong_password_is_tried_again_until_it_is_right()
    {
        await using var broker = await TestBroker.StartAsync(new() { User = "gw", Password = "right" });
        var options = broker.Client("retry");
        var attempts = 0;
        var real = BrokerDoor.Mosquitto(options, TimeProvider.System);
        var wrong = BrokerDoor.Mosquitto(options with { Password = "wrong" }, TimeProvider.System);
        var door = real with { Connect = (will, cancel) => (++attempts <= 2 ? wrong : real).Connect(will, cancel) };

        await using var session = Running.Start(door, () => null, (link, over) => link.Completion.WaitAsync(over));

        await Until.TrueAsync(() => session.Status.State == BrokerState.Online, "online after two refusals");
        Assert.Equal(3, attempts);
    }

    [Fact]
    public async Task A_stop_lets_the_last_message_out_and_leaves_without_the_will()
    {
        await using var broker = await TestBroker.StartAsync();
        await using var sub = await MosquittoSub.StartAsync(broker, ["status"], "%p");
        var online = new TaskCompletionSource();
        var session = Running.Start(
            broker.Client("polite"),
            () => new Will(Text("status", "lost"), 0),
            async (link, over) =>
            {
                online.TrySetResult();
                await Task.WhenAny(Task.Delay(Timeout.Infinite, over));
                await link.PublishAsync(Text("status", "shutdown"), CancellationToken.None);
            });
        await online.Task.WaitAsync(Until.Deadline);

        await session.DisposeAsync();

        await using var after = await ConnectAsync(broker.Client("after"));
        await after.PublishAsync(Text("status", "end"), CancellationToken.None);
        await sub.FirstAsync(line => line == "end");
        Assert.Equal(["shutdown", "end"], sub.Lines);
    }

    /// <summary>A session that runs until it is disposed, then stops in order.</summary>
    private sealed class Running(BrokerSession session, CancellationTokenSource stop, Task run) : IAsyncDisposable
    {
        public BrokerStatus Status => session.Status;

        public static Running Start(BrokerOptions options, Func<Will?> will, Func<IBrokerLink, CancellationToken, Task> online) =>
            Start(BrokerDoor.Mosquitto(options, TimeProvider.System), will, online);

        public static Running Start(BrokerDoor door, Func<Will?> will, Func<IBrokerLink, CancellationToken, Task> online)
        {
            var stop = new CancellationTokenSource();
            var session = new BrokerSession(door, will, online, TimeProvider.System, NullLogger.Instance, 1);
            return new(session, stop, session.RunAsync(stop.Token));
        }

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await run.WaitAsync(Until.Deadline);
            stop.Dispose();
        }
    }
}
