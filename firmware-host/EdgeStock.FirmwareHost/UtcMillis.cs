namespace EdgeStock.FirmwareHost;

/// <summary>Instants as sample lines carry them.</summary>
internal static class UtcMillis
{
    /// <summary>Now, UTC, cut to whole milliseconds: what is kept in the buffer equals what is read back from the wire.</summary>
    public static DateTimeOffset Now(TimeProvider time) => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
}
