namespace EdgeStock.Domain;

/// <summary>What was in force when an alarm event was made; each one stores it.</summary>
/// <param name="Limit">In °C or %, of a rate as much within its window; null where the alarm is not about a value.</param>
/// <param name="Deadband">So far within the limit a value counts as back.</param>
/// <param name="OnDelaySeconds">It must be wrong for so long.</param>
/// <param name="OffDelaySeconds">It must be right again for so long.</param>
/// <param name="Because">Why the limit is stricter than the point's own, in words; null where it is its own.</param>
public sealed record AlarmLimits(double? Limit, double? Deadband, double OnDelaySeconds, double OffDelaySeconds, string? Because = null);
