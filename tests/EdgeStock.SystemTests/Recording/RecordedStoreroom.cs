using EdgeStock.SystemTests.Storeroom;

namespace EdgeStock.SystemTests.Recording;

/// <summary>
/// A gateway that was recorded three times: from its first sample until the recorder was interrupted, from its first sample until the
/// gateway was stopped, and from the middle of its life until it was stopped. Its ledger lies still.
/// </summary>
public sealed class RecordedStoreroom : IAsyncLifetime
{
    public const string Beginning = "from the beginning, until the recorder is interrupted";
    public const string Whole = "from the beginning, until the gateway is stopped";
    public const string Middle = "from the middle, until the gateway is stopped";

    private readonly Dictionary<string, RunningProgram> recorders = [];

    public StoreroomRig Rig { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Rig = await StoreroomRig.StartAsync(new() { Seed = 50, WithoutHost = true });
        recorders[Beginning] = await Rig.RecordAsync(PathOf(Beginning));
        recorders[Whole] = await Rig.RecordAsync(PathOf(Whole));
        Rig.StartFirmwareHost();
        await Rig.WaitAsync(() => Kinds("stock.counted.v1") >= 24 && Kinds("tag.arrived.v1") > 0 && Moves() >= 1, "counted bins, tags and a move");

        recorders[Middle] = await Rig.RecordAsync(PathOf(Middle));
        var moves = Moves();
        await Rig.WaitAsync(() => Moves() >= moves + 2, "moves in both recordings");
        await recorders[Beginning].SignalAsync("INT");
        await recorders[Beginning].EndedAsync();

        moves = Moves();
        await Rig.WaitAsync(() => Moves() > moves, "moves after the recording ended");
        Assert.Equal(0, await Rig.Gateway.StopAsync());
        await recorders[Whole].EndedAsync();
        await recorders[Middle].EndedAsync();
    }

    public string PathOf(string recording) => Path.Combine(Rig.Folder, $"{recording[..8]}{recording.Length}.trace".Replace(' ', '-'));

    public RunningProgram Recorder(string recording) => recorders[recording];

    public ValueTask DisposeAsync() => Rig.DisposeAsync();

    private int Moves() => Kinds("stock.taken.v1") + Kinds("stock.added.v1");

    private int Kinds(string kind) => LedgerFile.Entries(Rig.LedgerPath).Count(e => e.Kind == kind);
}
