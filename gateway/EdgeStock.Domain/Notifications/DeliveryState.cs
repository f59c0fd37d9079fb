namespace EdgeStock.Domain;

/// <summary>Where a message to one recipient over one channel stands.</summary>
public enum DeliveryState
{
    /// <summary>Nothing is known of an attempt yet.</summary>
    Waiting,

    /// <summary>It did not go and is tried again.</summary>
    Failing,

    /// <summary>The channel took it.</summary>
    Sent,

    /// <summary>It is not tried any more.</summary>
    GivenUp,

    /// <summary>There is no need any more.</summary>
    Withheld,
}
