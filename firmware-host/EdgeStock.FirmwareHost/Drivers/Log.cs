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

    [LoggerMessage(104, LogLevel.Warning, "{Device} gave {Count} inputs in a minute that could not be taken, {Total} since the host started; more are only counted. Check its cable, its settings and its power.")]
    public static partial void InputsFail(this ILogger log, string device, long count, long total);

    [LoggerMessage(105, LogLevel.Information, "{Device} gave nothing for a minute that could not be taken; {Total} inputs since the host started.")]
    public static partial void InputsFine(this ILogger log, string device, long total);
}
