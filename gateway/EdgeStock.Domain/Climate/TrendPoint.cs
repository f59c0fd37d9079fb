namespace EdgeStock.Domain;

/// <summary>One value of a course.</summary>
/// <param name="Minute">When, in minutes from any origin; increasing along a course.</param>
/// <param name="Value">In °C or %.</param>
public readonly record struct TrendPoint(double Minute, double Value);
