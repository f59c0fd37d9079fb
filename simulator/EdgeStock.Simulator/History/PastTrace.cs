using EdgeStock.Wire;

namespace EdgeStock.Simulator.History;

/// <summary>The trace of a past, written in time order with the gateway's ticks in it.</summary>
internal sealed class PastTrace : IDisposable
{
    private readonly FileStream file;
    private readonly LocalDays days;
    private readonly long tickMs;
    private long nextTickMs;

    /// <summary>Begins the file with its header.</summary>
    /// <param name="tick">The gateway's clock comes so often.</param>
    public PastTrace(string path, PastStoreroom storeroom, LocalDays days, long seed, TimeSpan tick)
    {
        (this.days, tickMs) = (days, (long)tick.TotalMilliseconds);
        file = new(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 20);
        Put(new TraceLine(1, storeroom.Id, seed, days.EndMs / 1000.0, days.T0, "simulated past of a storeroom; its truth stands in truth.jsonl beside it"));
        Put(new SiteLine(storeroom.SiteText));
    }

    /// <summary>Lets the gateway's clock come up to an instant.</summary>
    public void TickUntil(long ms)
    {
        for (; nextTickMs <= ms; nextTickMs += tickMs)
        {
            Put(new TickLine(days.Instant(nextTickMs)));
        }
    }

    /// <summary>Somebody says something.</summary>
    public void Say(long ms, string verb, string by, string body) => Put(new CommandInputLine(days.Instant(ms), verb, by, Body: body));

    /// <summary>A device says something.</summary>
    public void Put(Line line)
    {
        file.Write(LineCodec.ToUtf8(line));
        file.WriteByte((byte)'\n');
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
