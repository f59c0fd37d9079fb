namespace EdgeStock.Domain;

/// <summary>What a climate channel's estimator must remember over a restart.</summary>
/// <param name="OnsetAt">When the limit was first broken, while the hold time runs or the alarm stands.</param>
/// <param name="ReturnAt">When the value came back, while the alarm ends.</param>
/// <param name="Uncounted">Time since then without believable values.</param>
public sealed record ClimateMemory(
    IReadOnlyList<double> Recent, DateTimeOffset? LastAt, double LastRaw, int Repeats, int BadInRow, TimeSpan Quiet,
    SensorFault Fault, ClimateState State, DateTimeOffset? OnsetAt, ClimateState Pending, DateTimeOffset? ReturnAt, TimeSpan Uncounted, long Refused)
{
    /// <summary>Before the first value.</summary>
    public static ClimateMemory Empty { get; } = new([], null, 0, 0, 0, TimeSpan.Zero, SensorFault.Ok, ClimateState.Ok, null, ClimateState.Ok, null, TimeSpan.Zero, 0);
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
    private TimeSpan uncounted;
    private long refused;

    public ClimateEstimator(ClimatePoint point, ClimateChannel channel, ClimateMemory memory)
    {
        (room, this.point, this.channel) = (point.Room, point.Id, channel);
        stuckAfter = StuckAfter(channel);
        foreach (var value in memory.Recent)
        {
            recent.Enqueue(value);
        }

        (lastAt, lastRaw, repeats, badInRow, quiet, refused) = (memory.LastAt, memory.LastRaw, memory.Repeats, memory.BadInRow, memory.Quiet, memory.Refused);
        (fault, state, onsetAt, pending, returnAt, uncounted) = (memory.Fault, memory.State, memory.OnsetAt, memory.Pending, memory.ReturnAt, memory.Uncounted);
    }

    public bool Changed { get; private set; }

    /// <summary>Values that came late.</summary>
    public long Refused => refused;

    /// <summary>Three times the sensor's noise, within 0.1–0.5 °C or 0.5–2 %: wider would turn a short excursion's tail into a long one.</summary>
    private double Deadband => channel.Quantity == Quantity.Temperature ? Math.Clamp(3 * channel.Noise, 0.1, 0.5) : Math.Clamp(3 * channel.Noise, 0.5, 2);

    public ClimateMemory Save()
    {
        Changed = false;
        return new([.. recent], lastAt, lastRaw, repeats, badInRow, quiet, fault, state, onsetAt, pending, returnAt, uncounted, refused);
    }

    /// <summary>Takes one value and says what it settled.</summary>
    /// <param name="value">The value if it may count in the minute's record.</param>
    /// <returns>False when it is late: then it is no part of any minute.</returns>
    public bool Observe(ClimateRead read, List<StoreroomEvent> events, out double? value)
    {
        Changed = true;
        value = null;
        if (read.At < lastAt)
        {
            if (lastAt - read.At < ClockStep)
            {
                refused++;
                return false;
            }

            (lastAt, onsetAt, returnAt, pending) = (null, null, null, ClimateState.Ok);
        }

        // Time without believable values neither advances nor resets a delay.
        var passed = read.At - lastAt ?? TimeSpan.Zero;
        lastAt = read.At;
        quiet = TimeSpan.Zero;
        if (read.Value is not { } raw || read.Quality == Quality.Bad || !IsPlausible(raw))
        {
            uncounted += passed;
            badInRow++;
            if (badInRow >= 3)
            {
                Become(SensorFault.Implausible, read.At, events);
            }

            return true;
        }

        value = raw;
        badInRow = 0;
        repeats = raw.Equals(lastRaw) ? repeats + 1 : 1;
        lastRaw = raw;
        Become(repeats >= stuckAfter ? SensorFault.Stuck : SensorFault.Ok, read.At, events);

        uncounted += fault == SensorFault.Stuck ? passed : passed > 3 * channel.Interval ? passed - channel.Interval : TimeSpan.Zero;
        recent.Enqueue(raw);
        if (recent.Count > 3)
        {
            recent.Dequeue();
        }

        if (fault != SensorFault.Stuck)
        {
            Judge(Filtered(), read.At, events);
        }

        return true;
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
                (pending, onsetAt, uncounted) = (side, now, TimeSpan.Zero);
            }
            else if (pending != ClimateState.Ok && IsBack(value, pending))
            {
                (pending, onsetAt) = (ClimateState.Ok, null);
            }

            if (pending != ClimateState.Ok && now - onsetAt - uncounted >= channel.Hold)
            {
                state = pending;
                events.Add(new ClimateAlarmChanged(now, room, point, channel.Quantity, state, value, Limit(state), onsetAt!.Value));
            }

            return;
        }

        if (side == state)
        {
            returnAt = null;
        }
        else if (returnAt is null && IsBack(value, state))
        {
            (returnAt, uncounted) = (now, TimeSpan.Zero);
        }

        if (now - returnAt - uncounted >= OffDelay)
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
