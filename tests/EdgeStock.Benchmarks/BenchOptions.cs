namespace EdgeStock.Benchmarks;

/// <summary>What is measured, and how much of it.</summary>
/// <param name="Folder">Where ledgers are written; its disk is what "durable" means in this run.</param>
/// <param name="Gateway">The gateway's program, a DLL.</param>
/// <param name="Rounds">Rounds of each measurement, the warm-up not counted.</param>
/// <param name="ProcessRounds">Starts of the gateway, each with and without history.</param>
/// <param name="Scale">Inputs of a round against the usual number.</param>
/// <param name="History">Entries in the ledger that a gateway starts with.</param>
/// <param name="Idle">How long a started gateway is watched.</param>
internal sealed record BenchOptions(string Folder, string Gateway, int Rounds, int ProcessRounds, double Scale, int History, TimeSpan Idle)
{
    /// <summary>A usual number, scaled.</summary>
    public int Count(int usual, int least = 1) => Math.Max(least, (int)(usual * Scale));
}
