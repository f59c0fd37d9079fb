namespace EdgeStock.Domain;

/// <summary>Where an alarm stands in its life cycle. The states of ISA-18.2 / IEC 62682; the delay before the first is told too.</summary>
public enum AlarmState
{
    /// <summary>Nothing is wrong, and nothing is left to be acknowledged.</summary>
    Normal,

    /// <summary>The on-delay runs: no alarm yet.</summary>
    Pending,

    /// <summary>It stands and nobody has acknowledged it.</summary>
    Unacknowledged,

    /// <summary>It stands and somebody is on it.</summary>
    Acknowledged,

    /// <summary>It is over, and nobody has acknowledged that it was.</summary>
    ReturnedUnacknowledged,

    /// <summary>Somebody put it aside for a time, with a reason. It is still evaluated and logged.</summary>
    Shelved,

    /// <summary>Suppressed by design: a maintenance window, a defrost, or an alarm that another one explains.</summary>
    Suppressed,

    /// <summary>Out of service until somebody puts it back.</summary>
    OutOfService,
}
