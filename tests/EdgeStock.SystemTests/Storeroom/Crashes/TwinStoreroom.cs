using EdgeStock.SystemTests.Broker;

namespace EdgeStock.SystemTests.Storeroom.Crashes;

/// <summary>
/// One storeroom and its firmware-host, and two gateways that take the same samples: A, which nothing disturbs, with a broker of its own,
/// and B, which the test may kill with its host and its broker. Each has a subscriber with a session that its broker keeps.
/// </summary>
internal sealed class TwinStoreroom : IAsyncDisposable
{
    private readonly TestBroker calm;

    private TwinStoreroom(StoreroomRig rig, TestBroker calm, SampleTee tee, RunningProgram undisturbed, Listener calmListener) =>
        (Rig, this.calm, Tee, Undisturbed, UndisturbedListener) = (rig, calm, tee, undisturbed, calmListener);

    /// <summary>Everything around B, and the simulated storeroom.</summary>
    public StoreroomRig Rig { get; }

    public SampleTee Tee { get; }

    /// <summary>Gateway A.</summary>
    public RunningProgram Undisturbed { get; }

    public Listener UndisturbedListener { get; }

    /// <summary>The subscriber at B's broker.</summary>
    public Listener Listener => Rig.Keeper;

    public string UndisturbedLedger => Path.Combine(DataOfA(Rig), "ledger.db");

    public string DisturbedLedger => Rig.LedgerPath;

    /// <summary>Entries that A has.</summary>
    public long Events => LedgerFile.Head(UndisturbedLedger).Seq;

    /// <summary>Starts everything but the firmware-host.</summary>
    public static async Task<TwinStoreroom> StartAsync(RigOptions options)
    {
        var rig = await StoreroomRig.StartAsync(options with { WithoutHost = true, WithKeeper = true, Socket = "b.sock" });
        var started = new Stack<IAsyncDisposable>([rig]);
        try
        {
            var calm = await TestBroker.StartAsync();
            started.Push(calm);
            var calmListener = await Listener.StartAsync(calm, "keeper");
            started.Push(calmListener);
            var socket = Path.Combine(rig.Folder, "a.sock");
            var undisturbed = await rig.StartOtherGatewayAsync(DataOfA(rig), socket, calm);
            var tee = new SampleTee(Path.Combine(rig.Folder, "samples.sock"), socket, Path.Combine(rig.Folder, "b.sock"));
            return new(rig, calm, tee, undisturbed, calmListener);
        }
        catch
        {
            foreach (var one in started)
            {
                await one.DisposeAsync();
            }

            throw;
        }
    }

    /// <summary>Begins a recording at each gateway, because each commits for that what it has taken, and waits until both have all samples.</summary>
    public async Task DrainAsync()
    {
        await Rig.RecordAsync(Path.Combine(Rig.Folder, "a.trace"), DataOfA(Rig));
        await Rig.RecordAsync(Path.Combine(Rig.Folder, "b.trace"));
        await Rig.WaitAsync(() => Taken(UndisturbedLedger) == Tee.Lines.Highest && Taken(DisturbedLedger) == Tee.Lines.Highest, $"all {Tee.Lines.Highest} samples in both ledgers");
    }

    /// <summary>The highest sample whose effects are in a ledger.</summary>
    public static ulong Taken(string ledger) => LedgerFile.Rows(ledger, "SELECT n FROM intake") is [var n] ? ulong.Parse(n, System.Globalization.CultureInfo.InvariantCulture) : 0;

    public async ValueTask DisposeAsync()
    {
        await Tee.DisposeAsync();
        await UndisturbedListener.DisposeAsync();
        await Rig.DisposeAsync();
        await calm.DisposeAsync();
    }

    private static string DataOfA(StoreroomRig rig) => Path.Combine(rig.Folder, "data-a");
}
