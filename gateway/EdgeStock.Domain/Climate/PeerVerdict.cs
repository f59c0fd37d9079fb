namespace EdgeStock.Domain;

/// <summary>How a sensor agrees with its peers.</summary>
/// <param name="Score">E_n over the last 24 hours: its mean difference over the uncertainty of a difference; beyond ±1 they disagree. Null without data.</param>
/// <param name="Difference">Mean difference of its dew point to the peers', in K; positive when it says damper.</param>
/// <param name="Hours">Hours of the last 24 in which both were heard.</param>
/// <param name="Disagrees">It was off to the same side by more than the uncertainty in every one of them, and they are at least 18.</param>
public readonly record struct PeerVerdict(double? Score, double Difference, int Hours, bool Disagrees);
