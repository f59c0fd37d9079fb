namespace EdgeStock.Domain;

/// <summary>What a zone's watch must remember over a restart.</summary>
/// <param name="Listened">Time in which silence was evidence, since the ledger began.</param>
/// <param name="Deaf">Time since silence was last evidence.</param>
public sealed record ZoneMemory(TimeSpan Listened, TimeSpan Deaf)
{
    /// <summary>Before the first tick.</summary>
    public static ZoneMemory Empty { get; } = new(TimeSpan.Zero, TimeSpan.Zero);
}

/// <summary>
/// A zone's listening clock: it runs while an antenna could have heard a tag there. A tag only notes the clock when it is read, so that
/// time passing over a full shelf changes one zone and not every tag in it.
/// </summary>
internal sealed class ZoneWatch(string room, TimeSpan cycle, ZoneMemory memory)
{
    public string Room => room;

    /// <summary>The longest inventory cycle of its antennas.</summary>
    public TimeSpan Cycle => cycle;

    public TimeSpan Listened { get; private set; } = memory.Listened;

    public TimeSpan Deaf { get; private set; } = memory.Deaf;

    public bool Changed { get; private set; }

    public ZoneMemory Save()
    {
        Changed = false;
        return new(Listened, Deaf);
    }

    /// <summary>Lets time pass.</summary>
    /// <param name="listening">An antenna's silence was evidence in that time.</param>
    public void Pass(TimeSpan elapsed, bool listening)
    {
        if (elapsed > TimeSpan.Zero)
        {
            Changed = true;
            (Listened, Deaf) = listening ? (Listened + elapsed, TimeSpan.Zero) : (Listened, Deaf + elapsed);
        }
    }
}
