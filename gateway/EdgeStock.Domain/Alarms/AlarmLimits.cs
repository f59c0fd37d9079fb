namespace EdgeStock.Domain;

/// <summary>What was in force when an alarm event was made; each one stores it.</summary>
/// <param name="Limit">In °C or %, of a rate as much within its window, of a dew margin in K, of warm time in hours; null where the alarm is not about a value.</param>
/// <param name="Deadband">So far within the limit a value counts as back.</param>
/// <param name="OnDelaySeconds">It must be wrong for so long.</param>
/// <param name="OffDelaySeconds">It must be right again for so long.</param>
/// <param name="Because">Why the limit is stricter than the point's own, in words; null where it is its own.</param>
public sealed record AlarmLimits(double? Limit, double? Deadband, double OnDelaySeconds, double OffDelaySeconds, string? Because = null)
{
    /// <summary>Of hours that add up: those above this temperature, in °C; null for all others.</summary>
    public double? Above { get; init; }

    /// <summary>Of what is reckoned over a running window: its hours; null for all others.</summary>
    public double? WindowHours { get; init; }

    /// <summary>So much tighter the limit is than the profile's, because the sensor is uncertain by that; null without a guard band.</summary>
    public double? Guard { get; init; }
}
