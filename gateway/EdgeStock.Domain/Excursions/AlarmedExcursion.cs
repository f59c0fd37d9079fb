namespace EdgeStock.Domain;

/// <summary>
/// One excursion as its alarm tells it: from the onset to the last word about it. What came and went within the on-delay is none. An alarm that
/// comes again before anybody acknowledged begins another one; what is said then belongs to that.
/// </summary>
/// <param name="Name">Which alarm.</param>
/// <param name="Limits">In force when it stood.</param>
/// <param name="Seq">Entry by which it stood: names the excursion.</param>
/// <param name="Onset">When the limit was first broken.</param>
/// <param name="StoodAt">When the on-delay was over.</param>
/// <param name="ClearedAt">When the value was back for the off-delay, or the alarm was withdrawn; null while it is not.</param>
/// <param name="EndedAt">When the alarm was normal again; null while it is not.</param>
/// <param name="Timeline">All that was told and said, with the numbers of the entries, in their order.</param>
public sealed record AlarmedExcursion(
    AlarmName Name, AlarmLimits Limits, long Seq, DateTimeOffset Onset, DateTimeOffset StoodAt, DateTimeOffset? ClearedAt, DateTimeOffset? EndedAt,
    IReadOnlyList<(long Seq, AlarmEvent Event)> Timeline)
{
    /// <summary>The limits of a climate value have excursions; silence, faults and dates have none.</summary>
    public static bool IsOf(AlarmKind kind) => ExcursionView.Is(kind);

    /// <summary>Finds the excursions of one alarm.</summary>
    /// <param name="events">All events of that alarm, in the ledger's order.</param>
    public static IReadOnlyList<AlarmedExcursion> Of(IEnumerable<(long Seq, AlarmEvent Event)> events)
    {
        var all = new List<Course>();
        Course? current = null, stood = null;
        foreach (var (seq, e) in events)
        {
            switch (e)
            {
                case AlarmChanged c:
                    if (current is null || current.Onset != c.Onset || current.Room != c.Alarm.Room)
                    {
                        all.Add(current = new(c.Onset, c.Alarm.Room));
                    }

                    current.Take(seq, c);
                    stood = current.Stood is null ? stood : current;
                    break;
                case AlarmAcknowledged or AlarmEscalated or AlarmConfirmed:
                    (stood ?? current)?.Take(seq, e);
                    break;
                default:
                    // What is said of an alarm when all is over concerns the next time.
                    (current is { IsOver: false } ? current : null)?.Take(seq, e);
                    break;
            }
        }

        return [.. all.Where(c => c.Stood is not null).Select(c => c.Made())];
    }

    private sealed class Course(DateTimeOffset onset, string? room)
    {
        private readonly List<(long Seq, AlarmEvent Event)> events = [];
        private DateTimeOffset? cleared;
        private DateTimeOffset? ended;

        public DateTimeOffset Onset => onset;

        public string? Room => room;

        public (long Seq, AlarmChanged Event)? Stood { get; private set; }

        public bool IsOver => cleared is not null && ended is not null;

        public void Take(long seq, AlarmEvent e)
        {
            events.Add((seq, e));
            Stood ??= e is AlarmChanged { Condition: AlarmCondition.Standing } c ? (seq, c) : null;
            cleared = e is AlarmChanged { Condition: AlarmCondition.Clear } or AlarmWithdrawn ? cleared ?? e.At : e is AlarmChanged ? null : cleared;
            ended = cleared is not null && e.State == AlarmState.Normal ? ended ?? e.At : ended;
        }

        public AlarmedExcursion Made() => new(Stood!.Value.Event.Alarm, Stood.Value.Event.Limits, Stood.Value.Seq, onset, Stood.Value.Event.At, cleared, ended, events);
    }
}
