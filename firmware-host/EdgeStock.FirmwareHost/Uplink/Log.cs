using Microsoft.Extensions.Logging;

namespace EdgeStock.FirmwareHost.Uplink;

/// <summary>What the uplink tells the operator; 2xx.</summary>
internal static partial class Log
{
    [LoggerMessage(201, LogLevel.Information, "The gateway at {Path} answers; {Waiting} samples wait for it, {Dropped} were lost since the start.")]
    public static partial void GatewayFound(this ILogger log, string path, int waiting, long dropped);

    [LoggerMessage(202, LogLevel.Warning, "No gateway at {Path}: {Reason}. Samples are kept meanwhile; check that the gateway runs.")]
    public static partial void GatewayLost(this ILogger log, string path, string reason);

    [LoggerMessage(203, LogLevel.Error, "The session with the gateway failed and is started again; report this with the text below.")]
    public static partial void UplinkFailed(this ILogger log, Exception bug);

    [LoggerMessage(204, LogLevel.Error, "The buffer is full: the oldest samples are lost from now on. Start the gateway, or raise 'buffer' in the hardware file.")]
    public static partial void BufferFull(this ILogger log);

    [LoggerMessage(205, LogLevel.Warning, "{Count} lines of the gateway were skipped in the last session; host and gateway may be of different versions.")]
    public static partial void LinesSkipped(this ILogger log, long count);

    [LoggerMessage(206, LogLevel.Error, "The driver of {Device} failed at '{Action}'; report this with the text below.")]
    public static partial void ActionFailed(this ILogger log, string device, string action, Exception bug);
}
