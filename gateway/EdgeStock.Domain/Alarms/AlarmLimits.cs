namespace EdgeStock.Domain;

/// <summary>What was in force when an alarm event was made; each one stores it.</summary>
/// <param name="Limit">In °C or %, of a rate as much within its window; null where the alarm is not about a value.</param>
/// <param name="Deadband">So far within the limit a value counts as back.</param>
/// <param name="OnDelaySeconds">It must be wrong for so long.</param>
/// <param name="OffDelaySeconds">It must be right again for so long.</param>
public sealed record AlarmLimits(double? Limit, double? Deadband, double OnDelaySeconds, double OffDelaySeconds)
{
    /// <summary>So much tighter the limit is than the profile's, because the sensor is uncertain by that; null without a guard band.</summary>
    public double? Guard { get; init; }
}
