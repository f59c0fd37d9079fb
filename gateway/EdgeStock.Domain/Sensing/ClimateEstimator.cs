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

    /// <summary>Values that may be spikes, oldest first, at most two; null while there are none.</summary>
    public IReadOnlyList<HeldValue>? Held { get; init; }

    /// <summary>Since when a humidity has been at saturation; null while it is not.</summary>
    public DateTimeOffset? WetSince { get; init; }

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
/// One channel of a climate point: bad values are left out, what may be a spike is held until the next values say whether it is one
/// (<see cref="SpikeFilter"/>; docs/adr/0021), and a watch over each limit has deadband and delays (<see cref="LimitWatch"/>). Held values that
/// turn out to be real are judged with the times at which they came, so that an onset is never late.
/// A sensor that is stuck, silent, saturated or says what cannot be is a fault of its own.
/// </summary>
internal sealed class ClimateEstimator
{
    /// <summary>So many values of a rate's window are remembered.</summary>
    private const int Anchors = 15;

    /// <summary>In % relative humidity: above it no sensor can tell air from water.</summary>
    private const double Saturated = 99;

    /// <summary>In %: below it a sensor that was wet is dry again. A droplet dries slowly, and its value wavers meanwhile (a proposal).</summary>
    private const double Dry = 97;

    private static readonly TimeSpan WetFor = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ClockStep = TimeSpan.FromMinutes(1);

    private readonly string room;
    private readonly string point;
    private readonly ClimateChannel channel;
    private readonly SpikeFilter filter;
    private readonly List<HeldValue> held;
    private readonly DateTimeOffset? overdueFrom;
    private readonly int stuckAfter;
    private DateTimeOffset? wetSince;
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

    /// <param name="overdueFrom">From then on the sensor should have been calibrated; null where nobody keeps a day.</param>
    public ClimateEstimator(ClimatePoint point, ClimateChannel channel, ClimateMemory memory, DateTimeOffset? overdueFrom = null)
    {
        (room, this.point, this.channel, this.overdueFrom) = (point.Room, point.Id, channel, overdueFrom);
        stuckAfter = StuckAfter(channel);
        held = [.. memory.Held ?? []];
        filter = new(channel.SpikeScale(), new(memory.Recent, [.. held.Select(h => h.Value)]));
        wetSince = memory.WetSince;
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

    /// <summary>Why it is not believed, or only with doubt.</summary>
    public SensorFault Fault => fault;

    public ClimateMemory Save()
    {
        Changed = false;
        return new(filter.Save().Recent, lastAt, lastRaw, repeats, badInRow, quiet, fault, state, null, ClimateState.Ok, null, TimeSpan.Zero, refused)
        {
            Limits = [.. watches.Where(w => w.Condition != AlarmCondition.Clear).Select(w => w.Memory)],
            Anchors = channel.Rate is null ? null : [.. anchors],
            Held = held.Count == 0 ? null : [.. held],
            WetSince = wetSince,
        };
    }

    /// <summary>Takes one value and says what it settled.</summary>
    /// <param name="value">The value if it may count in the minute's record.</param>
    /// <param name="quality">How far it can be trusted, all that is known of the sensor considered.</param>
    /// <returns>False when it is late: then it is no part of any minute.</returns>
    public bool Observe(ClimateRead read, Outcome outcome, out double? value, out Quality quality)
    {
        Changed = true;
        (value, quality) = (null, read.Quality);
        if (read.At < lastAt)
        {
            if (lastAt - read.At < ClockStep)
            {
                refused++;
                return false;
            }

            lastAt = null;
            anchors.Clear();
            held.Clear();
            filter.Forget();
            foreach (var watch in watches.Where(w => w.Restart()))
            {
                Say(watch, read.At, lastRaw, outcome);
            }
        }

        var passed = read.At - lastAt ?? TimeSpan.Zero;
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
        var isWet = IsWet(raw, read.At);

        // A saturated sensor says 100 % over and over: that is water, and no stuck sensor.
        repeats = raw.Equals(lastRaw) && wetSince is null ? repeats + 1 : 1;
        lastRaw = raw;
        Become(repeats >= stuckAfter ? SensorFault.Stuck : isWet ? SensorFault.Condensation : SensorFault.Ok, read.At, outcome.Events);

        var gap = passed > 3 * channel.Interval;
        watches.ForEach(w => w.Skip(fault == SensorFault.Stuck ? passed : gap ? passed - channel.Interval : TimeSpan.Zero));
        if (fault != SensorFault.Stuck)
        {
            Filter(new(read.At, raw, gap ? channel.Interval : passed), outcome);
        }

        quality = quality == Quality.Good && (fault != SensorFault.Ok || held.Count > 0 || read.At >= overdueFrom) ? Quality.Uncertain : quality;
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

    /// <summary>Judges a value that is in line, and before it those that were held and are real; the time of a spike is that of the value before it.</summary>
    private void Filter(HeldValue value, Outcome outcome)
    {
        var accepted = filter.Last;
        var verdict = filter.Observe(value.Value, out _);
        if (verdict == SpikeVerdict.Held)
        {
            held.Add(value);
            return;
        }

        var (before, lasted) = (accepted, TimeSpan.Zero);
        foreach (var suspect in held)
        {
            lasted += suspect.Lasted;

            // One that went up before the values settled lower, or the other way round, was a spike beside a change.
            if (verdict == SpikeVerdict.Confirmed && Math.Sign(suspect.Value - accepted!.Value) == Math.Sign(value.Value - accepted.Value))
            {
                Judge(suspect with { Lasted = lasted }, before, outcome);
                (before, lasted) = (suspect.Value, TimeSpan.Zero);
            }
        }

        held.Clear();
        Judge(value with { Lasted = lasted + value.Lasted }, before, outcome);
    }

    /// <param name="before">The value judged before, which stood until this one came.</param>
    private void Judge(HeldValue seen, double? before, Outcome outcome)
    {
        var (now, value) = (seen.At, seen.Value);
        foreach (var watch in watches)
        {
            var was = watch.Condition;
            var judged = watch.Limit.Kind == AlarmKind.RateOfChange ? Change(value, now) : value;
            var stood = watch.Limit.Kind == AlarmKind.RateOfChange ? judged : before ?? value;
            if (watch.Observe(judged, judged, now, now, seen.Lasted, stood))
            {
                if (was == AlarmCondition.Clear && watch.Condition == AlarmCondition.Standing)
                {
                    outcome.Limits.Add(Told(watch, AlarmCondition.Pending, now, judged));
                }

                Say(watch, now, judged, outcome);
            }
        }

        if (channel.Rate is { } rate && (anchors.Count == 0 || now - anchors.Last().At >= rate.Within / Anchors))
        {
            anchors.Enqueue(new(now, value));
        }
    }

    /// <summary>Tells the alarms, and whoever reads climate states, what became of a limit.</summary>
    private void Say(LimitWatch watch, DateTimeOffset now, double value, Outcome outcome)
    {
        outcome.Limits.Add(Told(watch, watch.Condition, now, value));
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

    /// <summary>Whether a humidity has been at saturation for so long that water stands on the sensor; then until it has dried.</summary>
    private bool IsWet(double value, DateTimeOffset at)
    {
        if (channel.Quantity != Quantity.Humidity || value < (fault == SensorFault.Condensation ? Dry : Saturated))
        {
            wetSince = null;
            return false;
        }

        wetSince ??= at;
        return at - wetSince > WetFor;
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
