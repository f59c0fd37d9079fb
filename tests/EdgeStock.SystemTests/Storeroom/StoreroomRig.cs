using System.Globalization;
using EdgeStock.SystemTests.Broker;
using EdgeStock.Wire;

namespace EdgeStock.SystemTests.Storeroom;

/// <summary>How a <see cref="StoreroomRig"/> is set up.</summary>
public sealed record RigOptions
{
    /// <summary>Decides who comes when and takes what.</summary>
    public long Seed { get; init; } = 7;

    public int VisitsPerHour { get; init; } = 1200;

    /// <summary>All processes' clocks run so many times as fast.</summary>
    public int Speed { get; init; } = 1;

    /// <summary>Leave the firmware-host to the test.</summary>
    public bool WithoutHost { get; init; }

    /// <summary>A subscriber with a session that the broker keeps, there before the gateway says its first word.</summary>
    public bool WithKeeper { get; init; }

    /// <summary>Name of the gateway's socket. The firmware-host looks for samples.sock; a test that gives another name stands in between.</summary>
    public string Socket { get; init; } = "samples.sock";
}

/// <summary>
/// A whole installation of real processes: broker, simulated storeroom, firmware-host and gateway, in a folder of their own.
/// Each can be killed and started again. Everything has ended and is deleted when the rig is disposed.
/// </summary>
public sealed class StoreroomRig : IAsyncDisposable
{
    /// <summary>Long enough for a machine that is busy with other things; nothing waits for it that goes well.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly RigOptions options;
    private Listener? keeper;
    private readonly List<RunningProgram> programs = [];
    private readonly Dictionary<string, string> environment = [];
    private readonly DateTimeOffset origin = DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());

    private StoreroomRig(RigOptions options, TestBroker broker)
    {
        (this.options, Broker) = (options, broker);
        if (options.Speed > 1)
        {
            environment[ScaledClock.Variable] = $"{LineCodec.Format(origin)}*{options.Speed}";
        }
    }

    /// <summary>The clock of the rig's processes.</summary>
    public DateTimeOffset Now => origin + ((DateTimeOffset.UtcNow - origin) * options.Speed);

    public string Folder { get; } = Directory.CreateTempSubdirectory("edgestock-rig-").FullName;

    public TestBroker Broker { get; }

    public RunningProgram Simulator { get; private set; } = null!;

    /// <summary>The firmware-host that was started last.</summary>
    public RunningProgram FirmwareHost { get; private set; } = null!;

    /// <summary>The gateway that was started last.</summary>
    public RunningProgram Gateway { get; private set; } = null!;

    /// <summary>When that gateway said that it serves.</summary>
    public DateTimeOffset GatewayReady { get; private set; }

    /// <summary>Where the gateway serves its page.</summary>
    public Uri Page { get; private set; } = null!;

    /// <summary>The subscriber of <see cref="RigOptions.WithKeeper"/>.</summary>
    public Listener Keeper => keeper ?? throw new InvalidOperationException("the rig was started without a keeper");

    public string SitePath => Path.Combine(Folder, "site.yaml");

    public string DataPath => Path.Combine(Folder, "data");

    public string LedgerPath => Path.Combine(DataPath, "ledger.db");

    public Truth Truth => TruthUntil(null);

    /// <summary>What every process of the rig said last, for a test that failed.</summary>
    public string Logs => string.Join('\n', [.. programs.Select(p => p.Tail), "--- mosquitto", .. Broker.Log.TrimEnd().Split('\n').Where(l => !l.Contains("PUB", StringComparison.Ordinal)).TakeLast(40)]);

    /// <summary>Starts everything and returns when the gateway serves.</summary>
    public static async Task<StoreroomRig> StartAsync(RigOptions? options = null)
    {
        var rig = new StoreroomRig(options ?? new RigOptions(), await TestBroker.StartAsync(new() { Persistence = true }));
        try
        {
            if (rig.options.WithKeeper)
            {
                rig.keeper = await Listener.StartAsync(rig.Broker, "keeper");
            }

            await rig.StartSimulatorAsync();
            await rig.StartGatewayAsync();
            if (!rig.options.WithoutHost)
            {
                rig.StartFirmwareHost();
            }

            return rig;
        }
        catch
        {
            await rig.DisposeAsync();
            throw;
        }
    }

    /// <summary>The gateway's command line; a second gateway would be given the same.</summary>
    public string[] GatewayArguments(int port) => GatewayArguments(port, DataPath, Path.Combine(Folder, options.Socket), Broker);

    public async Task StartGatewayAsync()
    {
        StartGateway();
        await Gateway.ReadyAsync();
        GatewayReady = DateTimeOffset.UtcNow;
    }

    /// <summary>Starts the gateway without waiting until it is ready.</summary>
    public void StartGateway()
    {
        var port = Ports.Free();
        Page = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
        Gateway = Add(RunningProgram.Start(Programs.Gateway, GatewayArguments(port), "ready", environment));
    }

    /// <summary>Starts another gateway of the same site beside the rig's own, and returns when it is ready.</summary>
    public async Task<RunningProgram> StartOtherGatewayAsync(string data, string socket, TestBroker broker)
    {
        var other = Add(RunningProgram.Start(Programs.Gateway, GatewayArguments(Ports.Free(), data, socket, broker), "ready", environment));
        await other.ReadyAsync();
        return other;
    }

    /// <summary>Starts a firmware-host. It says nothing when it is ready, because it always is: without a gateway it keeps samples.</summary>
    public void StartFirmwareHost() =>
        FirmwareHost = Add(RunningProgram.Start(Programs.FirmwareHost, ["run", "--config", Path.Combine(Folder, "hardware.yaml")], null, environment));

    /// <summary>What really happened, up to an instant.</summary>
    public Truth TruthUntil(DateTimeOffset? until) => new(Path.Combine(Folder, "truth.jsonl"), until);

    /// <summary>Begins a recording; it runs when this returns.</summary>
    /// <param name="file">Where to.</param>
    /// <param name="data">Data folder of the gateway; null for the rig's own.</param>
    public async Task<RunningProgram> RecordAsync(string file, string? data = null)
    {
        var recorder = Add(RunningProgram.Start(Programs.Gateway, ["record", "--data", data ?? DataPath, "--out", file], null, environment));
        await WaitAsync(() => recorder.Errors.Contains("recording to", StringComparison.Ordinal), "a recording");
        return recorder;
    }

    /// <summary>Waits for a condition; when it does not come, the failure shows what every process said.</summary>
    public Task WaitAsync(Func<bool> condition, string what, TimeSpan? deadline = null) =>
        Until.TrueAsync(() => Task.FromResult(condition()), () => $"{what}\n{Logs}", deadline ?? Deadline);

    /// <summary>Copies ledgers, truth and all that every process said into a folder that stays when the rig is gone.</summary>
    public void KeepEvidence(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (program, index) in programs.Select((p, i) => (p, i)))
        {
            File.WriteAllText(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{index:00}-{program.Name}-{program.Id}.log")), program.Output + program.Errors);
        }

        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Where(f => IsEvidence(Path.GetFileName(f))))
        {
            File.Copy(file, Path.Combine(folder, Path.GetRelativePath(Folder, file).Replace(Path.DirectorySeparatorChar, '-')), overwrite: true);
        }

        File.WriteAllText(Path.Combine(folder, "mosquitto.log"), Broker.Log);
    }

    public async ValueTask DisposeAsync()
    {
        // the test's output is shown when it failed, and only then
        TestContext.Current.TestOutputHelper?.WriteLine(Logs);
        foreach (var program in programs)
        {
            await program.DisposeAsync();
        }

        if (keeper is not null)
        {
            await keeper.DisposeAsync();
        }

        await Broker.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private string[] GatewayArguments(int port, string data, string socket, TestBroker broker) =>
    [
        "run", "--site", SitePath, "--data", data, "--samples", socket,
        "--broker", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{broker.Port}"), "--http", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"),
    ];

    private static bool IsEvidence(string file) => file.StartsWith("ledger.db", StringComparison.Ordinal)
        ? !file.EndsWith(".lock", StringComparison.Ordinal)
        : Path.GetExtension(file) is ".jsonl" or ".yaml" or ".spool";

    private async Task StartSimulatorAsync()
    {
        string[] arguments =
        [
            "run", "--dir", Folder, "--seed", options.Seed.ToString(CultureInfo.InvariantCulture),
            "--visits-per-hour", options.VisitsPerHour.ToString(CultureInfo.InvariantCulture),
        ];
        Simulator = Add(RunningProgram.Start(Programs.Simulator, arguments, "ready", environment));
        await Simulator.ReadyAsync();
    }

    private RunningProgram Add(RunningProgram program)
    {
        programs.Add(program);
        return program;
    }
}
