namespace EdgeStock.Domain;

/// <summary>A value of a climate channel, held while the next ones must say whether it is a spike.</summary>
/// <param name="At">When it came.</param>
/// <param name="Value">In °C or %.</param>
/// <param name="Lasted">How long it stood, gaps left out.</param>
public sealed record HeldValue(DateTimeOffset At, double Value, TimeSpan Lasted);
