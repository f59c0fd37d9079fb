using System.Text.Json.Nodes;
using EdgeStock.FirmwareHost.Config;
using EdgeStock.FirmwareHost.Drivers;
using EdgeStock.Wire;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeStock.Tests.FirmwareHost;

/// <summary>
/// Each folder under tests/fixtures/sysfs, read by the drivers that its hardware file names, gives the lines that stand beside it.
/// The root of the tree is written as /sys, and instants are left out: failed reads are repeated a little later.
/// </summary>
public sealed class SysfsFixtureTests
{
    private static readonly string Fixtures = TempFolder.Fixture("sysfs");

    public static TheoryData<string> Trees => [.. Directory.EnumerateDirectories(Fixtures).Select(folder => Path.GetFileName(folder)!).Order()];

    [Theory]
    [MemberData(nameof(Trees))]
    public async Task A_tree_reads_as_the_lines_beside_it(string tree)
    {
        var expected = await File.ReadAllLinesAsync(Path.Combine(Fixtures, tree + ".expected.ndjson"));
        Assert.True(HardwareFile.TryRead(Path.Combine(Fixtures, tree + ".hardware.yaml"), out var hardware, out var faults), string.Join('\n', faults));
        var root = Path.Combine(Fixtures, tree);
        var clock = new ManualClock();
        var sink = new Sink();
        using var stop = new CancellationTokenSource();
        var running = hardware.Devices
            .Select(device => new DriverLoop(device.Id, emit => DriverCatalog.Create(device, root, emit, clock), sink.Emit, clock, NullLogger.Instance).RunAsync(stop.Token))
            .ToList();
        await Eventually.True(
            () =>
            {
                clock.Advance(TimeSpan.FromSeconds(0.1));
                return sink.Lines.Count >= expected.Length;
            },
            $"{expected.Length} lines");
        var said = sink.Lines;
        await stop.CancelAsync();
        await Task.WhenAll(running).WaitAsync(Eventually.Deadline);

        var order = hardware.Devices.Select(device => device.Id).ToList();
        Assert.Equal(expected, said.OrderBy(line => order.IndexOf(line.Device.Split('/')[0])).Select(line => Text(line, root)));
    }

    [Fact]
    public void The_trees_of_every_kind_of_device_are_there() =>
        Assert.Equal(["rpi-bme280", "rpi-hx711", "rpi-leds", "rpi-nau7802", "rpi-sht3x", "rpi-w1"], Trees.Select(row => row.Data));

    private static string Text(SampleLine line, string root)
    {
        var json = JsonNode.Parse(LineCodec.ToUtf8(line))!.AsObject();
        json.Remove("at");
        return json.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).Replace(root, "/sys", StringComparison.Ordinal);
    }
}
