using EdgeStock.Domain;

namespace EdgeStock.Gateway.Notifying;

/// <summary>An alarm of a message, and where it stands now.</summary>
/// <param name="Now">Null when the site has no such alarm any more.</param>
internal sealed record LinkedAlarm(NotifiedCall Told, AlarmView? Now)
{
    /// <summary>Where it stands. A link acknowledges only what stands as it was told.</summary>
    public LinkedState State() =>
        Now is null ? LinkedState.Over
        : Now.RaisedAt != Told.RaisedAt ? LinkedState.RaisedAnew
        : Now.IsUnacknowledged() ? LinkedState.Open
        : Now.IsSetAside() ? LinkedState.Aside
        : Now.Acknowledged is not null ? LinkedState.Acknowledged
        : LinkedState.Over;

    /// <summary>The alarms of a message, as the board shows them.</summary>
    public static IReadOnlyList<LinkedAlarm> Of(IReadOnlyList<NotifiedCall> told, Snapshot now) =>
        [.. told.Select(t => new LinkedAlarm(t, now.Projection.Alarms.GetValueOrDefault(t.Alarm)))];
}
