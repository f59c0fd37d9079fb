namespace EdgeStock.Llrp;

/// <summary>A moment by the reader's own clock; how it relates to the host's is <see cref="ReaderClock"/>'s matter.</summary>
/// <param name="Microseconds">Since 1970 UTC, or since the reader started.</param>
/// <param name="IsUptime">The reader counts from its start.</param>
public readonly record struct ReaderTime(ulong Microseconds, bool IsUptime)
{
    // 9999-12-31T23:59:59.999999Z
    private const ulong Last = 253_402_300_799_999_999;

    public static ReaderTime Utc(DateTimeOffset at) => new((ulong)((at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond), IsUptime: false);

    public static ReaderTime Uptime(TimeSpan since) => new((ulong)(since.Ticks / TimeSpan.TicksPerMicrosecond), IsUptime: true);

    /// <summary>The calendar instant for this many microseconds since 1970; null beyond the calendar.</summary>
    public static DateTimeOffset? Calendar(ulong microseconds) =>
        microseconds <= Last ? DateTimeOffset.UnixEpoch.AddTicks((long)microseconds * TimeSpan.TicksPerMicrosecond) : null;
}
