namespace EdgeStock.Domain;

/// <summary>What a channel made of an attempt.</summary>
public enum DeliveryOutcome
{
    /// <summary>It took the message.</summary>
    Sent,

    /// <summary>It did not; another attempt may.</summary>
    Failed,

    /// <summary>It never will.</summary>
    Refused,
}
