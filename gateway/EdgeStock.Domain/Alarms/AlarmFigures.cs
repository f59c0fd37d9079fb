namespace EdgeStock.Domain;

/// <summary>
/// The key figures of alarms in a stretch of time (EEMUA 191): how many there were, how long people took, what chatters, what stands. Our targets:
/// at most two a shift, none chattering, none standing over a day without an owner.
/// </summary>
/// <param name="Raised">Times that an alarm began to ask for attention; asking again does not count.</param>
/// <param name="PerDay">The same by day.</param>
/// <param name="BusiestTenMinutes">Most that were raised within ten minutes; ten are a flood.</param>
/// <param name="AcknowledgeMinutes">Median time from asking to acknowledgement; null when nothing was acknowledged.</param>
/// <param name="LongestAcknowledgeMinutes">The longest of these.</param>
/// <param name="Acknowledged">How many were acknowledged.</param>
/// <param name="Escalated">Further steps that were called because nobody acknowledged in time.</param>
/// <param name="Shelvings">Times that an alarm was shelved.</param>
/// <param name="Chattering">Alarms that were raised three times or more within an hour.</param>
/// <param name="Standing">Alarms that stand at the end, acknowledged or not.</param>
/// <param name="Unowned">Of these, those that stand for over a day and nobody has acknowledged.</param>
/// <param name="ByAlarm">How often each was raised, the most frequent first.</param>
public sealed record AlarmFigures(
    int Raised, double PerDay, int BusiestTenMinutes, int Acknowledged, double? AcknowledgeMinutes, double? LongestAcknowledgeMinutes, int Escalated, int Shelvings,
    IReadOnlyList<string> Chattering, IReadOnlyList<string> Standing, IReadOnlyList<string> Unowned, IReadOnlyList<AlarmCount> ByAlarm)
{
    /// <summary>What was judged of those that were raised.</summary>
    public JudgedFigures Judged { get; init; } = JudgedFigures.None;

    /// <summary>Calls to people by shift: alarms raised and further steps.</summary>
    public ShiftFigures Shifts { get; init; } = ShiftFigures.None;

    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Reckons them.</summary>
    /// <param name="events">Alarm events in the ledger's order, from long enough before <paramref name="from"/> that what stood then is known.</param>
    /// <param name="until">The end, not counted.</param>
    /// <param name="judgements">Judgements in the ledger's order, also later ones.</param>
    public static AlarmFigures Of(IEnumerable<AlarmEvent> events, DateTimeOffset from, DateTimeOffset until, IEnumerable<AlarmJudged>? judgements = null)
    {
        var onsets = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        var times = new HashSet<(string Alarm, DateTimeOffset Onset)>();
        var calls = new List<DateTimeOffset>();
        var states = new Dictionary<string, (AlarmState State, DateTimeOffset Since)>(StringComparer.Ordinal);
        var raised = new List<(string Alarm, DateTimeOffset At)>();
        var waits = new List<double>();
        var (escalated, shelvings) = (0, 0);
        foreach (var e in events.Where(e => e.At < until))
        {
            var (was, since) = states.GetValueOrDefault(e.Alarm.Id, (AlarmState.Normal, DateTimeOffset.MinValue));
            var again = was == AlarmState.Acknowledged;
            onsets[e.Alarm.Id] = e is AlarmChanged { Onset: var onset } ? onset : onsets.GetValueOrDefault(e.Alarm.Id, e.At);
            states[e.Alarm.Id] = (e.State, IsAsking(was) && IsAsking(e.State) ? since : e.State == was ? since : e.At);
            if (e.At < from)
            {
                continue;
            }

            if (IsAsking(e.State) && !IsAsking(was) && !again)
            {
                raised.Add((e.Alarm.Id, e.At));
                times.Add((e.Alarm.Id, onsets[e.Alarm.Id]));
                calls.Add(e.At);
            }

            switch (e)
            {
                case AlarmAcknowledged a:
                    waits.Add(Math.Max(0, (a.At - a.RaisedAt).TotalMinutes));
                    break;
                case AlarmEscalated:
                    escalated++;
                    calls.Add(e.At);
                    break;
                case AlarmShelved:
                    shelvings++;
                    break;
                default:
                    break;
            }
        }

        waits.Sort();
        raised.Sort((a, b) => a.At.CompareTo(b.At));
        var byAlarm = raised.GroupBy(r => r.Alarm, StringComparer.Ordinal).Select(g => (g.Key, Times: g.Select(r => r.At).ToList())).ToList();
        var standing = states.Where(s => IsAsking(s.Value.State) || s.Value.State == AlarmState.Acknowledged).ToList();
        return new(
            raised.Count,
            Math.Round(raised.Count / Math.Max((until - from).TotalDays, 1e-9), 2),
            Most([.. raised.Select(r => r.At)], TenMinutes),
            waits.Count,
            waits.Count == 0 ? null : Math.Round((waits[(waits.Count - 1) / 2] + waits[waits.Count / 2]) / 2, 2),
            waits.Count == 0 ? null : Math.Round(waits[^1], 2),
            escalated,
            shelvings,
            [.. byAlarm.Where(a => Most(a.Times, Hour) >= 3).Select(a => a.Key).Order(StringComparer.Ordinal)],
            [.. standing.Select(s => s.Key).Order(StringComparer.Ordinal)],
            [.. standing.Where(s => IsAsking(s.Value.State) && until - s.Value.Since > TimeSpan.FromDays(1)).Select(s => s.Key).Order(StringComparer.Ordinal)],
            [.. byAlarm.OrderByDescending(a => a.Times.Count).ThenBy(a => a.Key, StringComparer.Ordinal).Select(a => new AlarmCount(a.Key, a.Times.Count))])
        {
            Judged = JudgedFigures.Of(times, judgements ?? []),
            Shifts = ShiftFigures.Of(calls, from, until),
        };
    }

    /// <summary>Drills of notification; null where nobody looked.</summary>
    public DrillFigures? Drills { get; init; }

    /// <summary>The targets are held.</summary>
    public bool IsGood() => Chattering.Count == 0 && Unowned.Count == 0 && BusiestTenMinutes < 10 && Shifts.IsGood() && Drills is not { Unsigned.Count: > 0 };

    private static bool IsAsking(AlarmState state) => state is AlarmState.Unacknowledged or AlarmState.ReturnedUnacknowledged;

    /// <summary>Most of the instants, which rise, that lie within a window.</summary>
    private static int Most(List<DateTimeOffset> times, TimeSpan window)
    {
        var (most, first) = (0, 0);
        for (var last = 0; last < times.Count; last++)
        {
            while (times[last] - times[first] > window)
            {
                first++;
            }

            most = Math.Max(most, last - first + 1);
        }

        return most;
    }
}

/// <summary>How often an alarm was raised.</summary>
public sealed record AlarmCount(string Alarm, int Raised);
