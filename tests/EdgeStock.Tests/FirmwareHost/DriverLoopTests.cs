using System.Collections.Concurrent;
using System.Net.Sockets;
using EdgeStock.FirmwareHost.Drivers;
using EdgeStock.Tests.Mqtt;
using EdgeStock.Wire;
using Microsoft.Extensions.Logging;

namespace EdgeStock.Tests.FirmwareHost;

public sealed class DriverLoopTests : IDisposable
{
    private readonly ManualClock clock = new();
    private readonly Sink sink = new();
    private readonly EventIds log = new();
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<TimeSpan> starts = new();
    private long errors;

    public void Dispose()
    {
        stop.Cancel();
        stop.Dispose();
    }

    [Fact]
    public async Task A_lost_device_is_told_once_with_its_reason_and_tried_with_growing_waits()
    {
        errors = 3;
        _ = Start((_, _) => throw new IOException("cable out"));
        await Pump(() => starts.Count >= 10, TimeSpan.FromSeconds(0.25));

        var down = sink.Of<DeviceLine>()[0];
        Assert.Equal(("down", "cable out", 3L), (down.State, down.Reason, down.Errors));
        Assert.Equal(1, sink.Of<DeviceLine>().Count(line => line.At < ManualClock.Start.AddMinutes(1)));
        var waits = starts.Zip(starts.Skip(1), (a, b) => b - a).ToList();
        Assert.InRange(waits[0].TotalSeconds, 0.25, 1);
        Assert.InRange(waits[^1].TotalSeconds, 15, 31);
        Assert.Equal([101], log.Ids.Where(id => id < 104));
    }

    [Fact]
    public async Task A_device_that_comes_back_is_logged_at_the_end_of_its_fault()
    {
        _ = Start(async (emit, cancel) =>
        {
            if (starts.Count <= 3)
            {
                throw new SocketException((int)SocketError.ConnectionRefused);
            }

            emit(Up());
            await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
        });
        await Pump(() => sink.Of<DeviceLine>().Any(line => line.State == "up"), TimeSpan.FromSeconds(0.25));

        Assert.Equal(["down", "up"], sink.Of<DeviceLine>().Select(line => line.State));
        Assert.Equal([101, 102], log.Ids);
    }

    [Fact]
    public async Task The_current_state_is_repeated_once_a_minute()
    {
        _ = Start(async (emit, cancel) =>
        {
            emit(Up());
            await Task.Delay(TimeSpan.FromSeconds(150), clock, cancel);
            throw new IOException("gone");
        });
        await Pump(() => clock.Elapsed >= TimeSpan.FromSeconds(149), TimeSpan.FromSeconds(1));

        Assert.Equal([0.0, 60, 120], sink.Of<DeviceLine>().Select(line => (line.At - ManualClock.Start).TotalSeconds));
        Assert.All(sink.Of<DeviceLine>(), line => Assert.Equal("up", line.State));
        await Pump(() => clock.Elapsed >= TimeSpan.FromSeconds(150.5), TimeSpan.FromSeconds(0.1));
        await Eventually.True(() => sink.Of<DeviceLine>().Any(line => line is { State: "down", Reason: "gone" }), "the down line");
    }

    [Fact]
    public async Task A_device_never_heard_is_repeated_as_down_so_that_its_silence_is_no_secret()
    {
        _ = Start((_, cancel) => Task.Delay(Timeout.InfiniteTimeSpan, cancel));
        await Pump(() => sink.Of<DeviceLine>().Count == 1, TimeSpan.FromSeconds(10), waits: 1);

        Assert.Equal("down", sink.Of<DeviceLine>()[0].State);
    }

    [Fact]
    public async Task However_much_a_device_says_its_state_is_a_line_that_the_gateway_takes()
    {
        _ = Start((emit, _) =>
        {
            emit(Up() with { Reason = new string('å', 60_000) });
            throw new IOException(new string('ö', 60_000));
        });
        await Eventually.True(() => sink.Lines.Count == 2, "both lines");

        Assert.Equal(["up", "down"], sink.Of<DeviceLine>().Select(line => line.State));
        Assert.All(sink.Lines, line => Assert.InRange(LineCodec.ToUtf8(line).Length, 500, 5000));
    }

