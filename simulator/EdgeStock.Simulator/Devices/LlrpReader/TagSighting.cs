namespace EdgeStock.Simulator.Devices.LlrpReader;

/// <summary>A tag that an antenna reads during one dwell.</summary>
/// <param name="Epc">EPC memory without CRC and PC, in whole 16-bit words.</param>
/// <param name="RssiDbm">Strongest backscatter, dBm.</param>
/// <param name="Count">Reads in the dwell.</param>
/// <param name="FirstSeen">First read, true time.</param>
/// <param name="LastSeen">Last read, true time.</param>
public sealed record TagSighting(byte[] Epc, double RssiDbm, int Count, DateTimeOffset FirstSeen, DateTimeOffset LastSeen);

/// <summary>What an antenna saw from an instant on for a dwell; asked when the dwell is over, one antenna at a time.</summary>
public delegate IReadOnlyList<TagSighting> Inventory(int antenna, DateTimeOffset from, TimeSpan dwell);
