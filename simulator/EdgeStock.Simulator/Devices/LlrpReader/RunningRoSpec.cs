using EdgeStock.Llrp;

namespace EdgeStock.Simulator.Devices.LlrpReader;

/// <summary>
/// A ROSpec that the reader holds: Disabled, Inactive until its start trigger, Active until its inventories or its duration end.
/// Commands only nudge it: what it does next is decided in one place, its own task, whose faults show when it is disposed.
/// </summary>
internal sealed class RunningRoSpec(RoSpec spec, ReaderRadio radio, TimeProvider time) : IAsyncDisposable
{
    // an inventory without a duration looks through its antennas again and again, so long at each
    private static readonly TimeSpan OpenEndedDwell = TimeSpan.FromMilliseconds(500);

    // antennas that share a round too short for them still take their time
    private static readonly TimeSpan ShortestDwell = TimeSpan.FromMilliseconds(1);

    // a timer takes seven weeks at most, a start may be years away
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly Lock gate = new();
    private Action? disable;
    private Action? stopRound;
    private TaskCompletionSource startNow = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task running = Task.CompletedTask;

    public RoSpec Spec => spec with { State = State };

    public RoSpecState State { get; private set; }

    public void Enable()
    {
        lock (gate)
        {
            if (State == RoSpecState.Disabled)
            {
                State = RoSpecState.Inactive;
                var enabled = new CancellationTokenSource();
                disable = () => enabled.CancelAsync();
                startNow = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                running = RunAsync(running, enabled.Token);
            }
        }
    }

    public void Disable()
    {
        lock (gate)
        {
            State = RoSpecState.Disabled;
            disable?.Invoke();
        }
    }

    /// <summary>False when it is disabled.</summary>
    public bool Start()
    {
        lock (gate)
        {
            if (State == RoSpecState.Inactive)
            {
                startNow.TrySetResult();
            }

            return State != RoSpecState.Disabled;
        }
    }

    public void Stop()
    {
        lock (gate)
        {
            stopRound?.Invoke();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Disable();
        await running;
    }

    private async Task RunAsync(Task before, CancellationToken disabled)
    {
        await before;
        await Task.Yield();
        try
        {
            DateTimeOffset? due = spec.Start.Trigger switch
            {
                RoSpecStartTrigger.Immediate => time.GetUtcNow(),
                RoSpecStartTrigger.Periodic => FirstStart(),
                _ => null,
            };
            while (true)
            {
                await WaitForStartAsync(due, disabled);
                await RoundAsync(disabled);
                due = NextStart(due);
            }
        }
        catch (OperationCanceledException) when (disabled.IsCancellationRequested)
        {
            // disabled, deleted, or the reader is switched off
        }
    }

    private DateTimeOffset FirstStart()
    {
        var now = time.GetUtcNow();
        if (spec.Start.UtcMicroseconds is not { } utc || ReaderTime.Calendar(utc) is not { } origin)
        {
            return now + spec.Start.Offset;
        }

        var first = spec.Start.Offset < DateTimeOffset.MaxValue - origin ? origin + spec.Start.Offset : DateTimeOffset.MaxValue;
        return first >= now ? first : After(first, now);
    }

    private DateTimeOffset? NextStart(DateTimeOffset? last) => spec.Start.Trigger switch
    {
        RoSpecStartTrigger.Immediate => time.GetUtcNow(),
        RoSpecStartTrigger.Periodic when spec.Start.Period > TimeSpan.Zero && last is { } start => After(start, time.GetUtcNow()),
        _ => null,
    };

    // the next start on the grid of the period; those that a long round ran over are left out
    private DateTimeOffset After(DateTimeOffset start, DateTimeOffset now)
    {
        var period = spec.Start.Period;
        return period <= TimeSpan.Zero || now < start ? start : start + (period * (Math.Floor((now - start) / period) + 1));
    }

    private async Task WaitForStartAsync(DateTimeOffset? due, CancellationToken disabled)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(disabled);
        var elapsed = due is { } at ? UntilAsync(at, either.Token) : Task.Delay(Timeout.InfiniteTimeSpan, time, either.Token);
        await Task.WhenAny(elapsed, startNow.Task);
        await either.CancelAsync();
        disabled.ThrowIfCancellationRequested();
    }

    private async Task RoundAsync(CancellationToken disabled)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(disabled);
        lock (gate)
        {
            disabled.ThrowIfCancellationRequested();
            State = RoSpecState.Active;
            stopRound = () => stop.CancelAsync();
            startNow = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        using var turn = await radio.TurnOnAsync(disabled);
        radio.Tell(spec, RoSpecChange.Started);
        var report = radio.NewReport(spec);
        try
        {
            await InventoriesAsync(report, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // stopped on command: what was seen is reported all the same
        }

        lock (gate)
        {
            stopRound = null;
            State = disabled.IsCancellationRequested ? State : RoSpecState.Inactive;
        }

        if (spec.Report?.Trigger is RoReportTrigger.EndOfRoSpec or RoReportTrigger.EndOfAiSpec)
        {
            radio.Deliver(report);
        }

        radio.Tell(spec, RoSpecChange.Ended);
    }

    private async Task InventoriesAsync(RoundReport report, CancellationToken stop)
    {
        var cursor = time.GetUtcNow();
        var deadline = spec.StopAfter is { } longest ? cursor + longest : DateTimeOffset.MaxValue;
        foreach (var inventory in spec.Inventories)
        {
            var end = inventory.StopAfter is { } duration && duration < deadline - cursor ? cursor + duration : deadline;
            IReadOnlyList<ushort> antennas = inventory.Antennas is [0] ? radio.AllAntennas : inventory.Antennas;
            var share = (end - cursor) / antennas.Count;
            var dwell = end == DateTimeOffset.MaxValue ? OpenEndedDwell : share > ShortestDwell ? share : ShortestDwell;
            for (var i = 0; cursor < end; i = (i + 1) % antennas.Count)
            {
                // the last dwell takes what division left over
                var until = end - cursor < 1.5 * dwell ? end : cursor + dwell;
                await UntilAsync(until, stop);
                radio.Look(antennas[i], cursor, until - cursor, report);
                cursor = until;
                if (spec.Report is { TagLimit: > 0 } limit && report.Count >= limit.TagLimit)
                {
                    radio.Deliver(report);
                }
            }

            if (spec.Report?.Trigger == RoReportTrigger.EndOfAiSpec)
            {
                radio.Deliver(report);
            }
        }
    }

    private async Task UntilAsync(DateTimeOffset at, CancellationToken stop)
    {
        while (at - time.GetUtcNow() is { Ticks: > 0 } wait)
        {
            await Task.Delay(wait < LongestWait ? wait : LongestWait, time, stop);
        }

        stop.ThrowIfCancellationRequested();
    }
}
