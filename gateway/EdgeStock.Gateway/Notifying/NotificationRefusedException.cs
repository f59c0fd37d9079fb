namespace EdgeStock.Gateway.Notifying;

/// <summary>A message will never go: the address is wrong, or the receiver refused it for good.</summary>
internal sealed class NotificationRefusedException : Exception
{
    public NotificationRefusedException()
    {
    }

    public NotificationRefusedException(string message)
        : base(message)
    {
    }

    public NotificationRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
