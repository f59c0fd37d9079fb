using System.Globalization;
using System.Text.Json;
using EdgeStock.SystemTests.Broker;
using EdgeStock.SystemTests.Doors;
using EdgeStock.Wire;

namespace EdgeStock.SystemTests.Storeroom;

/// <summary>Devices asked by the tool through the running gateway, and a bare load cell from its first counts to a counted bin.</summary>
public sealed class DeviceTests : IAsyncDisposable
{
    private const string Raw = "devices/platform/weigh-0/iio:device0/in_voltage0_raw";
    private const string Lamp = "devices/platform/leds/leds/shelf-3:green:status";

    private readonly string folder = Directory.CreateTempSubdirectory("edgestock-devices-").FullName;
    private readonly List<RunningProgram> programs = [];
    private int port;

    private string Data => Path.Combine(folder, "data");

    private string Logs => string.Join('\n', programs.Select(p => p.Tail));

    public async ValueTask DisposeAsync()
    {
        TestContext.Current.TestOutputHelper?.WriteLine(Logs);
        foreach (var program in programs)
        {
            await program.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_bare_load_cell_is_unknown_until_it_is_calibrated_and_then_counts()
    {
        var sysfs = Path.Combine(folder, "sys");
        await CopyAsync("rpi-hx711", sysfs);
        await CopyAsync("rpi-leds", sysfs);
        await StartAsync(Site(""), sysfs);
        await WaitAsync(async () => (await Tool("device", "list")).Output.Split('\n').Count(l => l.Contains(" up ", StringComparison.Ordinal)) == 2, "two devices up");

        // The empty platform's counts; the bin is unknown, and says why.
        Assert.StartsWith("cell-1: 123456.0 counts", (await Tool("device", "raw", "cell-1")).Output, StringComparison.Ordinal);
        await WaitAsync(() => Task.FromResult(Kinds("stock.condition.v1").Any(c => c.GetProperty("condition").GetString() == "uncalibrated")), "an uncalibrated bin");
        Assert.True((await HealthAsync()).GetProperty("counters").GetProperty("refused").GetProperty("uncalibrated").GetInt64() > 0);

        // A known mass of 1000 g makes 200,000 counts more. The kernel shows them as offset binary.
        await SetAsync(sysfs, 323_456);
        await WaitAsync(async () => (await Tool("device", "raw", "cell-1")).Output.StartsWith("cell-1: 323456.0 counts", StringComparison.Ordinal), "the counts of the mass");
        var applied = await ApplyAsync(Site(", calibration: {zero_counts: 123456, grams_per_count: 0.005}"));
        Assert.True(applied.ExitCode == 0, applied.Tail);

        // Seven pieces of 100 g in a bin of 400 g are 1100 g.
        await SetAsync(sysfs, 123_456 + (1100 * 200));
        await WaitAsync(() => Task.FromResult(Kinds("stock.counted.v1").Concat(Kinds("stock.added.v1")).Any(c => c.GetProperty("count").GetInt32() == 7)), "seven pieces");
        Assert.Equal("ok", Kinds("stock.condition.v1").Last().GetProperty("condition").GetString());
        await SetAsync(sysfs, 123_456 + (900 * 200));
        await WaitAsync(() => Task.FromResult(Kinds("stock.taken.v1").Any(t => t.GetProperty("quantity").GetInt32() == 2)), "two pieces taken");

        // And what can be asked of them.
        Assert.Equal((0, "lamp-1: blinks\n"), Said(await Tool("device", "led", "lamp-1", "blink")));
        Assert.Equal("timer", (await File.ReadAllTextAsync(Path.Combine(sysfs, Lamp, "trigger"))).Trim());
        var scan = await Tool("device", "scan", "ward-3-hw");
        Assert.Contains("iio hx711 weigh-0 (cell-1); iio hx711 weigh-1 (unused)", scan.Output, StringComparison.Ordinal);
        var zero = await Tool("device", "zero", "cell-1");
        Assert.Equal(1, zero.ExitCode);
        Assert.Empty(Kinds("device.zeroed.v1"));
        Assert.Equal(2, (await Tool("device", "led", "lamp-1", "purple")).ExitCode);
        Assert.Equal(2, (await Tool("device", "identify", "nowhere")).ExitCode);
    }

    [Fact]
    public async Task A_zero_that_the_host_confirms_stands_in_the_ledger_before_the_tool_says_so()
    {
        await StartAsync(Site(""), null);
        using var host = await Door.OpenAsync(Path.Combine(folder, "s.sock"));
        await host.SayAsync("""{"type":"hello","version":1,"host":"hw-1","session":"s","devices":["cell-1"]}""");
        Assert.IsType<AckLine>(await host.AnswerAsync());

        await using var tool = RunningProgram.Start(Programs.Gateway, ["device", "zero", "cell-1", "--data", Data]);
        var request = Assert.IsType<DoLine>(await host.AnswerAsync());
        Assert.Equal(("cell-1", "zero"), (request.Device, request.Action));
        await host.SayAsync(System.Text.Encoding.UTF8.GetString(LineCodec.ToUtf8(new DoneLine(request.Id, "zero set", null))));

        Assert.Equal(0, await tool.EndedAsync());
        Assert.StartsWith("cell-1: zero set (in the ledger up to entry ", tool.Output, StringComparison.Ordinal);
        Assert.Equal("cell-1", Assert.Single(Kinds("device.zeroed.v1")).GetProperty("device").GetString());

        // A host that goes away before it answers: the tool is told that nobody knows.
        await using var second = RunningProgram.Start(Programs.Gateway, ["device", "zero", "cell-1", "--data", Data]);
        Assert.IsType<DoLine>(await host.AnswerAsync());
        host.Dispose();
        Assert.Equal(1, await second.EndedAsync());
        Assert.Contains("went away before it answered", second.Output, StringComparison.Ordinal);
        Assert.Single(Kinds("device.zeroed.v1"));
    }

    private static (int, string) Said(RunningProgram program) => (program.ExitCode, program.Output);

    private static string Site(string calibration) => $$$"""
        site: lund
        gateway: ward-3
        timezone: UTC
        broker: {host: 127.0.0.1, port: 1}
        rooms: [{id: store, class: storeroom}]
        devices:
          - {id: cell-1, kind: scale, room: store, interval_s: 1 {{{calibration}}} }
          - {id: lamp-1, kind: led, room: store, interval_s: 60}
        articles: [{id: glove, name: Handske, group: ppe, unit_g: 100}]
        bins: [{id: a-01, room: store, article: glove, device: cell-1, tare_g: 400, cell: {full_scale_g: 5000, noise_sd_g: 0.5, resolution_g: 0.1}}]
        """;

    private static Task SetAsync(string sysfs, long counts) =>
        File.WriteAllTextAsync(Path.Combine(sysfs, Raw), string.Create(CultureInfo.InvariantCulture, $"{counts + 8_388_608}\n"));

    private static async Task CopyAsync(string fixture, string to)
    {
        Directory.CreateDirectory(to);
        await using var copy = RunningProgram.StartFile("cp", "cp", ["-a", Path.Combine(Programs.Root, "tests", "fixtures", "sysfs", fixture) + "/.", to]);
        Assert.Equal(0, await copy.EndedAsync());
    }

    private async Task StartAsync(string site, string? sysfs)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "site.yaml"), site);
        port = Ports.Free();
        programs.Add(RunningProgram.Start(
            Programs.Gateway,
            ["run", "--site", Path.Combine(folder, "site.yaml"), "--data", Data, "--samples", Path.Combine(folder, "s.sock"), "--http", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}")],
            "ready"));
        await programs[0].ReadyAsync();
        if (sysfs is not null)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "hardware.yaml"), $$$"""
                host: ward-3-hw
                gateway: {{{folder}}}/s.sock
                devices:
                  - {id: cell-1, driver: iio-weight, chip: hx711, address: weigh-0, report: {active_hz: 10, idle_s: 0.5, hold_s: 5, trigger_counts: 1500}}
                  - {id: lamp-1, driver: led, name: "shelf-3:green:status"}
                """);
            programs.Add(RunningProgram.Start(
                Programs.FirmwareHost, ["run", "--config", Path.Combine(folder, "hardware.yaml")], null, new Dictionary<string, string> { ["EDGESTOCK_SYSFS_ROOT"] = sysfs }));
        }
    }

    private async Task<RunningProgram> ApplyAsync(string site)
    {
        var file = Path.Combine(folder, "next.yaml");
        await File.WriteAllTextAsync(file, site);
        return await Tool("config", "apply", file);
    }

    private async Task<RunningProgram> Tool(params string[] arguments)
    {
        var program = await RunningProgram.RunAsync(Programs.Gateway, [.. arguments, "--data", Data]);
        programs.Add(program);
        return program;
    }

    private List<JsonElement> Kinds(string kind) =>
        [.. LedgerFile.Entries(Path.Combine(Data, "ledger.db")).Where(e => e.Kind == kind).Select(e => JsonDocument.Parse(e.Payload).RootElement)];

    private async Task<JsonElement> HealthAsync()
    {
        using var client = new HttpClient();
        return JsonDocument.Parse(await client.GetStringAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/health")))).RootElement;
    }

    private Task WaitAsync(Func<Task<bool>> condition, string what) => Until.TrueAsync(condition, () => $"{what}\n{Logs}", StoreroomRig.Deadline);
}
