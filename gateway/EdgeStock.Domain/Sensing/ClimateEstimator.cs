namespace EdgeStock.Domain;

/// <summary>A value of a while ago.</summary>
public sealed record RateAnchor(DateTimeOffset At, double Value);

/// <summary>What a climate channel's estimator must remember over a restart.</summary>
/// <param name="State">What was said last.</param>
/// <param name="OnsetAt">Written by releases before 0.5, like the next three, which knew one pair of limits.</param>
public sealed record ClimateMemory(
    IReadOnlyList<double> Recent, DateTimeOffset? LastAt, double LastRaw, int Repeats, int BadInRow, TimeSpan Quiet,
    SensorFault Fault, ClimateState State, DateTimeOffset? OnsetAt, ClimateState Pending, DateTimeOffset? ReturnAt, TimeSpan Uncounted, long Refused)
{
    /// <summary>One for each limit that is not as it should be; null in the memory of an older release.</summary>
    public IReadOnlyList<LimitMemory>? Limits { get; init; }

    /// <summary>Values of a while ago, oldest first, that a rate is judged by; null where there is no rate to be judged.</summary>
    public IReadOnlyList<RateAnchor>? Anchors { get; init; }

    /// <summary>The watches over the limits, also of an older release.</summary>
    public IReadOnlyList<LimitMemory> LimitsOrOlder()
    {
        var side = State == ClimateState.Ok ? Pending : State;
        return Limits ?? (side == ClimateState.Ok || OnsetAt is null ? [] :
        [
            new(
                side == ClimateState.High ? AlarmKind.High : AlarmKind.Low,
                State == ClimateState.Ok ? AlarmCondition.Pending : ReturnAt is null ? AlarmCondition.Standing : AlarmCondition.Returning,
                OnsetAt, ReturnAt, Uncounted, LastRaw, TimeSpan.Zero),
        ]);
    }

    /// <summary>Before the first value.</summary>
    public static ClimateMemory Empty { get; } = new([], null, 0, 0, 0, TimeSpan.Zero, SensorFault.Ok, ClimateState.Ok, null, ClimateState.Ok, null, TimeSpan.Zero, 0);
}