    [Fact]
    public async Task A_broken_driver_is_a_lost_device_and_an_error_in_the_log()
    {
        _ = Start((_, _) => throw new InvalidOperationException("defect"));
        await Pump(() => starts.Count >= 3, TimeSpan.FromSeconds(0.25));

        Assert.Contains("defect", sink.Of<DeviceLine>()[0].Reason, StringComparison.Ordinal);
        Assert.Equal([103], log.Ids);
    }

    [Fact]
    public async Task A_driver_that_cannot_be_made_does_not_end_the_host()
    {
        var loop = new DriverLoop("reader-1", _ => throw new NotSupportedException("not built in yet"), sink.Emit, clock, log);
        _ = loop.RunAsync(stop.Token);
        await Eventually.True(() => sink.Lines.Count == 1, "the down line");

        Assert.Contains("not built in yet", sink.Of<DeviceLine>()[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_ends_when_the_host_stops_whether_waiting_or_serving()
    {
        var serving = Start((_, cancel) => Task.Delay(Timeout.InfiniteTimeSpan, cancel));
        var waiting = Start((_, _) => throw new IOException("cable out"));
        await Eventually.True(() => sink.Lines.Count == 1, "the down line");

        await stop.CancelAsync();

        await Task.WhenAll(serving, waiting).WaitAsync(Eventually.Deadline);

        // a stop is no fault: nothing more is said of either device
        Assert.Single(sink.Lines);
        Assert.Equal([101], log.Ids);
    }

    [Fact]
    public async Task Inputs_that_fail_are_logged_when_they_begin_and_when_they_have_ended_for_a_minute()
    {
        _ = Start((_, cancel) => Task.Delay(Timeout.InfiniteTimeSpan, cancel));
        var beats = 0;
        foreach (var (more, ids) in new (long, int[])[] { (0, []), (2, [104]), (5, [104]), (0, [104, 105]), (0, [104, 105]), (1, [104, 105, 104]) })
        {
            Interlocked.Add(ref errors, more);
            await Eventually.True(() => clock.Waiting == 1, "the wait for the next beat");
            clock.Advance(DriverLoop.HeartbeatInterval);
            beats++;
            await Eventually.True(() => sink.Lines.Count == beats && clock.Waiting == 1, "a beat");
            Assert.Equal(ids, log.Ids);
        }
    }

    [Fact]
    public async Task A_reason_that_is_a_whole_sentence_has_one_full_stop_in_the_log()
    {
        var told = new LogLines();
        var loop = new DriverLoop("reader-1", emit => new ScriptedDriver(emit, _ => throw new IOException("It is lost. See the cable."), () => 0), sink.Emit, clock, told);
        _ = loop.RunAsync(stop.Token);
        await Eventually.True(() => told.Lines.Any(), "the log");

        Assert.Contains("See the cable. It is tried again", told.Lines.Single().Text, StringComparison.Ordinal);
    }

    private Task Start(Func<Action<SampleLine>, CancellationToken, Task> run)
    {
        var loop = new DriverLoop("scale-01", emit => new ScriptedDriver(emit, cancel =>
        {
            starts.Enqueue(clock.Elapsed);
            return run(emit, cancel);
        }, () => Interlocked.Read(ref errors)), sink.Emit, clock, log);
        return loop.RunAsync(stop.Token);
    }

    // advances only while all of the loop's waits stand, so that none is armed late
    private Task Pump(Func<bool> until, TimeSpan step, int waits = 2) => Eventually.True(
        () =>
        {
            var done = until();
            if (!done && clock.Waiting == waits)
            {
                clock.Advance(step);
            }

            return done;
        },
        "the awaited state");

    private DeviceLine Up() => new("up") { At = clock.GetUtcNow(), Device = "scale-01" };

    private sealed class ScriptedDriver(Action<SampleLine> emit, Func<CancellationToken, Task> run, Func<long> errors) : IDriver
    {
        public Action<SampleLine> Emit { get; } = emit;

        public string Device => "scale-01";

        public long Errors => errors();

        public Task RunAsync(CancellationToken stop) => run(stop);
    }

    private sealed class EventIds : ILogger
    {
        private readonly ConcurrentQueue<int> ids = new();

        public IReadOnlyList<int> Ids => [.. ids];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => ids.Enqueue(eventId.Id);
    }
}
