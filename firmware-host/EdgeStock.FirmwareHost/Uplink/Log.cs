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

    [LoggerMessage(206, LogLevel.Information, "The spool {Path} holds {Count} samples of this host's last process; they are sent first.")]
    public static partial void SpoolRead(this ILogger log, string path, int count);

    [LoggerMessage(207, LogLevel.Error, "The spool {Path} cannot be used: {Reason}. If this process is killed, samples that the gateway has not committed are lost. See that this user may write there and that there is room, or name another file under 'spool' in the hardware file.")]
    public static partial void SpoolFailed(this ILogger log, string path, string reason);

    [LoggerMessage(208, LogLevel.Information, "The spool {Path} is written again; {Missed} samples had been added without it.")]
    public static partial void SpoolBack(this ILogger log, string path, long missed);

    [LoggerMessage(209, LogLevel.Error, "The spool {Path} {Reason}. It was set aside as {Aside}, and a new one begun.")]
    public static partial void SpoolSetAside(this ILogger log, string path, string reason, string aside);

    [LoggerMessage(210, LogLevel.Error, "The spool {Path} cannot be emptied: {Reason}. Delete the file before this host is started again, or samples may be taken twice.")]
    public static partial void SpoolStale(this ILogger log, string path, string reason);

    [LoggerMessage(211, LogLevel.Warning, "The spool {Path} lies on {Format}, not in a memory file system, so every sample is written to that disk. Name a file under /run as 'spool' in the hardware file, or write 'spool: none'.")]
    public static partial void SpoolOnDisk(this ILogger log, string path, string format);

    [LoggerMessage(212, LogLevel.Warning, "{Count} samples in the spool {Path} are not lines that a gateway takes and were skipped; report this.")]
    public static partial void SpoolUnreadable(this ILogger log, string path, int count);

    [LoggerMessage(213, LogLevel.Warning, "The spool {Path} cannot be shortened: {Reason}. It is used as it is; see that there is room beside it for a copy.")]
    public static partial void SpoolStaysLong(this ILogger log, string path, string reason);

    [LoggerMessage(214, LogLevel.Warning, "{Missed} samples since the start were added without the spool {Path}.")]
    public static partial void SpoolMissed(this ILogger log, string path, long missed);
}
