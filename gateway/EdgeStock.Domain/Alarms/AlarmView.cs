namespace EdgeStock.Domain;

/// <summary>Whether an alarm asks for somebody.</summary>
public enum AlarmAttention
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>It does, and nobody has acknowledged it.</summary>
    Wanted,

    /// <summary>Somebody is on it.</summary>
    Given,
}

/// <summary>An acknowledgement: who, why, what is done, when.</summary>
public sealed record AlarmAcknowledgement(string By, string Reason, string Action, DateTimeOffset At);

/// <summary>A confirmation: the corrective action is done.</summary>
public sealed record AlarmConfirmation(string By, string Action, DateTimeOffset At);

/// <summary>Why an alarm does not ask for attention.</summary>
/// <param name="Until">When that ends by itself; null when it does not.</param>
/// <param name="By">Null: the gateway itself.</param>
public sealed record AlarmSetAside(string Reason, string? By, DateTimeOffset At, DateTimeOffset? Until);

/// <summary>Where an alarm stands. Made of alarm events alone.</summary>
/// <param name="Since">When its state began.</param>
/// <param name="RaisedAt">When it last began to ask for attention; null when it never did.</param>
/// <param name="Seq">Ledger entry that last changed it.</param>
public sealed record AlarmView(
    AlarmName Name, AlarmCondition Condition, AlarmAttention Attention, AlarmLimits Limits, DateTimeOffset Since, DateTimeOffset? Onset, double? Value, double? Peak, double? OutsideSeconds,
    IReadOnlyList<string> Causes, DateTimeOffset? RaisedAt, int Level, DateTimeOffset? NextStep, AlarmAcknowledgement? Acknowledged, AlarmConfirmation? Confirmed,
    AlarmSetAside? Shelf, AlarmSetAside? Suppression, AlarmSetAside? OutOfService, long Seq)
{
    /// <summary>Lots that its excursions reached and that are not settled; null when there are none.</summary>
    public AlarmLots? Lots { get; init; }

    /// <summary>An alarm of which nothing was ever said.</summary>
    public static AlarmView Normal(AlarmName name, AlarmLimits limits) => new(
        name, AlarmCondition.Clear, AlarmAttention.None, limits, default, null, null, null, null, [], null, 0, null, null, null, null, null, null, 0);

    /// <summary>It is not as it should be, whether or not it asks.</summary>
    public bool IsOn() => Condition is AlarmCondition.Standing or AlarmCondition.Returning;

    /// <summary>It is shelved, suppressed or out of service.</summary>
    public bool IsSetAside() => (Shelf ?? Suppression ?? OutOfService) is not null;

    /// <summary>The state of the standard. What an administrator decided goes before what the design does, and that before a shelf.</summary>
    public AlarmState State() =>
        OutOfService is not null ? AlarmState.OutOfService
        : Suppression is not null ? AlarmState.Suppressed
        : Shelf is not null ? AlarmState.Shelved
        : Attention == AlarmAttention.Wanted ? IsOn() ? AlarmState.Unacknowledged : AlarmState.ReturnedUnacknowledged
        : IsOn() ? Attention == AlarmAttention.Given ? AlarmState.Acknowledged : AlarmState.Unacknowledged
        : Condition == AlarmCondition.Pending ? AlarmState.Pending : AlarmState.Normal;

    /// <summary>It is to be shown: it asks, somebody is on it, or it was set aside.</summary>
    public bool Stands() => State() is not (AlarmState.Normal or AlarmState.Pending);

    /// <summary>Nobody has acknowledged it.</summary>
    public bool IsUnacknowledged() => State() is AlarmState.Unacknowledged or AlarmState.ReturnedUnacknowledged;
}
