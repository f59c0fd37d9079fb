using EdgeStock.Wire;

namespace EdgeStock.Tests.FirmwareHost;

public sealed class HostProcessTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly TempFolder sysfs = TempFolder.CopyOf("sysfs/rpi-sht3x");
    private readonly ScriptedScale scale = new();

    public void Dispose()
    {
        scale.Dispose();
        sysfs.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task It_serves_its_devices_and_ends_with_0_on_a_signal(string signal)
    {
        using var gateway = new ScriptedGateway(folder.File("g.sock"));
        using var host = new HostProcess(["run", "--config", Config()], ("EDGESTOCK_SYSFS_ROOT", sysfs.Path));
        var hello = await gateway.GreetAsync(6, 7);
        await scale.GreetAsync();
        scale.Say("S S    2941.5 g");

        var got = await gateway.SamplesAsync(5);
        Assert.Equal(("ward-3-hw", 1), (hello.Host, hello.Version));
        Assert.Equal([7UL, 8UL, 9UL, 10UL, 11UL], got.Select(line => line.N!.Value));
        Assert.Equal(["climate-1", "scale-01"], got.OfType<DeviceLine>().Select(line => line.Device).Order());
        Assert.Equal([22.48, 45.913], got.OfType<ClimateLine>().Select(line => line.Value));
        Assert.Equal(2941.5, got.OfType<WeightLine>().Single().Grams);

        host.Signal(signal);

        var (code, output) = await host.ExitAsync();
        Assert.True(code == 0, host.Errors);
        Assert.Empty(output);
        Assert.Contains("Stopped; 5 samples", host.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_ends_with_0_while_gateway_and_devices_are_away()
    {
        var config = Config();
        scale.Dispose();
        using var host = new HostProcess(["run", "--config", config], ("EDGESTOCK_SYSFS_ROOT", folder.Path));
        await Eventually.True(() => host.Errors.Contains("[101]", StringComparison.Ordinal) && host.Errors.Contains("[202]", StringComparison.Ordinal), "the faults in the log");

        host.Signal("TERM");

        Assert.Equal(0, (await host.ExitAsync()).Code);
    }

    [Fact]
    public async Task Each_start_of_the_host_has_a_session_of_its_own()
    {
        using var gateway = new ScriptedGateway(folder.File("g.sock"));
        var config = Config();
        var sessions = new HashSet<string>();
        for (var start = 0; start < 2; start++)
        {
            using var host = new HostProcess(["run", "--config", config], ("EDGESTOCK_SYSFS_ROOT", sysfs.Path));
            sessions.Add((await gateway.GreetAsync(0, 1)).Session);
        }

        Assert.Equal(2, sessions.Count);
    }

    [Fact]
    public async Task Check_prints_one_line_a_device()
    {
        using var host = new HostProcess(["check", "--config", Config()]);

        var (code, output) = await host.ExitAsync();

        Assert.Equal(0, code);
        var lines = output.TrimEnd().Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.StartsWith($"scale-01: mt-sics {scale.Address}; ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("climate-1: hwmon sht3x at 1-0044; ", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("check")]
    public async Task A_wrong_hardware_file_ends_it_with_2(string verb)
    {
        var path = folder.File("hardware.yaml");
        File.WriteAllText(path, "host: a\ngateway: /g\ndevices:\n  - {id: x, driver: y}\n");
        using var host = new HostProcess([verb, "--config", path]);

        var (code, output) = await host.ExitAsync();

        Assert.Equal((2, ""), (code, output));
        Assert.Contains($"{path}:4: HW07 unknown driver 'y'. Next: use llrp, mt-sics, iio-weight, hwmon, bme280, w1-therm or led.", host.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("run")]
    [InlineData("walk")]
    public async Task A_wrong_command_line_ends_it_with_2(string verb)
    {
        using var host = new HostProcess(verb.Length == 0 ? [] : [verb]);

        Assert.Equal(2, (await host.ExitAsync()).Code);
        Assert.NotEmpty(host.Errors);
    }

    [Fact]
    public async Task A_wrong_clock_ends_it_with_2()
    {
        using var host = new HostProcess(["run", "--config", Config()], (ScaledClock.Variable, "soon"));

        Assert.Equal(2, (await host.ExitAsync()).Code);
        Assert.Contains(ScaledClock.Variable, host.Errors, StringComparison.Ordinal);
    }

    private string Config()
    {
        var path = folder.File("hardware.yaml");
        File.WriteAllText(path, $$"""
            host: ward-3-hw
            gateway: {{folder.File("g.sock")}}
            sysfs: /nonexistent
            devices:
              - {id: scale-01, driver: mt-sics, address: "{{scale.Address}}"}
              - {id: climate-1, driver: hwmon, name: sht3x, address: 1-0044, interval_s: 3600}
            """);
        return path;
    }
}
