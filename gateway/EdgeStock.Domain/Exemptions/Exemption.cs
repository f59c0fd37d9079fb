namespace EdgeStock.Domain;

/// <summary>The special reasons for holding less than a month that the obligation names.</summary>
public enum ExemptionReason
{
    /// <summary>Very bulky.</summary>
    Bulky,

    /// <summary>Very costly.</summary>
    Cost,

    /// <summary>Its shelf life is too short.</summary>
    ShelfLife,

    /// <summary>It needs special safety, such as gas cylinders.</summary>
    SpecialSafety,

    /// <summary>What the text says.</summary>
    Other,
}

/// <summary>How likely, or how grave.</summary>
public enum RiskLevel
{
    /// <summary>Unlikely; little harm.</summary>
    Low,

    /// <summary>Possible; care is delayed.</summary>
    Medium,

    /// <summary>Likely; care fails.</summary>
    High,
}

/// <summary>What can happen when the product runs out, how likely it is and how grave.</summary>
public sealed record RiskAssessment(string Harm, RiskLevel Likelihood, RiskLevel Consequence);

/// <summary>A decision to hold less than a month of an article for a special reason (avsteg), with all that must be documented about it.</summary>
/// <param name="Id">Lower-case slug, never given twice.</param>
/// <param name="Room">Null: in every storeroom of the gateway.</param>
/// <param name="Text">The special reason in words.</param>
/// <param name="Risk">Null while nobody has assessed it: shown as a fault.</param>
/// <param name="Measures">What is done instead, such as a stronger contract or a second supplier.</param>
/// <param name="TargetDays">Days that are to be held all the same, 0 or more and less than a month.</param>
/// <param name="DecidedBy">The function that decided, such as "chief pharmacist"; the person stands behind the event's pseudonym.</param>
/// <param name="ValidUntil">Last day; null when it holds until it is ended.</param>
/// <param name="ReviewOn">Day on which it must be looked at again.</param>
public sealed record Exemption(
    string Id, string Article, string? Room, ExemptionReason Reason, string Text, RiskAssessment? Risk, IReadOnlyList<string> Measures, double TargetDays,
    string DecidedBy, DateOnly DecidedOn, DateOnly? ValidUntil, DateOnly ReviewOn);