/// <summary>
/// One channel of a climate point: bad values are left out, the median of three holds off a single spike and stands for the middle one, and a
/// watch over each limit has deadband and delays (<see cref="LimitWatch"/>).
/// A sensor that is stuck, silent or says what cannot be is a fault of its own.
/// </summary>
internal sealed class ClimateEstimator
{
    /// <summary>So many values of a rate's window are remembered.</summary>
    private const int Anchors = 15;

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
    private readonly List<LimitWatch> watches;
    private readonly Queue<RateAnchor> anchors = new();
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
        (fault, state) = (memory.Fault, memory.State);
        var kept = memory.LimitsOrOlder();
        watches = [.. channel.Limits().Select(l => new LimitWatch(l, kept.FirstOrDefault(m => m.Kind == l.Kind) ?? LimitMemory.Clear(l.Kind)))];
        foreach (var anchor in memory.Anchors ?? [])
        {
            anchors.Enqueue(anchor);
        }
    }

    public bool Changed { get; private set; }

    /// <summary>Values that came late.</summary>
    public long Refused => refused;

    /// <summary>The filtered value as it is now; null while the sensor is silent or not believed.</summary>
    public double? Now => fault == SensorFault.Ok && recent.Count > 0 && quiet <= 5 * channel.Interval ? Filtered() : null;

    public ClimateMemory Save()
    {
        Changed = false;
        return new([.. recent], lastAt, lastRaw, repeats, badInRow, quiet, fault, state, null, ClimateState.Ok, null, TimeSpan.Zero, refused)
        {
            Limits = [.. watches.Where(w => w.Condition != AlarmCondition.Clear).Select(w => w.Memory)],
            Anchors = channel.Rate is null ? null : [.. anchors],
        };
    }

    /// <summary>Takes one value and says what it settled.</summary>
    /// <param name="value">The value if it may count in the minute's record.</param>
    /// <returns>False when it is late: then it is no part of any minute.</returns>
    public bool Observe(ClimateRead read, Outcome outcome, out double? value)
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

            lastAt = null;
            anchors.Clear();
            foreach (var watch in watches.Where(w => w.Restart()))
            {
                Say(watch, read.At, lastRaw, read.At, outcome);
            }
        }

        var (before, passed) = (lastAt, read.At - lastAt ?? TimeSpan.Zero);
        lastAt = read.At;
        quiet = TimeSpan.Zero;
        if (read.Value is not { } raw || read.Quality == Quality.Bad || !IsPlausible(raw))
        {
            watches.ForEach(w => w.Skip(passed));
            badInRow++;
            if (badInRow >= 3)
            {
                Become(SensorFault.Implausible, read.At, outcome.Events);
            }

            return true;
        }

        value = raw;
        badInRow = 0;
        repeats = raw.Equals(lastRaw) ? repeats + 1 : 1;
        lastRaw = raw;
        Become(repeats >= stuckAfter ? SensorFault.Stuck : SensorFault.Ok, read.At, outcome.Events);

        var gap = passed > 3 * channel.Interval;
        watches.ForEach(w => w.Skip(fault == SensorFault.Stuck ? passed : gap ? passed - channel.Interval : TimeSpan.Zero));
        recent.Enqueue(raw);
        if (recent.Count > 3)
        {
            recent.Dequeue();
        }

        if (fault != SensorFault.Stuck)
        {
            Judge(Filtered(), raw, gap || recent.Count < 3 ? read.At : before ?? read.At, read.At, gap ? channel.Interval : passed, outcome);
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

    /// <param name="of">Time of the value that the filtered one stands for.</param>
    /// <param name="lasted">How long that value stood.</param>
    private void Judge(double value, double raw, DateTimeOffset of, DateTimeOffset now, TimeSpan lasted, Outcome outcome)
    {
        foreach (var watch in watches)
        {
            var before = watch.Condition;
            var (judged, seen) = watch.Limit.Kind == AlarmKind.RateOfChange ? (Change(value, of), Change(raw, now)) : (value, raw);
            if (watch.Observe(judged, seen, of, now, lasted))
            {
                if (before == AlarmCondition.Clear && watch.Condition == AlarmCondition.Standing)
                {
                    outcome.Limits.Add(Told(watch, AlarmCondition.Pending, of, judged));
                }

                Say(watch, now, judged, of, outcome);
            }
        }

        if (channel.Rate is { } rate && (anchors.Count == 0 || of - anchors.Last().At >= rate.Within / Anchors))
        {
            anchors.Enqueue(new(of, value));
        }
    }

    /// <summary>Tells the alarms, and whoever reads climate states, what became of a limit.</summary>
    private void Say(LimitWatch watch, DateTimeOffset now, double value, DateTimeOffset of, Outcome outcome)
    {
        // A delay begins with the value that began it, which the median tells one value late; it ends now.
        outcome.Limits.Add(Told(watch, watch.Condition, watch.Condition is AlarmCondition.Pending or AlarmCondition.Returning ? of : now, value));
        var next = Stands(AlarmKind.High) ? ClimateState.High : Stands(AlarmKind.Low) ? ClimateState.Low : ClimateState.Ok;
        if (next == state)
        {
            return;
        }

        var side = watches.First(w => w.Limit.Kind == ((next == ClimateState.Ok ? state : next) == ClimateState.High ? AlarmKind.High : AlarmKind.Low));
        outcome.Events.Add(new ClimateAlarmChanged(now, room, point, channel.Quantity, next, value, side.Limit.Limit, (next == ClimateState.Ok ? side.Memory.ReturnAt : side.Memory.Onset) ?? now));
        state = next;
    }

    private bool Stands(AlarmKind kind) => watches.Any(w => w.Limit.Kind == kind && w.Stands);

    private LimitChange Told(LimitWatch watch, AlarmCondition condition, DateTimeOffset at, double value) =>
        new(at, point, channel.Quantity, watch.Limit.Kind, condition, value, watch.Memory.Onset ?? at, watch.Memory.Peak, watch.Memory.Outside);

    /// <summary>How far a value is from those within the rate's window.</summary>
    private double Change(double value, DateTimeOffset at)
    {
        while (anchors.TryPeek(out var oldest) && at - oldest.At > channel.Rate!.Within)
        {
            anchors.Dequeue();
        }

        return anchors.Count == 0 ? 0 : anchors.Max(a => Math.Abs(value - a.Value));
    }

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
