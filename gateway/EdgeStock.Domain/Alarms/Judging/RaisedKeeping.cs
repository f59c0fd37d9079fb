namespace EdgeStock.Domain;

/// <summary>Keeps the last times that each alarm asked, of alarm events alone.</summary>
internal static class RaisedKeeping
{
    /// <summary>The read models after one more entry.</summary>
    /// <param name="next">The read models after it, but for these views.</param>
    public static Projection Apply(Projection next, long seq, StoreroomEvent e)
    {
        if (e is not AlarmEvent { Alarm.Id: var id } || next.Alarms.GetValueOrDefault(id) is not { } view)
        {
            return next;
        }

        var known = next.Raised.GetValueOrDefault(id)?.Times ?? [];
        if (e is AlarmJudged judged)
        {
            return known.Any(t => t.Onset == judged.Onset) ? With(next, id, [.. known.Select(t => t.Onset == judged.Onset ? t with { False = judged.False } : t)], seq) : next;
        }

        return view.Attention == AlarmAttention.Wanted && view is { Onset: { } onset, RaisedAt: { } raised } && known.All(t => t.Onset != onset)
            ? With(next, id, [.. known.Skip(Math.Max(0, known.Count + 1 - RaisedView.Most)), new(onset, raised, null)], seq) : next;
    }

    private static Projection With(Projection next, string id, IReadOnlyList<RaisedAlarm> times, long seq) => next with { Raised = next.Raised.SetItem(id, new(id, times, seq)) };
}
