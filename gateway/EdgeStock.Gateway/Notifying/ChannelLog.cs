namespace EdgeStock.Gateway.Notifying;

/// <summary>The log messages of what stands in notify.yml: 1450 and on. None holds an address, a URL or a secret.</summary>
internal static partial class ChannelLog
{
    [LoggerMessage(1450, LogLevel.Information, "notify.yml: {Ways}; {Recipients} recipients")]
    public static partial void WaysOut(this ILogger log, string ways, int recipients);

    [LoggerMessage(1451, LogLevel.Error, "nobody is told of alarms by this gateway: {Fault} Mend it and restart the gateway.")]
    public static partial void NotifyFileWrong(this ILogger log, string fault);

    [LoggerMessage(1452, LogLevel.Warning, "the light {Device} cannot be set, and is tried again: {Reason}")]
    public static partial void LightFailed(this ILogger log, string device, string reason);

    [LoggerMessage(1453, LogLevel.Information, "the light {Device} is {State}")]
    public static partial void LightSet(this ILogger log, string device, string state);

    [LoggerMessage(1454, LogLevel.Warning, "the outward heartbeat does not arrive: its receiver {Reason}")]
    public static partial void HeartbeatFailed(this ILogger log, string reason);

    [LoggerMessage(1455, LogLevel.Information, "the outward heartbeat arrives")]
    public static partial void HeartbeatArrives(this ILogger log);

    [LoggerMessage(1456, LogLevel.Warning, "no outward heartbeat is sent, so that somebody comes: {Reason}")]
    public static partial void HeartbeatWithheld(this ILogger log, string reason);

    [LoggerMessage(1457, LogLevel.Information, "{Recipient} acknowledged {Alarm} by the link of {Notification}, as {By}")]
    public static partial void LinkUsed(this ILogger log, string recipient, string alarm, string notification, string by);

    [LoggerMessage(1458, LogLevel.Warning, "many wrong links are tried; for a while each is turned away, and right ones go on")]
    public static partial void WrongLinks(this ILogger log);
}
