namespace EdgeStock.Domain;

/// <summary>All windows of maintenance: those of the site file, and those that somebody planned.</summary>
public sealed class WindowPlan(Site site, Projection projection)
{
    /// <summary>Nothing comes back more seldom than each week.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(8);

    /// <summary>The window in which an alarm is now: of several the one that ends last; null for none.</summary>
    public PlannedOccurrence? At(AlarmName alarm, DateTimeOffset now) => site.Maintenance.Where(w => w.Holds(alarm)).SelectMany(w => Of(w, now, now.AddTicks(1)))
        .Concat(projection.Windows.Values.Where(w => w.Alarm == alarm.Id && w.From <= now && now < w.Until).Select(Of))
        .OrderByDescending(w => w.Until).ThenBy(w => w.Window, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>What is in a stretch of time, earliest first.</summary>
    public IReadOnlyList<PlannedOccurrence> Between(DateTimeOffset from, DateTimeOffset until) =>
    [
        .. site.Maintenance.SelectMany(w => Of(w, from, until)).Concat(projection.Windows.Values.Where(w => w.Until > from && w.From < until).Select(Of))
            .OrderBy(w => w.From).ThenBy(w => w.Window, StringComparer.Ordinal),
    ];

    /// <summary>When the next one begins or ends; null where nothing does in a week.</summary>
    public DateTimeOffset? NextChange(DateTimeOffset now) =>
        Between(now, now + Ahead).SelectMany(w => new[] { w.From, w.Until }).Where(t => t > now).Select(t => (DateTimeOffset?)t).Min();

    private IEnumerable<PlannedOccurrence> Of(MaintenanceWindow window, DateTimeOffset from, DateTimeOffset until) =>
        window.Times.Between(site.Calendar, from, until).Select(t => new PlannedOccurrence(window.Id, window.Scope(), t.From, t.Until, window.Reason, null));

    private static PlannedOccurrence Of(PlannedWindowView w) => new(w.Window, w.Alarm, w.From, w.Until, w.Reason, w.By);
}
