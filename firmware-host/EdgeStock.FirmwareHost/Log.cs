using Microsoft.Extensions.Logging;

namespace EdgeStock.FirmwareHost;

/// <summary>What the process tells the operator; 0xx.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Host {Host} serves {Devices} devices.")]
    public static partial void Started(this ILogger log, string host, int devices);

    [LoggerMessage(2, LogLevel.Information, "Stopped; {Waiting} samples had not been committed by the gateway.")]
    public static partial void Stopped(this ILogger log, int waiting);

    [LoggerMessage(3, LogLevel.Warning, "A device did not let go within {Seconds} s; the process ends without it.")]
    public static partial void StopForced(this ILogger log, double seconds);
}
