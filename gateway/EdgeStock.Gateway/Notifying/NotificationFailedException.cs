namespace EdgeStock.Gateway.Notifying;

/// <summary>A message did not go; another attempt may.</summary>
internal sealed class NotificationFailedException : Exception
{
    public NotificationFailedException()
    {
    }

    public NotificationFailedException(string message)
        : base(message)
    {
    }

    public NotificationFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>How long the receiver asks to be left alone; null when it asks for nothing.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
