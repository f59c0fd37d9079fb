namespace EdgeStock.Domain;

/// <summary>Hours that a temperature may still stand; null when it may for ever.</summary>
/// <param name="AtLeast">Hours even if the gaps in the window were as warm as can be.</param>
/// <param name="AtMost">Hours if they were as cold as can be.</param>
public sealed record BudgetLeft(double? AtLeast, double? AtMost);
