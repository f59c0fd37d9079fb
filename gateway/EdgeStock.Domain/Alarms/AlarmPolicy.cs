namespace EdgeStock.Domain;

/// <summary>How alarms are handled at a site. Every default is a proposal, to be confirmed by who is responsible for the goods.</summary>
/// <param name="Escalations">A next step so long after an alarm was raised, while nobody acknowledges it; rising.</param>
/// <param name="Realarm">An acknowledged alarm that still stands asks again after this; null for never.</param>
/// <param name="LongestShelving">Nobody can shelve an alarm for longer.</param>
/// <param name="LongestSuppression">No maintenance window is longer.</param>
/// <param name="Stale">A climate point without values for so long is an alarm of its own.</param>
/// <param name="FaultDelay">On-delay of sensor faults and absent devices: a plug that is pulled and put back is none.</param>
/// <param name="Away">The gateway itself being away for longer is an alarm.</param>
public sealed record AlarmPolicy(
    IReadOnlyList<TimeSpan> Escalations, TimeSpan? Realarm, TimeSpan LongestShelving, TimeSpan LongestSuppression, TimeSpan Stale, TimeSpan FaultDelay, TimeSpan Away)
{
    /// <summary>What an excursion beyond these limits reaches must not be used until somebody has decided.</summary>
    public IReadOnlyList<AlarmKind> QuarantineOn { get; init; } = [];

    /// <summary>Where the site file says nothing. The 30 minutes without values are of the climate rules; the rest is ours.</summary>
    public static AlarmPolicy Default { get; } = new(
        [TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30)], TimeSpan.FromHours(8), TimeSpan.FromHours(8), TimeSpan.FromHours(24), TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2));
}
