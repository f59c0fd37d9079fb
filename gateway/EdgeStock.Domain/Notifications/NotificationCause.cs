namespace EdgeStock.Domain;

/// <summary>Why people are told.</summary>
public enum NotificationCause
{
    /// <summary>An alarm asks for attention.</summary>
    Raised,

    /// <summary>Nobody acknowledged in time.</summary>
    Escalated,

    /// <summary>Somebody acknowledged, and it stands still, or more is wrong than before.</summary>
    AskedAgain,

    /// <summary>The step before reached nobody.</summary>
    Undelivered,

    /// <summary>It is over.</summary>
    Returned,

    /// <summary>A drill: nothing is wrong.</summary>
    Drill,
}
