namespace EdgeStock.Domain;

/// <summary>Makes the views of planned windows of events alone. Those that are over go with the next closed day.</summary>
internal static class WindowKeeping
{
    /// <summary>The read models after one more entry.</summary>
    public static Projection Apply(Projection projection, long seq, StoreroomEvent e) => e switch
    {
        AlarmWindowPlanned p => projection with { Windows = projection.Windows.SetItem(p.Window, new(p.Window, p.Alarm.Id, p.From, p.Until, p.Reason, p.By, seq)) },
        AlarmWindowUnplanned u => projection with { Windows = projection.Windows.Remove(u.Window) },
        AlarmWithdrawn w => Without(projection, v => v.Alarm == w.Alarm.Id),
        StoreroomDayClosed d => Without(projection, v => v.Until < d.At),
        _ => projection,
    };

    private static Projection Without(Projection projection, Func<PlannedWindowView, bool> which) =>
        projection.Windows.Values.Where(which).Select(v => v.Window).ToList() is { Count: > 0 } gone ? projection with { Windows = projection.Windows.RemoveRange(gone) } : projection;
}
