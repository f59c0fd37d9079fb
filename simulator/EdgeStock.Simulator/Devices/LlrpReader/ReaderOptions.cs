namespace EdgeStock.Simulator.Devices.LlrpReader;

/// <summary>What kind of reader is emulated.</summary>
public sealed record ReaderOptions
{
    /// <summary>TCP port on the loopback address; 0 takes any that is free.</summary>
    public int Port { get; init; }

    /// <summary>Antenna ports, numbered from 1, all connected at first.</summary>
    public int Antennas { get; init; } = 4;

    /// <summary>ROSpecs it can hold: one make takes 1, another 64.</summary>
    public int MaxRoSpecs { get; init; } = 1;

    /// <summary>False: it tells uptime instead.</summary>
    public bool HasUtcClock { get; init; } = true;

    /// <summary>Its UTC clock minus the true time.</summary>
    public TimeSpan ClockError { get; init; }

    /// <summary>Tags that it keeps while no client takes them; more are lost and said to be.</summary>
    public int BufferedTags { get; init; } = 10_000;
}
