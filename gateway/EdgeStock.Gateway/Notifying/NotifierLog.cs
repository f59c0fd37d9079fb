namespace EdgeStock.Gateway.Notifying;

/// <summary>The notifier's log messages: 1400 onwards.</summary>
internal static partial class NotifierLog
{
    [LoggerMessage(1400, LogLevel.Warning, "message {Notification} to {Recipient} by {Channel} did not go and is tried again: {Reason}")]
    public static partial void DeliveryFails(this ILogger log, string notification, string recipient, string channel, string reason);

    [LoggerMessage(1401, LogLevel.Information, "message {Notification} to {Recipient} by {Channel} went at attempt {Attempts}")]
    public static partial void DeliverySent(this ILogger log, string notification, string recipient, string channel, int attempts);

    [LoggerMessage(1402, LogLevel.Error, "message {Notification} to {Recipient} by {Channel} will never go: {Reason}")]
    public static partial void DeliveryRefused(this ILogger log, string notification, string recipient, string channel, string reason);

    [LoggerMessage(1403, LogLevel.Error, "channel {Channel} failed in a way of its own, which is taken as an attempt that failed; please report it")]
    public static partial void ChannelBroken(this ILogger log, string channel, Exception error);

    [LoggerMessage(1404, LogLevel.Warning, "{Count} messages were under way when the gateway stopped: they are sent at its next start, and those that arrived all the same carry the same id")]
    public static partial void LeftUnderWay(this ILogger log, int count);
}
