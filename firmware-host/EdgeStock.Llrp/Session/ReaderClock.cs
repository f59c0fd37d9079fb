namespace EdgeStock.Llrp;

/// <summary>
/// Maps a reader's times to the host's. A UTC clock within five seconds of the host's is taken as it is; one further off, and
/// an uptime, are anchored: each event tells how far host and reader stand apart, and the anchor follows slowly, so that one late
/// message does not shift a round but months of drift are followed. A jump (the reader restarted, or its clock was set) is followed at once.
/// </summary>
public sealed class ReaderClock(TimeProvider time)
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);
    private const int FollowEachTime = 16;

    private Anchor utc;
    private Anchor uptime;

    /// <summary>Whether the reader's UTC clock was found wrong, so that host time is published instead.</summary>
    public bool Corrects { get; private set; }

    /// <summary>Host minus reader, by the last event with a time.</summary>
    public TimeSpan? Skew => utc.Offset;

    /// <summary>Takes the time of an event that has just arrived. Returns a sentence for the operator the first time that the clock is found wrong.</summary>
    public string? Observe(ReaderTime? said)
    {
        if (said is not { } at || ReaderTime.Calendar(at.Microseconds) is not { } position)
        {
            return null;
        }

        var offset = time.GetUtcNow() - position;
        if (at.IsUptime)
        {
            uptime.Follow(offset);
            return null;
        }

        utc.Follow(offset);
        if (Corrects || offset.Duration() <= Tolerance)
        {
            return null;
        }

        Corrects = true;
        return $"the reader's clock says {position:yyyy-MM-dd HH:mm:ss}Z, {offset.Duration().TotalSeconds:F0} s {(offset > TimeSpan.Zero ? "behind" : "ahead of")} the host: host time is used. Give the reader a time server.";
    }

    /// <summary>The moment in host time, in whole milliseconds and never later than now; now when the reader said nothing of use.</summary>
    public DateTimeOffset ToHost(ReaderTime? said)
    {
        var now = time.GetUtcNow();
        var mapped = now;
        if (said is { } at && ReaderTime.Calendar(at.Microseconds) is { } position)
        {
            TimeSpan? offset = at.IsUptime ? uptime.Offset : Corrects ? utc.Offset : TimeSpan.Zero;
            mapped = offset is { } o ? Shift(position, o) ?? now : now;
        }

        var earliest = mapped < now ? mapped : now;
        return earliest.AddTicks(-(earliest.Ticks % TimeSpan.TicksPerMillisecond));
    }

    private static DateTimeOffset? Shift(DateTimeOffset position, TimeSpan offset)
    {
        var ticks = position.Ticks + offset.Ticks;
        return ticks >= DateTimeOffset.UnixEpoch.Ticks && ticks <= DateTimeOffset.MaxValue.Ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
    }

    private record struct Anchor(TimeSpan? Offset)
    {
        public void Follow(TimeSpan seen) =>
            // the smaller offset is the one with the least delay on the way
            Offset = Offset is { } held && seen > held && seen - held <= Tolerance ? held + ((seen - held) / FollowEachTime) : seen;
    }
}
