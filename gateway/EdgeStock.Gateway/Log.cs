namespace EdgeStock.Gateway;

/// <summary>The gateway's log messages: 1000 writer, 1100 intake, 1200 publishing, 1300 operations.</summary>
internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Information, "ledger {Path}: epoch {Epoch}, {Seq} entries, head {Hash}")]
    public static partial void LedgerOpened(this ILogger log, string path, long epoch, long seq, string hash);

    [LoggerMessage(1001, LogLevel.Information, "writer ended at entry {Seq}, head {Hash}")]
    public static partial void WriterEnded(this ILogger log, long seq, string hash);

    [LoggerMessage(1002, LogLevel.Error, "an input could not be judged and was passed over, {Count} so far; please report it with a recording")]
    public static partial void InputFailed(this ILogger log, long count, Exception error);

    [LoggerMessage(1003, LogLevel.Information, "site file {Hash} is in force: {Changes} changes, applied by {By}")]
    public static partial void SiteApplied(this ILogger log, string hash, int changes, string by);

    [LoggerMessage(1004, LogLevel.Error, "the ledger cannot be written; what came since is held, nothing is acknowledged: {Says}")]
    public static partial void LedgerHeld(this ILogger log, string says);

    [LoggerMessage(1005, LogLevel.Information, "the ledger goes on: entry {Seq} is committed, nothing was lost")]
    public static partial void LedgerGoesOn(this ILogger log, long seq);

    [LoggerMessage(1006, LogLevel.Warning, "the disk is full: the reserve is given back to it")]
    public static partial void ReserveGiven(this ILogger log);

    [LoggerMessage(1007, LogLevel.Warning, "room on the disk is {Says} ({Free} octets free)")]
    public static partial void Space(this ILogger log, string says, long free);

    [LoggerMessage(1008, LogLevel.Error, "{Problem}: the gateway goes on; stop it when you can, run 'edgestock verify', and restore a backup that verifies")]
    public static partial void TailBroken(this ILogger log, string problem);

    [LoggerMessage(1009, LogLevel.Information, "the name behind {Person} was erased by {By}")]
    public static partial void NameErased(this ILogger log, string person, string by);

    [LoggerMessage(1100, LogLevel.Information, "host {Host} connected")]
    public static partial void HostConnected(this ILogger log, string host);

    [LoggerMessage(1101, LogLevel.Information, "host {Host} gone")]
    public static partial void HostGone(this ILogger log, string host);

    [LoggerMessage(1102, LogLevel.Warning, "a connection on the sample socket was refused: {Reason}")]
    public static partial void HostRefused(this ILogger log, string reason);

    [LoggerMessage(1103, LogLevel.Warning, "host {Host} connected again: the older connection is closed")]
    public static partial void HostSuperseded(this ILogger log, string host);

    [LoggerMessage(1104, LogLevel.Warning, "host {Host} does not read its answers and is cut off")]
    public static partial void HostNotReading(this ILogger log, string host);

    [LoggerMessage(1105, LogLevel.Warning, "host {Host}: a line was refused, and further ones of this connection are only counted: {Reason}")]
    public static partial void LineRefused(this ILogger log, string host, string reason);

    [LoggerMessage(1106, LogLevel.Warning, "host '{Host}' lost: {Reason}")]
    public static partial void HostLost(this ILogger log, string host, string reason);

    [LoggerMessage(1200, LogLevel.Warning, "the broker refuses entry {Seq} (reason {Code}): it waits and is tried again")]
    public static partial void PublishRefused(this ILogger log, long seq, byte code);

    [LoggerMessage(1201, LogLevel.Error, "the broker will never take entry {Seq} (reason {Code}): it stays in the ledger and is passed over")]
    public static partial void PublishImpossible(this ILogger log, long seq, byte code);

    [LoggerMessage(1202, LogLevel.Warning, "an older session's will arrived late: the birth is published again")]
    public static partial void LateWill(this ILogger log);

    [LoggerMessage(1203, LogLevel.Warning, "the broker refuses {Topic} (reason {Code})")]
    public static partial void StateRefused(this ILogger log, string topic, byte code);

    [LoggerMessage(1300, LogLevel.Information, "recording begins at entry {Seq}")]
    public static partial void RecordingBegins(this ILogger log, long seq);

    [LoggerMessage(1301, LogLevel.Warning, "user {User} (process {Process}) may not command the gateway: {Method} {Path} was refused")]
    public static partial void ControlDenied(this ILogger log, uint user, int process, string method, string path);

    [LoggerMessage(1302, LogLevel.Error, "{Fault} The site file that was in force before stays in force; mend the file and run 'edgestock config apply'.")]
    public static partial void SiteFileWrong(this ILogger log, string fault);

    [LoggerMessage(1303, LogLevel.Information, "{Device}: {Action} {Value} asked by {By}: {Result}")]
    public static partial void DeviceAsked(this ILogger log, string device, string action, string? value, string by, string result);

    [LoggerMessage(1304, LogLevel.Warning, "a site file of {By} was refused: {Reason}")]
    public static partial void ConfigRefused(this ILogger log, string by, string reason);

    [LoggerMessage(1350, LogLevel.Warning, "a signing key was made, fingerprint {Key}: note it where an auditor finds it, and keep a copy of signing.key")]
    public static partial void SigningKeyMade(this ILogger log, string key);

    [LoggerMessage(1351, LogLevel.Error, "the signing key {Lost} is gone, a new one was made, fingerprint {Key}: what the old one signed stays valid. If signing.key was lost by accident, put its copy back and restart; note the new fingerprint otherwise")]
    public static partial void SigningKeyLost(this ILogger log, string lost, string key);

    [LoggerMessage(1352, LogLevel.Information, "checkpoint of entry {Seq} {Hash} signed by {Key}")]
    public static partial void CheckpointSigned(this ILogger log, long seq, string hash, string key);

    [LoggerMessage(1353, LogLevel.Error, "a checkpoint could not be written and is tried again each minute: {Reason}: see whether the disk is full")]
    public static partial void CheckpointFailed(this ILogger log, string reason);

    [LoggerMessage(1354, LogLevel.Information, "checkpoints are written again")]
    public static partial void CheckpointMended(this ILogger log);

    [LoggerMessage(1310, LogLevel.Information, "a backup into {Folder} begins")]
    public static partial void BackupBegins(this ILogger log, string folder);

    [LoggerMessage(1311, LogLevel.Information, "backup {Path}: {Seq} entries, checked, {Milliseconds} ms; {Deleted} older ones deleted")]
    public static partial void BackupMade(this ILogger log, string path, long seq, long milliseconds, int deleted);

    [LoggerMessage(1312, LogLevel.Error, "no backup was made: {Reason}")]
    public static partial void BackupFailed(this ILogger log, string reason);

    [LoggerMessage(1320, LogLevel.Information, "the read models are made anew from the ledger: {Reason}")]
    public static partial void RebuildBegins(this ILogger log, string reason);

    [LoggerMessage(1321, LogLevel.Information, "read models made anew from {Seq} entries are in place; {Differences} documents were different")]
    public static partial void RebuildDone(this ILogger log, long seq, int differences);

    [LoggerMessage(1322, LogLevel.Warning, "read model {Difference}")]
    public static partial void RebuildDifference(this ILogger log, string difference);

    [LoggerMessage(1323, LogLevel.Error, "the read models could not be made anew, those that could be read stay: {Reason}")]
    public static partial void RebuildFailed(this ILogger log, string reason);
}
