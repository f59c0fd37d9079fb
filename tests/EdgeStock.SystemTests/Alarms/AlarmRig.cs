using System.Globalization;
using System.Text;
using System.Text.Json;
using EdgeStock.SystemTests.Broker;
using EdgeStock.SystemTests.Doors;
using EdgeStock.SystemTests.Storeroom;
using EdgeStock.Wire;

namespace EdgeStock.SystemTests.Alarms;

/// <summary>A gateway on a fast clock with a real mosquitto; the test is the sensor in its sterile room, and the pharmacist.</summary>
internal sealed class AlarmRig : IAsyncDisposable
{
    /// <summary>Minutes pass in about a second.</summary>
    private const int Speed = 60;

    // Nobody is away for an hour here: a machine that stands still for two seconds is no power cut.
    private const string Site = """
        site: lund
        gateway: ward-3
        timezone: UTC
        rooms: [{id: sterile, class: sterile}]
        devices: [{id: climate-1, kind: climate, room: sterile, interval_s: 10}]
        articles: [{id: drape, name: Operationslakan, group: device, unit_g: 120}]
        climate: [{id: north, room: sterile, device: climate-1, profile: se-sterile}]
        alarms: {away_min: 60, stale_min: 600}
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("edgestock-alarm-").FullName;
    private readonly Dictionary<string, string> environment = new() { [ScaledClock.Variable] = $"{LineCodec.Format(DateTimeOffset.UtcNow)}*{Speed}" };
    private readonly int port = Ports.Free();
    private readonly CancellationTokenSource stop = new();
    private TestBroker broker = null!;
    private RunningProgram gateway = null!;
    private Task sensing = Task.CompletedTask;
    private ulong number;

    public Listener Listener { get; private set; } = null!;

    /// <summary>What the sensor measures in the room, in °C.</summary>
    public double Celsius { get; set; } = 22;

    /// <summary>Where a test may write.</summary>
    public string Folder => folder;

    /// <summary>The gateway's page.</summary>
    public Uri Page => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));

    private string Data => Path.Combine(folder, "data");

    private string Samples => Path.Combine(folder, "s.sock");

    public static async Task<AlarmRig> StartAsync()
    {
        var rig = new AlarmRig();
        try
        {
            Directory.CreateDirectory(rig.Data);
            await File.WriteAllTextAsync(Path.Combine(rig.folder, "site.yaml"), Site);
            rig.broker = await TestBroker.StartAsync();
            rig.Listener = await Listener.StartAsync(rig.broker);
            await rig.StartGatewayAsync();
            return rig;
        }
        catch
        {
            await rig.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kills the gateway and starts it again; the sensor goes on.</summary>
    public async Task KillAsync()
    {
        await gateway.KillAsync();
        await sensing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await gateway.DisposeAsync();
        await StartGatewayAsync();
    }

    /// <summary>What somebody types beside it.</summary>
    public Task<RunningProgram> TypeAsync(params string[] words) => ToolAsync(["alarm", .. words]);

    /// <summary>Any verb of the tool.</summary>
    public async Task<RunningProgram> ToolAsync(params string[] words)
    {
        await using var program = RunningProgram.Start(Programs.Gateway, [.. words, "--data", Data], null, environment);
        await program.EndedAsync();
        return program;
    }

    /// <summary>What stands by the list, in JSON.</summary>
    public async Task<(int ExitCode, IReadOnlyList<JsonElement> Alarms)> ListAsync()
    {
        var run = await TypeAsync("list", "--json");
        using var json = JsonDocument.Parse(run.Output);
        return (run.ExitCode, [.. json.RootElement.EnumerateArray().Select(a => a.Clone())]);
    }

    /// <summary>The page as somebody sees it.</summary>
    public async Task<string> PageAsync()
    {
        using var http = new HttpClient();
        return await http.GetStringAsync(Page);
    }

    public Task WaitAsync(Func<bool> condition, string what) => Until.TrueAsync(() => Task.FromResult(condition()), () => $"{what}\n{gateway.Tail}", StoreroomRig.Deadline);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await sensing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (gateway is not null)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(gateway.Tail);
            await gateway.DisposeAsync();
        }

        if (Listener is not null)
        {
            await Listener.DisposeAsync();
        }

        if (broker is not null)
        {
            await broker.DisposeAsync();
        }

        stop.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task StartGatewayAsync()
    {
        gateway = RunningProgram.Start(
            Programs.Gateway,
            [
                "run", "--site", Path.Combine(folder, "site.yaml"), "--data", Data, "--samples", Samples,
                "--broker", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{broker.Port}"), "--http", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"),
            ],
            "ready",
            environment);
        await gateway.ReadyAsync();
        sensing = SenseAsync();
    }

    /// <summary>A value of each kind every ten seconds of the fast clock, until the gateway or the test ends.</summary>
    private async Task SenseAsync()
    {
        var clock = TimeProvider.System;
        var origin = DateTimeOffset.Parse(environment[ScaledClock.Variable].Split('*')[0], CultureInfo.InvariantCulture);
        using var door = await Door.OpenAsync(Samples);
        await door.SayAsync("""{"type":"hello","version":1,"host":"hw","session":"s"}""");
        Assert.IsType<AckLine>(await door.AnswerAsync());
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(10.0 / Speed), clock);
        while (await timer.WaitForNextTickAsync(stop.Token))
        {
            var at = origin + ((clock.GetUtcNow() - origin) * Speed);
            var unrest = number % 7 * 0.01;
            await SayAsync(door, new ClimateLine(Celsius + unrest) { N = ++number, At = at, Device = "climate-1/temperature" });
            await SayAsync(door, new ClimateLine(50 + (number % 9 * 0.1)) { N = ++number, At = at, Device = "climate-1/humidity" });
        }
    }

    private static Task SayAsync(Door door, SampleLine line) => door.SayAsync(Encoding.UTF8.GetString(LineCodec.ToUtf8(line)));
}
