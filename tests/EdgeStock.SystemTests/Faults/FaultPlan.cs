using System.Globalization;

namespace EdgeStock.SystemTests.Faults;

/// <summary>How many rounds of each kind a campaign has, and the seed that all its chances come from.</summary>
/// <param name="Cuts">Power cuts, in all guests together.</param>
/// <param name="FullDisks">On this machine; a guest has more of them.</param>
/// <param name="Guests">Runs of the guest.</param>
/// <param name="FailingDisks">A guest has so many disks that become full, and as many that become read-only.</param>
internal sealed record FaultPlan(int Seed, int Kills, int Torn, int Cuts, int FullDisks, int Guests, int FailingDisks)
{
    /// <summary>Batches in the stream of a seed: some 2,000 entries, and three checkpoints of the write-ahead log.</summary>
    public const int Batches = 400;

    private const int Usual = 60;
    private const int Least = 20;
    private const int CutsOfGuest = 200;

    /// <summary>The campaign that the environment asks for, or the usual one (CONTRIBUTING.md, Tests).</summary>
    public static FaultPlan FromEnvironment() => Of(Number("EDGESTOCK_SEED", 0, 20261126), Number("EDGESTOCK_ROUNDS", Least, Usual));

    /// <summary>Splits rounds: a quarter kills, a quarter torn logs, a twentieth full disks, the rest power cuts.</summary>
    public static FaultPlan Of(int seed, int rounds)
    {
        var cuts = rounds * 9 / 20;
        return new(seed, rounds / 4, rounds / 4, cuts, Math.Max(2, rounds / 20), (cuts + CutsOfGuest - 1) / CutsOfGuest, Math.Clamp(rounds / 100, 2, 6));
    }

    private static int Number(string variable, int least, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
                ? number
                : throw new FormatException($"{variable}={text}: expected a whole number from {least}")
            : otherwise;
}
