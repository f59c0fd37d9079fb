namespace EdgeStock.Simulator.Devices.LlrpReader;

/// <summary>A tag seen by one antenna during one round.</summary>
/// <param name="Epc">EPC memory.</param>
/// <param name="RssiDbm">Peak of the round.</param>
/// <param name="Count">Reads in the round.</param>
public sealed record TagSighting(byte[] Epc, double RssiDbm, int Count, DateTimeOffset FirstSeen, DateTimeOffset LastSeen);
