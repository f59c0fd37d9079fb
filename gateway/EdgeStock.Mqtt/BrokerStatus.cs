namespace EdgeStock.Mqtt;

/// <summary>Where a session stands.</summary>
public enum BrokerState
{
    /// <summary>No link; waiting for the next attempt, or stopped.</summary>
    Offline,

    /// <summary>Looking whether the broker's port answers.</summary>
    Probing,

    /// <summary>Waiting for the broker to accept this client.</summary>
    Connecting,

    /// <summary>A link stands.</summary>
    Online,

    /// <summary>Stopping: the last messages are on their way.</summary>
    Draining,
}

/// <summary>What a status page shows of the broker.</summary>
/// <param name="State">Where the session stands.</param>
/// <param name="Since">Since when it has stood there.</param>
/// <param name="Reason">Why there is no link, a sentence; null while there is one or none was tried yet.</param>
/// <param name="Attempts">Attempts that failed since there last was a link.</param>
public sealed record BrokerStatus(BrokerState State, DateTimeOffset Since, string? Reason, int Attempts);
