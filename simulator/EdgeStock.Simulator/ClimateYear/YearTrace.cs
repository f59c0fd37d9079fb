using EdgeStock.Wire;

namespace EdgeStock.Simulator.ClimateYear;

/// <summary>
/// The trace of the rooms, written as it is lived through: a tick each 5 s, as densely as the gateway's evidence of silence needs. While the
/// gateway does not run its hosts keep their lines; when it is back they come at once, with the time at which they are taken.
/// </summary>
internal sealed class YearTrace : IDisposable
{
    private const long TickMs = 5000;
    private const long CatchUpMs = 1100;

    private readonly FileStream file;
    private readonly DateTimeOffset t0;
    private readonly List<SampleLine> kept = [];
    private bool away;

    public YearTrace(string path, string id, long seed, DateTimeOffset t0, long durationMs)
    {
        this.t0 = t0;
        file = new(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 20);
        Put(new TraceLine(1, id, seed, durationMs / 1000.0, t0, "simulated climate of three storerooms; its truth stands in truth.jsonl beside it"));
        Put(new SiteLine(ClimateRooms.SiteText()));
    }

    /// <summary>A step begins.</summary>
    public void Begin(long ms, bool gatewayAway)
    {
        away = gatewayAway;
        Tick(ms);
        if (!away && kept.Count > 0)
        {
            var taken = t0.AddMilliseconds(ms + CatchUpMs);
            kept.ForEach(line => Put(line with { Taken = taken }));
            kept.Clear();
        }
    }

    /// <summary>A sensor says something.</summary>
    public void Say(SampleLine line)
    {
        if (away)
        {
            kept.Add(line);
        }
        else
        {
            Put(line);
        }
    }

    /// <summary>A step ends.</summary>
    public void End(long ms, long stepMs)
    {
        for (var at = ms + TickMs; at < ms + stepMs; at += TickMs)
        {
            Tick(at);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private void Tick(long ms)
    {
        if (!away)
        {
            Put(new TickLine(t0.AddMilliseconds(ms)));
        }
    }

    private void Put(Line line)
    {
        file.Write(LineCodec.ToUtf8(line));
        file.WriteByte((byte)'\n');
    }
}
