using System.Globalization;
using EdgeStock.Wire;

namespace EdgeStock.Tests.FirmwareHost;

/// <summary>The real program with the kernel's devices of all kinds at once: one tree of a converter, a climate chip, a thermometer and a light.</summary>
public sealed class HostSysfsTests : IDisposable
{
    private const string Lamp = "devices/platform/leds/leds/shelf-3:green:status";
    private static readonly string[] Ids = ["scale-07", "climate-2", "fridge-1", "lamp-3"];

    private readonly TempFolder folder = new();
    private readonly TempFolder sysfs = TempFolder.CopyOf("sysfs/rpi-hx711");

    public HostSysfsTests()
    {
        // numbers of IIO devices are the kernel's to give: the climate chip gets the next one
        using var climate = TempFolder.CopyOf("sysfs/rpi-bme280");
        Move(climate, "devices/platform/soc/fe804000.i2c/i2c-1/1-0076/iio:device0", "devices/platform/soc/fe804000.i2c/i2c-1/1-0076/iio:device3");
        File.CreateSymbolicLink(sysfs.File("bus/iio/devices/iio:device3"), "../../../devices/platform/soc/fe804000.i2c/i2c-1/1-0076/iio:device3");
        using var w1 = TempFolder.CopyOf("sysfs/rpi-w1");
        Move(w1, "devices/w1_bus_master1", "devices/w1_bus_master1");
        Move(w1, "bus/w1", "bus/w1");
        using var leds = TempFolder.CopyOf("sysfs/rpi-leds");
        Move(leds, "devices/platform/leds", "devices/platform/leds");
        Move(leds, "class", "class");
    }

    public void Dispose()
    {
        sysfs.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Every_kind_of_device_arrives_at_the_gateway_and_a_request_blinks_the_light()
    {
        using var gateway = new ScriptedGateway(folder.File("g.sock"));
        using var host = new HostProcess(["run", "--config", Config()], ("EDGESTOCK_SYSFS_ROOT", sysfs.Path));
        var hello = await gateway.GreetAsync(0, 1);
        Assert.Equal(Ids, hello.Devices!);

        var got = await gateway.SamplesAsync(8);
        Assert.Equal(Ids.Order(), got.OfType<DeviceLine>().Where(line => line.State == "up").Select(line => line.Device).Order());
        Assert.Equal(123456, got.OfType<WeightLine>().Single().Raw);
        Assert.Equal(
            [("climate-2/humidity", 48.25), ("climate-2/temperature", 23.12), ("fridge-1/temperature", 23.125)],
            got.OfType<ClimateLine>().Select(line => (line.Device, line.Value!.Value)).Order());

        gateway.Say(new DoLine("1", "lamp-3", "led", "blink"));
        Assert.Equal(new DoneLine("1", "blinks", null), await gateway.LineAsync());
        Assert.Equal("timer\n", await File.ReadAllTextAsync(sysfs.File($"{Lamp}/trigger")));

        gateway.Say(new DoLine("2", "ward-3-hw", "scan"));
        var scan = Assert.IsType<DoneLine>(await gateway.LineAsync());
        Assert.StartsWith("iio hx711 weigh-0 (scale-07); iio hx711 weigh-1 (unused); ", scan.Result, StringComparison.Ordinal);
        Assert.Contains("led shelf-3:green:status (lamp-3)", scan.Result, StringComparison.Ordinal);

        host.Signal("TERM");
        Assert.True((await host.ExitAsync()).Code == 0, host.Errors);
    }

    private void Move(TempFolder from, string source, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(sysfs.File(target))!);
        Directory.Move(from.File(source), sysfs.File(target));
    }

    private string Config()
    {
        var path = folder.File("hardware.yaml");
        File.WriteAllText(path, string.Create(CultureInfo.InvariantCulture, $$"""
            host: ward-3-hw
            gateway: {{folder.File("g.sock")}}
            devices:
              - {id: scale-07, driver: iio-weight, chip: hx711, address: weigh-0, report: {active_hz: 10, idle_s: 600, hold_s: 0, trigger_counts: 1500} }
              - {id: climate-2, driver: bme280, address: 1-0076, interval_s: 3600}
              - {id: fridge-1, driver: w1-therm, address: 28-0316a2795aff, interval_s: 3600}
              - {id: lamp-3, driver: led, name: "shelf-3:green:status"}
            """));
        return path;
    }
}
