using System.Globalization;

namespace EdgeStock.Domain;

/// <summary>A humidity sensor that says other air than its peers.</summary>
/// <param name="Since">When that was settled.</param>
/// <param name="Score">E_n over the 24 hours before; beyond ±1 they disagree.</param>
/// <param name="Difference">Mean difference of its dew point to the peers', in K; positive when it says damper.</param>
/// <param name="Peers">The points it was compared with.</param>
public sealed record PeerDoubt(DateTimeOffset Since, double Score, double Difference, IReadOnlyList<string> Peers)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"dew point {Difference:+0.0;-0.0} K off {string.Join(", ", Peers)} for a day (E_n {Score:0.0}): {(Peers.Count == 1 ? "one of these two drifts or was poisoned" : "it drifts or was poisoned")}, calibrate");
}

/// <summary>A humidity sensor began to say other air than the other sensors of its room, or agrees with them again.</summary>
/// <param name="Score">E_n over the last 24 hours: mean difference over the uncertainty of a difference; beyond ±1 they disagree. 0 where nothing compares it any more.</param>
/// <param name="Difference">Mean difference of its dew point to the peers', in K; positive when it says damper.</param>
/// <param name="Hours">Hours of these in which both were heard.</param>
/// <param name="Peers">The points it was compared with. Of two, both disagree and nobody can say which is wrong.</param>
public sealed record SensorAgreementChanged(
    DateTimeOffset At, string Room, string Point, bool Disagrees, double Score, double Difference, int Hours, IReadOnlyList<string> Peers) : RoomEvent(At, Room);
