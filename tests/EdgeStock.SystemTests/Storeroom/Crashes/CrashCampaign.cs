using System.Globalization;
using EdgeStock.Ledger;

namespace EdgeStock.SystemTests.Storeroom.Crashes;

/// <summary>A stretch of the processes' clock in which one of them was away.</summary>
public sealed record Absence(DateTimeOffset From, DateTimeOffset To);

/// <summary>
/// People pick, and everything goes wrong at seeded moments: gateway B is killed again and again, its firmware-host several times, and its
/// broker is away for a whole minute, while gateway A takes the same samples in peace. A dead host is missed by both gateways, so what that
/// costs shows only against the truth. Afterwards everything lies still to be looked at.
/// </summary>
public sealed class CrashCampaign : IAsyncLifetime
{
    /// <summary>Two seconds of the processes' clock in one: more is moved, and no limit of theirs comes near on a busy machine.</summary>
    private const int Speed = 2;

    /// <summary>What the simulator's seed decides is the same whatever is killed. With this one every bin's first count is right.</summary>
    private const int StoreroomSeed = 11;

    private static readonly TimeSpan BrokerAbsence = TimeSpan.FromMinutes(1);

    /// <summary>After the last move of goods; by then every scale is at rest and said so.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(3);

    private readonly List<string> story = [];
    private readonly List<Absence> gatewayAbsences = [];
    private readonly List<Absence> hostAbsences = [];
    private TwinStoreroom twin = null!;

    /// <summary>Entries of the gateway that nothing disturbed.</summary>
    public IReadOnlyList<LedgerEntry> Undisturbed { get; private set; } = [];

    /// <summary>Entries of the gateway that was killed.</summary>
    public IReadOnlyList<LedgerEntry> Disturbed { get; private set; } = [];

    public Truth Truth { get; private set; } = null!;

    /// <summary>When the gateways were asked to stop.</summary>
    public DateTimeOffset End { get; private set; }

    /// <summary>From a kill of the gateway to the next one that was left in peace for a while, by the processes' clock.</summary>
    public IReadOnlyList<Absence> GatewayAbsences => gatewayAbsences;

    /// <summary>The same of the firmware-host, to its hello.</summary>
    public IReadOnlyList<Absence> HostAbsences => hostAbsences;

    /// <summary>The seed, and what was done when.</summary>
    public string Story => string.Join('\n', [string.Create(CultureInfo.InvariantCulture, $"again: EDGESTOCK_SEED={Plan.Seed} EDGESTOCK_KILLS={Plan.Rounds.Count}"), .. story]);

    public CrashPlan Plan { get; } = CrashPlan.FromEnvironment();

    /// <summary>How often the gateway was killed.</summary>
    public int Kills { get; private set; }

    internal TwinStoreroom Twin => twin;

