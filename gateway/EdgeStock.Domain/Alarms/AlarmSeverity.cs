namespace EdgeStock.Domain;

/// <summary>How much harm a delay does.</summary>
public enum AlarmSeverity
{
    /// <summary>To be seen to within days; it does not escalate.</summary>
    Low,

    /// <summary>To be seen to within the shift.</summary>
    Medium,

    /// <summary>To be seen to now.</summary>
    High,
}
