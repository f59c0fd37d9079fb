namespace EdgeStock.SystemTests.Faults;

/// <summary>All rounds of a campaign, run once for the tests that look at them: the guest's in parallel with those on this machine.</summary>
public sealed class FaultCampaign : IAsyncLifetime
{
    /// <summary>Where the table is written to as well; unset for nowhere.</summary>
    private const string TableVariable = "EDGESTOCK_FAULT_TABLE";

    private readonly FaultFolder folder = new();

    internal FaultPlan Plan { get; } = FaultPlan.FromEnvironment();

    internal Reference Reference { get; private set; } = null!;

    /// <summary>Rounds whose ledger must be whole.</summary>
    internal List<FaultRound> Rounds { get; } = [];

    /// <summary>Power cuts of a ledger that does not wait for its disk; empty where the guest cannot run.</summary>
    internal List<FaultRound> Control { get; } = [];

    /// <summary>Why there are no rounds in the guest; null when there are.</summary>
    internal string? NoGuest { get; } = Guest.Missing();

    public async ValueTask InitializeAsync()
    {
        Reference = new(folder, Plan.Seed);
        var guest = NoGuest is null ? Task.Run(GuestsAsync) : Task.FromResult<IReadOnlyList<GuestRounds>>([]);
        await Task.Run(() => Rounds.AddRange(KillRounds.Run(Reference, folder, Plan)));
        await Task.Run(() => Rounds.AddRange(TornRounds.Run(Reference, folder, Plan)));
        if (await FullDiskRounds.PossibleAsync())
        {
            Rounds.AddRange(await FullDiskRounds.RunAsync(Reference, folder, Plan));
        }

        foreach (var run in await guest)
        {
            Rounds.AddRange(run.Rounds);
            Control.AddRange(run.Control);
        }

        if (Environment.GetEnvironmentVariable(TableVariable) is { Length: > 0 } file)
        {
            await File.WriteAllTextAsync(file, $"{FaultTable.Of(Rounds)}\nControl, must lose:\n\n{FaultTable.Of(Control)}");
        }
    }

    /// <summary>The control of the torn logs: some of what was acknowledged is damaged too.</summary>
    internal IReadOnlyList<FaultRound> TornBelow() => [.. TornRounds.Run(Reference, folder, Plan with { Torn = TornRounds.Kinds }, below: 30)];

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>One guest after the other: two would only share this machine's cores.</summary>
    private async Task<IReadOnlyList<GuestRounds>> GuestsAsync()
    {
        var runs = new List<GuestRounds>();
        for (var i = 0; i < Plan.Guests; i++)
        {
            // each guest has a stream of its own
            var reference = i == 0 ? Reference : new Reference(folder, Plan.Seed + i);
            runs.Add(await GuestRounds.RunAsync(reference, folder, Plan, i, (Plan.Cuts / Plan.Guests) + (i < Plan.Cuts % Plan.Guests ? 1 : 0)));
        }

        return runs;
    }
}
