using System.Diagnostics;
using EdgeStock.Mqtt;
using Microsoft.Extensions.Logging;

namespace EdgeStock.Tests.Mqtt;

public sealed class BrokerSessionTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2027, 1, 1, 6, 0, 0, TimeSpan.Zero);
    private readonly ManualTime time = new(Start);
    private readonly ScriptedDoor door = new();
    private readonly LogLines log = new();
    private readonly CancellationTokenSource stop = new();
    private readonly List<IBrokerLink> used = [];
    private BrokerSession? session;
    private Task run = Task.CompletedTask;
    private int wills;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await run.WaitAsync(TimeSpan.FromSeconds(30));
        stop.Dispose();
    }

    [Fact]
    public async Task A_session_goes_online_and_says_so_once()
    {
        door.Give(new ScriptedLink());

        Run();

        await StateAsync(BrokerState.Online);
        Assert.Equal(new BrokerStatus(BrokerState.Online, Start, null, 0), session!.Status);
        Assert.Equal([(LogLevel.Information, "Broker test broker is connected")], log.Lines);
    }

    [Fact]
    public async Task Attempts_go_on_with_growing_waits_and_the_outage_is_logged_at_its_two_ends_only()
    {
        door.NoAnswer("no route").NoAnswer("no route").Refuse(0x87).NoAnswer("no route").Give(new ScriptedLink());

        Run();

        double[] ceilings = [1, 2, 4, 8];
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            await UntilAsync(() => session!.Status.Attempts == attempt && time.Waits.Count == 1);
            Assert.Equal(BrokerState.Offline, session!.Status.State);
            Assert.Equal(attempt == 3 ? "refused 135" : "no route", session.Status.Reason);
            Assert.InRange(time.Waits[0].TotalSeconds, 0, ceilings[attempt - 1]);
            time.Advance(time.Waits[0]);
        }

        await StateAsync(BrokerState.Online);
        Assert.Equal(0, session!.Status.Attempts);
        Assert.Null(session.Status.Reason);
        Assert.Collection(
            log.Lines,
            begin => Assert.Equal((LogLevel.Warning, "Broker test broker is away: no route. Trying again until it is back"), begin),
            end => Assert.StartsWith("Broker test broker is connected; it was away for", end.Text, StringComparison.Ordinal));
        Assert.EndsWith("and 4 attempts failed", log.Lines[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_attempt_carries_a_new_will()
    {
        door.Refuse(0x86).Give(new ScriptedLink());

        Run();

        await UntilAsync(() => time.Waits.Count == 1);
        time.Advance(Backoff.Last);
        await StateAsync(BrokerState.Online);
        Assert.Equal(["session/1", "session/2"], door.Wills.Select(will => will!.Message.Topic));
    }

    [Fact]
    public async Task A_lost_link_ends_its_use_and_the_next_link_is_used_only_then()
    {
        var first = new ScriptedLink();
        var second = new ScriptedLink();
        door.Give(first).Give(second);
        var mayEnd = new TaskCompletionSource();
        Run(async (link, over) =>
        {
            await Task.WhenAny(Task.Delay(Timeout.Infinite, over));
            await (ReferenceEquals(link, first) ? mayEnd.Task : Task.CompletedTask);
        });
        await StateAsync(BrokerState.Online);

        first.Lose("the cable");
        time.Advance(Backoff.Last);
        Assert.Empty(time.Waits);
        Assert.Equal([first], used);

        mayEnd.SetResult();
        await UntilAsync(() => time.Waits.Count == 1);
        Assert.Equal((BrokerState.Offline, "the cable", 0), (session!.Status.State, session.Status.Reason, session.Status.Attempts));
        time.Advance(Backoff.Last);
        await UntilAsync(() => used.Count == 2);
        Assert.Same(second, used[1]);
    }

    [Fact]
    public async Task A_loss_while_publishing_is_an_outage_and_not_a_fault()
    {
        var link = new ScriptedLink { AutoAnswer = _ => null };
        door.Give(link);
        Run((l, _) => l.PublishAsync(new MqttMessage("t", default), CancellationToken.None));
        await UntilAsync(() => link.Published.Count == 1);

        link.Lose("the cable");

        await StateAsync(BrokerState.Offline);
        Assert.Equal("the cable", session!.Status.Reason);
        Assert.DoesNotContain(log.Lines, line => line.Level == LogLevel.Error);
    }

    [Fact]
    public async Task A_fault_of_the_user_is_logged_closes_the_link_and_the_session_goes_on()
    {
        var link = new ScriptedLink();
        door.Give(link).Give(new ScriptedLink());
        Run((l, over) => used.Count == 1 ? throw new InvalidDataException("bad row") : Task.Delay(Timeout.Infinite, over));

        await UntilAsync(() => time.Waits.Count == 1);
        Assert.True(link.Disconnected);
        Assert.Equal("publishing failed: bad row", session!.Status.Reason);
        Assert.Single(log.Lines, line => line.Level == LogLevel.Error);
        time.Advance(Backoff.Last);
        await UntilAsync(() => used.Count == 2);
    }

    [Fact]
    public async Task A_stop_lets_the_user_publish_its_last_messages_and_disconnects()
    {
        var link = new ScriptedLink { AutoAnswer = _ => null };
        door.Give(link);
        Run(async (l, over) =>
        {
            await Task.WhenAny(Task.Delay(Timeout.Infinite, over));
            Assert.True((await l.PublishAsync(new MqttMessage("status", default), CancellationToken.None)).IsAccepted);
        });
        await StateAsync(BrokerState.Online);

        await stop.CancelAsync();
        await UntilAsync(() => link.Published.Count == 1);
        await StateAsync(BrokerState.Draining);
        Assert.False(link.Completion.IsCompleted);
        link.Answer(0);

        await run.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(link.Disconnected);
        Assert.Equal((BrokerState.Offline, "stopped"), (session!.Status.State, session.Status.Reason));
        Assert.DoesNotContain(log.Lines, line => line.Level > LogLevel.Information);
    }

    [Fact]
    public async Task A_stop_does_not_wait_longer_than_the_drain_limit()
    {
        var link = new ScriptedLink { AutoAnswer = _ => null };
        door.Give(link);
        Run((l, _) => l.PublishAsync(new MqttMessage("status", default), CancellationToken.None));
        await UntilAsync(() => link.Published.Count == 1);

        await stop.CancelAsync();
        await UntilAsync(() => time.Waits.Count == 1);
        Assert.Equal([BrokerSession.DrainLimit], time.Waits);
        time.Advance(BrokerSession.DrainLimit);

        await run.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Contains(log.Lines, line => line.Level == LogLevel.Warning);
    }

    [Fact]
    public async Task A_stop_ends_a_wait_between_attempts_and_an_attempt_under_way()
    {
        door.NoAnswer();
        Run();
        await UntilAsync(() => time.Waits.Count == 1);
        await stop.CancelAsync();
        await run.WaitAsync(TimeSpan.FromSeconds(30));

        using var other = new CancellationTokenSource();
        var waiting = new BrokerSession(new ScriptedDoor().Door, () => null, (_, _) => Task.CompletedTask, time, log, 1);
        var attempt = waiting.RunAsync(other.Token);
        Assert.Equal(BrokerState.Probing, waiting.Status.State);
        await other.CancelAsync();
        await attempt.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(BrokerState.Offline, waiting.Status.State);
    }

    [Theory]
    [InlineData(29, 60)]
    [InlineData(30, 1)]
    public async Task Only_a_link_that_stood_for_half_a_minute_makes_the_waits_short_again(int stood, double ceiling)
    {
        var link = new ScriptedLink();
        for (var n = 0; n < 10; n++)
        {
            door.NoAnswer();
        }

        door.Give(link);
        Run();
        for (var n = 1; n <= 10; n++)
        {
            await UntilAsync(() => session!.Status.Attempts == n && time.Waits.Count == 1);
            time.Advance(time.Waits[0]);
        }

        await StateAsync(BrokerState.Online);
        time.Advance(TimeSpan.FromSeconds(stood));
        link.Lose("dropped");
        await UntilAsync(() => time.Waits.Count == 1);

        // seed 1 draws well above a second here, so that the two cases differ
        Assert.Equal(ceiling > 1, time.Waits[0] > TimeSpan.FromSeconds(1));
    }

    private void Run(Func<IBrokerLink, CancellationToken, Task>? online = null)
    {
        online ??= (link, over) => link.Completion.WaitAsync(over);
        session = new BrokerSession(
            door.Door,
            () => new Will(new MqttMessage($"session/{++wills}", default), 10),
            (link, over) =>
            {
                used.Add(link);
                return online(link, over);
            },
            time,
            log,
            jitterSeed: 1);
        run = session.RunAsync(stop.Token);
    }

    private Task StateAsync(BrokerState state) => UntilAsync(() => session!.Status.State == state);

    // the session's own steps run on the thread pool: the clock stands, so this waits for work under way and for nothing else
    private static async Task UntilAsync(Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), "not reached within 30 s");
            await Task.Delay(1);
        }
    }
}
