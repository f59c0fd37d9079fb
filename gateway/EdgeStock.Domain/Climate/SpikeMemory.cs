namespace EdgeStock.Domain;

/// <summary>What a spike filter must remember over a restart.</summary>
/// <param name="Recent">Accepted values, oldest first; at most <see cref="SpikeFilter.Window"/>.</param>
/// <param name="Suspects">Values held back since, at most two.</param>
public sealed record SpikeMemory(IReadOnlyList<double> Recent, IReadOnlyList<double> Suspects)
{
    /// <summary>Before the first value.</summary>
    public static SpikeMemory Empty { get; } = new([], []);
}
