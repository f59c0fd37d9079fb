using Microsoft.Extensions.Logging;

namespace EdgeStock.FirmwareHost.Drivers;

/// <summary>What the drivers tell the operator; 1xx.</summary>
internal static partial class Log
{
    [LoggerMessage(101, LogLevel.Warning, "{Device} is lost: {Reason}. It is tried again until it answers; check its power and cable.")]
    public static partial void DeviceLost(this ILogger log, string device, string reason);

    [LoggerMessage(102, LogLevel.Information, "{Device} answers again.")]
    public static partial void DeviceBack(this ILogger log, string device);

    [LoggerMessage(103, LogLevel.Error, "The driver of {Device} failed and is started again; report this with the text below.")]
    public static partial void DriverFailed(this ILogger log, string device, Exception bug);
}
