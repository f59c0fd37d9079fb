namespace EdgeStock.Domain;

/// <summary>What an antenna's watch must remember over a restart.</summary>
public sealed record AntennaMemory(bool Up, TimeSpan SinceReader, TimeSpan SinceRead)
{
    /// <summary>Before anything was heard: taken as up, and heard just now.</summary>
    public static AntennaMemory Empty { get; } = new(true, TimeSpan.Zero, TimeSpan.Zero);
}

/// <summary>Whether an antenna's silence about a tag is evidence: it is up, its reader is alive, and it does not keep silent about everything.</summary>
internal sealed class AntennaWatch(Antenna antenna, AntennaMemory memory)
{
    /// <summary>From this many tags on, all of them silent at once is taken for a deaf antenna, not for an empty shelf.</summary>
    private const int Crowd = 4;

    private readonly TimeSpan patience = antenna.Cycle * 3 > TimeSpan.FromSeconds(15) ? antenna.Cycle * 3 : TimeSpan.FromSeconds(15);
    private bool up = memory.Up;
    private TimeSpan sinceReader = memory.SinceReader;
    private TimeSpan sinceRead = memory.SinceRead;

    public Antenna Antenna => antenna;

    public bool Changed { get; private set; }

    public AntennaMemory Save()
    {
        Changed = false;
        return new(up, sinceReader, sinceRead);
    }

    /// <summary>Its reader gave a sign of life: a read at any antenna, or the end of a round.</summary>
    public void HearReader() => (sinceReader, Changed) = (TimeSpan.Zero, true);

    /// <summary>It read a tag.</summary>
    public void HearTag() => (sinceRead, up, Changed) = (TimeSpan.Zero, true, true);

    public void Announce(bool isUp) => (up, Changed) = (isUp, true);

    public void Pass(TimeSpan elapsed)
    {
        sinceReader += elapsed;
        sinceRead += elapsed;
        Changed |= elapsed > TimeSpan.Zero;
    }

    /// <summary>Its silence counts now.</summary>
    /// <param name="present">Tags held to be in its zone.</param>
    public bool IsEvidence(int present) => up && sinceReader <= patience && (present < Crowd || sinceRead <= patience);
}
