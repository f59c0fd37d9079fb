namespace EdgeStock.Domain;

/// <summary>What the watch over a storeroom's dew margin must remember over a restart.</summary>
/// <param name="LastAt">When the margin was last looked at; null before.</param>
/// <param name="Limits">One for each limit that is not as it should be.</param>
public sealed record DewMemory(DateTimeOffset? LastAt, IReadOnlyList<LimitMemory> Limits)
{
    /// <summary>Before the first value.</summary>
    public static DewMemory Empty { get; } = new(null, []);
}

/// <summary>
/// The dew margin of a storeroom: its coldest temperature, of the air or of a surface, less the highest dew point of its air. Points whose profile
/// says nothing of dew, and the inside of a refrigerator, are no part of it. Where one of the temperatures is missing, the coldest may be
/// missing: then an alarm can come, and none can end.
/// </summary>
internal sealed class DewWatch
{
    private static readonly TimeSpan ClockStep = TimeSpan.FromMinutes(1);

    private readonly string room;
    private readonly List<DewPlace> places;
    private readonly List<LimitWatch> watches;
    private readonly TimeSpan interval;
    private DateTimeOffset? lastAt;

    /// <param name="places">The room's points that count.</param>
    public DewWatch(string room, List<DewPlace> places, IReadOnlyList<ClimateLimit> limits, DewMemory memory)
    {
        (this.room, this.places, lastAt) = (room, places, memory.LastAt);
        interval = places.Max(p => p.Interval);
        watches = [.. limits.Select(l => new LimitWatch(l, memory.Limits.FirstOrDefault(m => m.Kind == l.Kind) ?? LimitMemory.Clear(l.Kind)))];
    }

    public bool Changed { get; private set; }

    /// <summary>Points of a room that count, and the limits; none of either where nobody asked for them.</summary>
    public static (IReadOnlyList<ClimatePoint> Points, IReadOnlyList<ClimateLimit> Limits) Of(Site site, string room)
    {
        var here = site.ClimatePoints.Where(p => p.Room == room && (p.Placement == ClimatePlacement.Surface || (p.Placement == ClimatePlacement.Air && p.Rules?.DewMargin is not null))).ToList();
        var air = here.FindAll(p => p.Placement == ClimatePlacement.Air);
        if (!air.Exists(p => p.Channels.Any(c => c.Quantity == Quantity.Humidity)))
        {
            return ([], []);
        }

        // Two profiles in one room: of each figure the stricter one.
        var all = air.ConvertAll(p => p.Rules!.DewMargin!);
        var strict = all.MaxBy(d => d.Warning)!;
        return (
            here,
            [
                new(AlarmKind.DewMarginWarning, strict.Warning, strict.Deadband, strict.Hold, strict.OffDelay),
                new(AlarmKind.DewMargin, all.Max(d => d.Alarm), strict.Deadband, strict.Hold, strict.OffDelay),
            ]);
    }

    public DewMemory Save()
    {
        Changed = false;
        return new(lastAt, [.. watches.Where(w => w.Condition != AlarmCondition.Clear).Select(w => w.Memory)]);
    }

    /// <summary>One of the room's values was taken.</summary>
    /// <param name="at">Its time.</param>
    public void Observe(DateTimeOffset at, Outcome outcome)
    {
        if (at < lastAt)
        {
            // Hosts' clocks differ, and one may bring what it kept while another is live: what is older than the room's newest says nothing new of
            // its margin. Only when no place has a newer value any more was the clock set back.
            if (lastAt - at < ClockStep || places.Exists(p => p.Temperature?.Believed?.At > at || p.Humidity?.Believed?.At > at))
            {
                return;
            }

            lastAt = null;
            watches.Where(w => w.Restart()).ToList().ForEach(w => Say(w, w.Condition, at, w.Memory.Peak, outcome));
        }

        var passed = at - lastAt ?? TimeSpan.Zero;
        (lastAt, Changed) = (at, true);
        var (margin, whole) = Margin(at);
        var gap = passed > 3 * interval;
        foreach (var watch in watches)
        {
            if (margin is not { } m || !(whole || watch.Limit.IsBeyond(m)))
            {
                watch.Skip(passed);
                continue;
            }

            watch.Skip(gap ? passed - interval : TimeSpan.Zero);
            var before = watch.Condition;
            if (watch.Observe(m, m, at, at, gap ? interval : passed))
            {
                if (before == AlarmCondition.Clear && watch.Condition == AlarmCondition.Standing)
                {
                    Say(watch, AlarmCondition.Pending, at, m, outcome);
                }

                Say(watch, watch.Condition, at, m, outcome);
            }
        }
    }

    /// <summary>The margin in K by what is believed and fresh, and whether no temperature is missing; null where no dew point can be told.</summary>
    private (double? Kelvin, bool IsWhole) Margin(DateTimeOffset at)
    {
        double? coldest = null, dew = null;
        var whole = true;
        foreach (var place in places)
        {
            var celsius = Fresh(place.Temperature, place.Interval, at);
            whole &= celsius is not null;
            coldest = celsius < coldest || coldest is null ? celsius ?? coldest : coldest;
            if (celsius is { } t && place.Humidity is { } sensor && Fresh(sensor, place.Interval, at) is { } humidity && DewPoint.From(t, humidity) is { } point)
            {
                dew = dew > point ? dew : point;
            }
        }

        return (coldest - dew, whole);
    }

    private static double? Fresh(ClimateEstimator? sensor, TimeSpan interval, DateTimeOffset at) =>
        sensor?.Believed is { } value && (at - value.At).Duration() <= 3 * interval ? value.Value : null;

    private void Say(LimitWatch watch, AlarmCondition condition, DateTimeOffset at, double margin, Outcome outcome) =>
        outcome.Limits.Add(new(at, room, Quantity.Temperature, watch.Limit.Kind, condition, margin, watch.Memory.Onset ?? at, watch.Memory.Peak, watch.Memory.Outside));
}

/// <summary>A place in a storeroom whose temperature counts for its dew margin.</summary>
/// <param name="Humidity">Of the air there; null where only a temperature is measured, and of a surface.</param>
/// <param name="Interval">A value is expected this often.</param>
internal sealed record DewPlace(ClimateEstimator? Temperature, ClimateEstimator? Humidity, TimeSpan Interval);
