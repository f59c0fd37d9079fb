using EdgeStock.Domain;

namespace EdgeStock.SystemTests.ClimateYear;

/// <summary>A stretch in which an alarm's condition stood.</summary>
/// <param name="From">When that was in the ledger; <paramref name="Until"/>: when its end was.</param>
/// <param name="Onset">Since when it was wrong, as EdgeStock says; <paramref name="Decided"/>: when its on-delay was over, by the values' own time.</param>
/// <param name="Causes">What it was made of at most.</param>
internal sealed record SaidAlarm(string Id, string? Room, AlarmKind Kind, DateTimeOffset From, DateTimeOffset Until, DateTimeOffset Onset, DateTimeOffset Decided, IReadOnlyList<string> Causes)
{
    public bool Meets(DateTimeOffset from, DateTimeOffset until) => From < until && Until > from;
}

/// <summary>A call for attention.</summary>
internal sealed record Call(string Id, string? Room, AlarmKind Kind, DateTimeOffset At);

/// <summary>Reads off the ledger's alarm events what stood and what called.</summary>
internal sealed class SaidAlarms
{
    private readonly Dictionary<string, AlarmState> states = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SaidAlarm> open = new(StringComparer.Ordinal);
    private readonly List<SaidAlarm> stood = [];

    /// <summary>Each time that an alarm began to call for attention; calling again while it stands is none.</summary>
    public List<Call> Calls { get; } = [];

    /// <summary>What stood, in the order of its ends.</summary>
    public IReadOnlyList<SaidAlarm> Stood => stood;

    public long Events { get; private set; }

    /// <summary>Takes an entry.</summary>
    /// <param name="recorded">When it came to the ledger: nobody could know before.</param>
    public void Take(DateTimeOffset recorded, AlarmEvent e)
    {
        Events++;
        var was = states.GetValueOrDefault(e.Alarm.Id, AlarmState.Normal);
        states[e.Alarm.Id] = e.State;
        if (IsCalling(e.State) && !IsCalling(was) && was != AlarmState.Acknowledged)
        {
            Calls.Add(new(e.Alarm.Id, e.Alarm.Room, e.Alarm.Kind, recorded));
        }

        if (e is not AlarmChanged changed)
        {
            return;
        }

        // That the gateway was away has no condition: it is told once it is back, and stands until somebody has seen it.
        if (e.Alarm.Kind == AlarmKind.GatewayRestart)
        {
            stood.Add(new(e.Alarm.Id, null, e.Alarm.Kind, recorded, recorded, changed.Onset, changed.At, changed.Causes));
            return;
        }

        var stands = changed.Condition is AlarmCondition.Standing or AlarmCondition.Returning;
        if (stands && !open.ContainsKey(e.Alarm.Id))
        {
            open.Add(e.Alarm.Id, new(e.Alarm.Id, e.Alarm.Room, e.Alarm.Kind, recorded, DateTimeOffset.MaxValue, changed.Onset, changed.At, changed.Causes));
        }
        else if (stands)
        {
            open[e.Alarm.Id] = open[e.Alarm.Id] with { Causes = [.. open[e.Alarm.Id].Causes.Union(changed.Causes)] };
        }
        else if (!stands && open.Remove(e.Alarm.Id, out var ended))
        {
            stood.Add(ended with { Until = recorded });
        }
    }

    /// <summary>Nothing more comes.</summary>
    public void End() => stood.AddRange(open.Values);

    public static bool IsCalling(AlarmState state) => state is AlarmState.Unacknowledged or AlarmState.ReturnedUnacknowledged;
}
