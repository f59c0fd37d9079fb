namespace EdgeStock.Tests.Mqtt;

/// <summary>A clock that stands still until a test moves it; timers due on the way fire in their order.</summary>
public sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<ManualTimer> timers = [];
    private DateTimeOffset now = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Timers that wait, with the time until each is due.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (gate)
            {
                return [.. timers.Select(timer => timer.Due - now).Order()];
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock.</summary>
    public void Advance(TimeSpan by)
    {
        var target = GetUtcNow() + by;
        while (Next(target) is { } due)
        {
            due.Fire();
        }

        lock (gate)
        {
            now = target;
        }
    }

    private ManualTimer? Next(DateTimeOffset target)
    {
        lock (gate)
        {
            var due = timers.Where(timer => timer.Due <= target).MinBy(timer => timer.Due);
            if (due is not null)
            {
                now = due.Due > now ? due.Due : now;
                timers.Remove(due);
            }

            return due;
        }
    }

    private sealed class ManualTimer(ManualTime owner, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Assert.True(period <= TimeSpan.Zero || period == Timeout.InfiniteTimeSpan, "periodic timers are not modelled");
            lock (owner.gate)
            {
                owner.timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = owner.now + dueTime;
                    owner.timers.Add(this);
                }
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
