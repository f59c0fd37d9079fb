using System.Globalization;

namespace EdgeStock.Wire;

/// <summary>
/// A clock that runs a whole number of times faster than the real one, shared by every process of a demonstration through
/// the environment: <c>EDGESTOCK_CLOCK=ORIGIN*SPEED</c>, ORIGIN a UTC instant at which both clocks agree. At speed 1 it is the real clock.
/// </summary>
public sealed class ScaledClock : TimeProvider
{
    /// <summary>The environment variable that carries the clock to every process of a demonstration.</summary>
    public const string Variable = "EDGESTOCK_CLOCK";

    private readonly DateTimeOffset origin;
    private readonly int speed;

    private ScaledClock(DateTimeOffset origin, int speed) => (this.origin, this.speed) = (origin, speed);

    /// <summary>The clock of this process: the system's, or the scaled one that the environment names.</summary>
    /// <exception cref="FormatException">The variable is set but is not ORIGIN*SPEED.</exception>
    public static TimeProvider FromEnvironment()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } text)
        {
            return System;
        }

        var star = text.IndexOf('*', StringComparison.Ordinal);
        if (star < 0 || !LineCodec.TryParseInstant(text[..star], out var origin)
            || !int.TryParse(text[(star + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var speed) || speed is < 1 or > 100)
        {
            throw new FormatException($"{Variable}={text}: expected an instant and a speed from 1 to 100, such as 2026-03-02T06:00:00Z*4");
        }

        return speed == 1 ? System : new ScaledClock(origin, speed);
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => origin + ((System.GetUtcNow() - origin) * speed);

    /// <inheritdoc/>
    public override long TimestampFrequency => System.TimestampFrequency / speed;

    /// <inheritdoc/>
    public override long GetTimestamp() => System.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new ScaledTimer(System.CreateTimer(callback, state, Scale(dueTime), Scale(period)), this);

    private TimeSpan Scale(TimeSpan span) => span <= TimeSpan.Zero ? span : TimeSpan.FromTicks(Math.Max(span.Ticks / speed, TimeSpan.TicksPerMillisecond));

    /// <summary>A timer that stays scaled when it is set anew.</summary>
    private sealed class ScaledTimer(ITimer timer, ScaledClock clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.Scale(dueTime), clock.Scale(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
