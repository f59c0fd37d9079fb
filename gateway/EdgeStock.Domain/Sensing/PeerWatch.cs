namespace EdgeStock.Domain;

/// <summary>
/// Compares the humidity sensors in the air of a room hour by hour (<see cref="PeerAgreement"/>), and says when one disagrees and when it agrees
/// again. Only sensors of one room, one profile and in open air are peers: what hangs in a refrigerator or at a wall is in other air.
/// </summary>
internal sealed class PeerWatch
{
    private const int Day = 24;
    private const int FewestMinutes = 3;

    /// <summary>Hours in a row within the uncertainty before a sensor counts as agreeing again: one good night is not enough (a proposal).</summary>
    private const int Agreeing = 12;

    /// <summary>An hour is judged so long after its end: its last minute closes with the first value after it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, ClimatePoint> points = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PeerMemory> memory = new(StringComparer.Ordinal);
    private readonly HashSet<string> changed = new(StringComparer.Ordinal);
    private readonly List<List<ClimatePoint>> groups;

    public PeerWatch(Site site, Dictionary<string, PeerMemory> memory)
    {
        groups = [.. Groups(site)];
        foreach (var point in groups.SelectMany(g => g))
        {
            points.Add(point.Id, point);
            this.memory.Add(point.Id, memory.GetValueOrDefault(point.Id, PeerMemory.Empty));
        }
    }

    /// <summary>The other points that a point is compared with.</summary>
    public static IReadOnlyList<string> PeersOf(Site site, ClimatePoint point) =>
        [.. Groups(site).FirstOrDefault(g => g.Exists(p => p.Id == point.Id))?.Select(p => p.Id).Where(id => id != point.Id) ?? []];

    /// <summary>It was said to disagree.</summary>
    public bool Disagrees(string point) => memory.TryGetValue(point, out var own) && own.Disagrees;

    /// <summary>Everything it remembers.</summary>
    public IReadOnlyDictionary<string, PeerMemory> Save() => memory;

    /// <summary>What changed since the last call.</summary>
    public IEnumerable<(string Point, PeerMemory Memory)> TakeChanges()
    {
        List<(string, PeerMemory)> all = [.. changed.Order(StringComparer.Ordinal).Select(p => (p, memory[p]))];
        changed.Clear();
        return all;
    }

    /// <summary>Takes a closed minute.</summary>
    /// <param name="isBelieved">Both its sensors are.</param>
    public void Observe(ClimateMinute minute, bool isBelieved)
    {
        if (!isBelieved || !points.TryGetValue(minute.Point, out var point) || minute is not { Temperature: { } t, Humidity: { } h }
            || DewReading.From(t.Mean, h.Mean, U(point, Quantity.Temperature), U(point, Quantity.Humidity)) is not { } dew)
        {
            return;
        }

        var hour = HourOf(minute.Minute);
        var own = memory[point.Id];

        // A clock that was set back begins that hour anew.
        own = hour == own.Hour ? own : hour > own.Hour ? Closed(own) with { Hour = hour } : own with { Hour = hour, Minutes = [], Hours = [.. own.Hours.Where(x => x.Hour < hour)] };
        Become(point.Id, own with { Minutes = [.. own.Minutes, Math.Round(dew.Celsius, 3)], U = Math.Round(dew.U, 3) });
    }

    /// <summary>Lets time pass: each hour that is over is judged once.</summary>
    public void Pass(DateTimeOffset now, List<StoreroomEvent> events)
    {
        var over = HourOf(now - Patience) - 1;
        foreach (var group in groups.Where(g => memory[g[0].Id].Judged < over))
        {
            foreach (var point in group)
            {
                var own = memory[point.Id];
                Become(point.Id, (own.Hour <= over ? Closed(own) : own) with { Judged = over });
            }

            Judge(group, over, now, events);
        }
    }

    private static IEnumerable<List<ClimatePoint>> Groups(Site site) => site.ClimatePoints
        .Where(p => p.Placement == ClimatePlacement.Air && p.Channels.Any(c => c.Quantity == Quantity.Temperature) && p.Channels.Any(c => c.Quantity == Quantity.Humidity))
        .GroupBy(p => (p.Room, p.Profile)).Select(g => g.ToList()).Where(g => g.Count > 1);

    private void Judge(List<ClimatePoint> group, long over, DateTimeOffset now, List<StoreroomEvent> events)
    {
        var agreement = new PeerAgreement(group.Count);
        var readings = new DewReading?[group.Count];
        for (var hour = over - Day + 1; hour <= over; hour++)
        {
            for (var i = 0; i < group.Count; i++)
            {
                readings[i] = memory[group[i].Id].Hours.FirstOrDefault(h => h.Hour == hour) is { } known ? new(known.Celsius, known.U) : null;
            }

            agreement.Observe(hour * 3600, readings);
        }

        for (var i = 0; i < group.Count; i++)
        {
            var (own, verdict) = (memory[group[i].Id], agreement.Judge(i));
            if (own.Disagrees ? agreement.Agreed(i) >= Agreeing : verdict.Disagrees)
            {
                Become(group[i].Id, own with { Disagrees = !own.Disagrees });
                events.Add(new SensorAgreementChanged(
                    now, group[i].Room, group[i].Id, !own.Disagrees, Math.Round(verdict.Score ?? 0, 2), Math.Round(verdict.Difference, 2), verdict.Hours, [.. group.Select(p => p.Id).Where(id => id != group[i].Id)]));
            }
        }
    }

    /// <summary>With the hour being gathered among the hours before; too few minutes are no hour.</summary>
    private static PeerMemory Closed(PeerMemory own)
    {
        if (own.Minutes.Count < FewestMinutes)
        {
            return own with { Minutes = [] };
        }

        var sorted = own.Minutes.Order().ToList();
        var median = (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
        return own with { Minutes = [], Hours = [.. own.Hours.Where(h => h.Hour != own.Hour).TakeLast(Day - 1), new(own.Hour, Math.Round(median, 3), own.U)] };
    }

    private void Become(string point, PeerMemory next)
    {
        memory[point] = next;
        changed.Add(point);
    }

    private static double U(ClimatePoint point, Quantity quantity) => point.Channels.First(c => c.Quantity == quantity).UncertaintyInForce();

    private static long HourOf(DateTimeOffset at) => Math.DivRem(at.ToUnixTimeSeconds(), 3600).Quotient;
}
