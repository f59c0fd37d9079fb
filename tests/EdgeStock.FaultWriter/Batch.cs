using EdgeStock.Wire;

namespace EdgeStock.FaultWriter;

/// <summary>What the writer takes between two commits: in turn a tick, perhaps a site file, and samples of the one host.</summary>
/// <param name="Number">From 0.</param>
/// <param name="Taken">When the gateway took all of it.</param>
/// <param name="Site">Index of the site file that comes into force first; null when it stays.</param>
/// <param name="Lines">Samples, numbered on from the batch before; never empty, so that the ledger always tells which batch was its last.</param>
public sealed record Batch(int Number, DateTimeOffset Taken, int? Site, IReadOnlyList<SampleLine> Lines)
{
    /// <summary>Its highest sample.</summary>
    public ulong LastN => Lines[^1].N!.Value;
}
