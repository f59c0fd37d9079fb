namespace EdgeStock.Domain;

/// <summary>What a climate channel's estimator must remember over a restart.</summary>
public sealed record ClimateMemory(
    IReadOnlyList<double> Recent, DateTimeOffset? LastAt, double LastRaw, int Repeats, int BadInRow, TimeSpan Quiet,
    SensorFault Fault, ClimateState State, DateTimeOffset? OnsetAt, ClimateState Pending, DateTimeOffset? ReturnAt, long Refused)
{
    /// <summary>Before the first value.</summary>
    public static ClimateMemory Empty { get; } = new([], null, 0, 0, 0, TimeSpan.Zero, SensorFault.Ok, ClimateState.Ok, null, ClimateState.Ok, null, 0);
}

/// <summary>
/// One channel of a climate point, the simple way: bad values are left out, the median of three holds off a single spike, a deadband
/// stands before the delay, and the hold time is counted on values only: a gap neither advances nor resets it.
/// A sensor that is stuck, silent or says what cannot be is a fault of its own.
/// </summary>
internal sealed class ClimateEstimator
{
    private static readonly TimeSpan OffDelay = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ClockStep = TimeSpan.FromMinutes(1);

    private readonly string room;
    private readonly string point;
    private readonly ClimateChannel channel;
    private readonly Queue<double> recent = new();
    private readonly int stuckAfter;
    private DateTimeOffset? lastAt;
    private double lastRaw;
    private int repeats;
    private int badInRow;
    private TimeSpan quiet;
    private SensorFault fault;
    private ClimateState state;
    private ClimateState pending;
    private DateTimeOffset? onsetAt;
    private DateTimeOffset? returnAt;
    private long refused;

    public ClimateEstimator(ClimatePoint point, ClimateChannel channel, ClimateMemory memory)
    {
        (room, this.point, this.channel) = (point.Room, point.Id, channel);
        stuckAfter = StuckAfter(channel);
        foreach (var value in memory.Recent)
        {
            recent.Enqueue(value);
        }

        (lastAt, lastRaw, repeats, badInRow, quiet, fault, state, onsetAt, pending, returnAt, refused) =
            (memory.LastAt, memory.LastRaw, memory.Repeats, memory.BadInRow, memory.Quiet, memory.Fault, memory.State, memory.OnsetAt, memory.Pending, memory.ReturnAt, memory.Refused);
    }

    public bool Changed { get; private set; }

    private double Deadband => channel.Quantity == Quantity.Temperature ? 0.5 : 2;

    public ClimateMemory Save()
    {
        Changed = false;
        return new([.. recent], lastAt, lastRaw, repeats, badInRow, quiet, fault, state, onsetAt, pending, returnAt, refused);
    }

    /// <summary>Takes one value and says what it settled.</summary>
    /// <returns>The value if it may count in the minute's record.</returns>
    public double? Observe(ClimateRead read, List<StoreroomEvent> events)
    {
        Changed = true;
        if (read.At < lastAt)
        {
            if (lastAt - read.At < ClockStep)
            {
                refused++;
                return null;
            }

            (onsetAt, returnAt, pending) = (null, null, ClimateState.Ok);
        }

        quiet = TimeSpan.Zero;
        if (read.Value is not { } value || read.Quality == Quality.Bad || !IsPlausible(value))
        {
            lastAt = read.At;
            badInRow++;
            if (badInRow >= 3)
            {
                Become(SensorFault.Implausible, read.At, events);
            }

            return null;
        }

        badInRow = 0;
        repeats = value.Equals(lastRaw) ? repeats + 1 : 1;
        lastRaw = value;
        Become(repeats >= stuckAfter ? SensorFault.Stuck : SensorFault.Ok, read.At, events);

        var gap = lastAt is { } previous && read.At - previous > 3 * channel.Interval ? read.At - previous - channel.Interval : TimeSpan.Zero;
        onsetAt += gap;
        returnAt += gap;
        lastAt = read.At;

        recent.Enqueue(value);
        if (recent.Count > 3)
        {
            recent.Dequeue();
        }

        if (fault != SensorFault.Stuck)
        {
            Judge(Filtered(), read.At, events);
        }

        return value;
    }

    /// <summary>Lets time pass: silence is noticed here. <paramref name="elapsed"/> is time in which the gateway really listened.</summary>
    public void Observe(DateTimeOffset now, TimeSpan elapsed, List<StoreroomEvent> events)
    {
        if (elapsed > TimeSpan.Zero)
        {
            quiet += elapsed;
            Changed = true;
            if (quiet > 5 * channel.Interval)
            {
                Become(SensorFault.Silent, now, events);
            }
        }
    }

    private void Judge(double value, DateTimeOffset now, List<StoreroomEvent> events)
    {
        var side = value > channel.High ? ClimateState.High : value < channel.Low ? ClimateState.Low : ClimateState.Ok;
        if (state == ClimateState.Ok)
        {
            if (side != ClimateState.Ok && side != pending)
            {
                (pending, onsetAt) = (side, now);
            }
            else if (pending != ClimateState.Ok && IsBack(value, pending))
            {
                (pending, onsetAt) = (ClimateState.Ok, null);
            }

            if (pending != ClimateState.Ok && now - onsetAt >= channel.Hold)
            {
                state = pending;
                events.Add(new ClimateAlarmChanged(now, room, point, channel.Quantity, state, value, Limit(state), onsetAt!.Value));
            }

            return;
        }

        returnAt = IsBack(value, state) ? returnAt ?? now : null;
        if (now - returnAt >= OffDelay)
        {
            events.Add(new ClimateAlarmChanged(now, room, point, channel.Quantity, ClimateState.Ok, value, Limit(state), returnAt!.Value));
            (state, pending, onsetAt, returnAt) = (ClimateState.Ok, ClimateState.Ok, null, null);
        }
    }

    private bool IsBack(double value, ClimateState from) =>
        from == ClimateState.High ? value <= channel.High - Deadband : value >= channel.Low + Deadband;

    private double Limit(ClimateState side) => (side == ClimateState.High ? channel.High : channel.Low) ?? 0;

    private double Filtered()
    {
        var sorted = recent.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private void Become(SensorFault next, DateTimeOffset at, List<StoreroomEvent> events)
    {
        if (next != fault)
        {
            fault = next;
            events.Add(new SensorFaultChanged(at, room, point, channel.Quantity, next));
        }
    }

    private bool IsPlausible(double value) => channel.Quantity == Quantity.Temperature ? value is >= -45 and <= 85 : value is >= 0 and <= 100;

    /// <summary>Equal values in a row that a healthy sensor shows less than once in a million, at least ten.</summary>
    private static int StuckAfter(ClimateChannel channel)
    {
        if (channel.Noise <= 0)
        {
            return int.MaxValue;
        }

        var repeat = Math.Min(0.95, channel.Resolution / (Math.Sqrt(4 * Math.PI) * channel.Noise));
        return repeat <= 0 ? 10 : Math.Max(10, (int)Math.Ceiling(Math.Log(1e-6) / Math.Log(repeat)));
    }
}
