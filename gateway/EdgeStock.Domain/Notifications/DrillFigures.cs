namespace EdgeStock.Domain;

/// <summary>Drills of notification in a stretch of time.</summary>
/// <param name="Begun">How many began.</param>
/// <param name="Signed">How many of these a person confirmed.</param>
/// <param name="Unsigned">Those that nobody confirmed within a day.</param>
public sealed record DrillFigures(int Begun, int Signed, IReadOnlyList<string> Unsigned)
{
    /// <summary>Reckons them.</summary>
    /// <param name="events">Notification events in the ledger's order.</param>
    /// <param name="until">The end, not counted.</param>
    /// <param name="now">A signature after the end counts as well.</param>
    public static DrillFigures Of(IReadOnlyCollection<NotificationEvent> events, DateTimeOffset from, DateTimeOffset until, DateTimeOffset now)
    {
        var signed = events.OfType<NotificationDrillSigned>().Select(s => s.Notification).ToHashSet(StringComparer.Ordinal);
        var begun = events.OfType<NotificationDue>().Where(d => d.Cause == NotificationCause.Drill && d.At >= from && d.At < until).ToList();
        return new(begun.Count, begun.Count(d => signed.Contains(d.Notification)), [.. begun.Where(d => !signed.Contains(d.Notification) && now - d.At >= NotificationView.SignWithin).Select(d => d.Notification)]);
    }
}