    public async ValueTask InitializeAsync()
    {
        twin = await TwinStoreroom.StartAsync(new() { Seed = StoreroomSeed, Speed = Speed });
        try
        {
            twin.Rig.StartFirmwareHost();
            await Task.WhenAll(KillAsync(), StopBrokerAsync());
            await EndAsync();
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"the campaign broke off\n{Story}\nledgers and whole logs: {Keep()}\n{e.Message}", e);
        }
    }

    /// <summary>What to look at when a test failed: the seed, the moments, where everything was kept, and the end of the logs.</summary>
    public string Evidence() => $"{Story}\nledgers and whole logs: {Keep()}\n{twin.Rig.Logs}";

    public async ValueTask DisposeAsync()
    {
        if (twin is not null)
        {
            await twin.DisposeAsync();
        }
    }

    private async Task KillAsync()
    {
        DateTimeOffset? away = null;
        for (var i = 0; i < Plan.Rounds.Count; i++)
        {
            var round = Plan.Rounds[i];
            await ComeToAsync(round, first: i == 0);
            away ??= twin.Rig.Now;
            var host = round.Host == HostKill.Together ? KillHostAsync(round) : Task.CompletedTask;
            await twin.Rig.Gateway.KillAsync();
            Kills++;
            Tell($"gateway killed, round {i + 1}: {round.Moment}, back after {round.Absence} events, host {round.Host}");
            await host;

            var enough = twin.Events + round.Absence;
            await twin.Rig.WaitAsync(() => twin.Events >= enough, "events of the undisturbed gateway while the other one is away");
            twin.Rig.StartGateway();
            if (i + 1 == Plan.Rounds.Count || Plan.Rounds[i + 1].Moment is not (Moment.Starting or Moment.CatchingUp))
            {
                await twin.Rig.Gateway.ReadyAsync();
                gatewayAbsences.Add(new(away.Value, twin.Rig.Now));
                away = null;
            }

            if (round.Host == HostKill.After)
            {
                await KillHostAsync(round);
            }
        }
    }

    /// <summary>Waits for the moment of a round; the gateway was started by the round before.</summary>
    private async Task ComeToAsync(Round round, bool first)
    {
        var (tee, greetings, events) = (twin.Tee, twin.Tee.Second.Greetings, twin.Events);
        switch (round.Moment)
        {
            case Moment.CatchingUp:
                await twin.Rig.WaitAsync(() => tee.Second.Greetings > greetings, "a gateway that has to catch up");
                break;
            case Moment.Starting:
                break;
            default:
                var enough = events + (first ? 10 : round.Events);
                await twin.Rig.WaitAsync(() => twin.Events >= enough, "further events");
                if (round.Moment == Moment.Committing)
                {
                    await tee.First.NextAcknowledgement.WaitAsync(StoreroomRig.Deadline);
                }

                break;
        }

        await Task.Delay(round.Delay);
    }

    private async Task KillHostAsync(Round round)
    {
        await Task.Delay(round.HostDelay);
        var (hosts, killed) = (twin.Tee.Hosts, twin.Rig.Now);
        await twin.Rig.FirmwareHost.KillAsync();
        Tell("host killed");
        twin.Rig.StartFirmwareHost();
        await twin.Rig.WaitAsync(() => twin.Tee.Hosts > hosts, "a new host");
        hostAbsences.Add(new(killed, twin.Rig.Now));
    }

    /// <summary>Stops B's broker for whole minutes, at least for one, as long as kills go on.</summary>
    private async Task StopBrokerAsync()
    {
        await twin.Rig.WaitAsync(() => twin.Listener.Distinct.Count(e => e.Kind == "stock.counted.v1") >= 24, "24 counted bins at the subscriber");
        do
        {
            await twin.Rig.Broker.StopAsync();
            Tell("broker stopped");
            await Task.Delay(BrokerAbsence);
            await twin.Rig.Broker.StartAgainAsync();
            Tell("broker back");

            // the gateway's pauses between two attempts have grown to half a minute by now
            var head = LedgerFile.Head(twin.DisturbedLedger).Seq;
            await twin.Rig.WaitAsync(() => twin.Listener.Distinct.Count > head, "what happened meanwhile, and a further event, at the subscriber");
        }
        while (Kills + 2 < Plan.Rounds.Count);
    }

    /// <summary>Stops everything in order, at a moment when no scale moves, and lets the subscribers have the rest.</summary>
    private async Task EndAsync()
    {
        var rig = twin.Rig;
        var heardUntil = await StopHostAsync();
        await rig.WaitAsync(() => !twin.Tee.HasHost, "the last samples at the tee");
        await twin.DrainAsync();
        End = rig.Now;
        Tell("gateways stopped");
        Assert.Equal(0, await rig.Gateway.StopAsync());
        Assert.Equal(0, await twin.Undisturbed.StopAsync());
        (Undisturbed, Disturbed, Truth) = (LedgerFile.Entries(twin.UndisturbedLedger), LedgerFile.Entries(twin.DisturbedLedger), rig.TruthUntil(heardUntil));
    }

    /// <summary>Stops the host when every scale is at rest, so that every move was heard and settled; as often as somebody reaches in meanwhile.</summary>
    /// <returns>When it had ended.</returns>
    private async Task<DateTimeOffset> StopHostAsync()
    {
        var rig = twin.Rig;
        while (true)
        {
            await rig.WaitAsync(() => twin.Tee.HasHost && IsAtRest(rig.Truth), "a moment in which nobody picks", TimeSpan.FromMinutes(5));
            var known = rig.Truth.Moves.Count;
            Assert.Equal(0, await rig.FirmwareHost.StopAsync());
            var ended = rig.Now;
            Tell("host stopped");

            // the truth is written in order: a later move says that it is complete up to here
            await rig.WaitAsync(() => rig.Truth.Moves.Any(m => m.At > ended), "a move after the host has ended");
            if (rig.TruthUntil(ended).Moves.Count == known)
            {
                return ended;
            }

            rig.StartFirmwareHost();
        }
    }

    /// <summary>Saves ledgers, truth, logs and story from the rig's end.</summary>
    /// <returns>The folder.</returns>
    private string Keep()
    {
        var folder = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"edgestock-crashes-{Plan.Seed}-{Environment.ProcessId}"));
        twin.Rig.KeepEvidence(folder);
        File.WriteAllText(Path.Combine(folder, "moments.txt"), Story);
        return folder;
    }

    private bool IsAtRest(Truth truth) => truth.Moves.Count > 0 && truth.Moves[^1].At < twin.Rig.Now - Rest;

    private void Tell(string what)
    {
        lock (story)
        {
            story.Add(string.Create(CultureInfo.InvariantCulture, $"{twin.Rig.Now:HH:mm:ss.fff} {what} (A has {twin.Events} entries, both have committed up to {Math.Min(twin.Tee.First.Committed, twin.Tee.Second.Committed)} of {twin.Tee.Lines.Highest} samples)"));
        }
    }
}
