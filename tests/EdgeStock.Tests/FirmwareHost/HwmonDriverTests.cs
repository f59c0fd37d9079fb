using EdgeStock.FirmwareHost.Drivers.Climate;
using EdgeStock.FirmwareHost.Drivers.Hwmon;
using EdgeStock.FirmwareHost.Drivers.Sysfs;
using EdgeStock.Wire;

namespace EdgeStock.Tests.FirmwareHost;

/// <summary>Against a copied sysfs tree; faults as kernel drivers show them.</summary>
public sealed class HwmonDriverTests : IDisposable
{
    private const string Chips = "devices/platform/soc/fe804000.i2c/i2c-1";
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly TempFolder sysfs = TempFolder.CopyOf("sysfs/rpi-sht3x");
    private readonly ManualClock clock = new();
    private readonly Sink sink = new();
    private readonly CancellationTokenSource stop = new();

    public void Dispose()
    {
        stop.Cancel();
        stop.Dispose();
        sysfs.Dispose();
    }

    [Fact]
    public async Task Both_channels_are_read_at_once_and_then_every_interval()
    {
        _ = Driver().RunAsync(stop.Token);
        await Values(2);
        Write("temp1_input", "-1250\n");
        clock.Advance(Interval);
        await Values(4);

        Assert.Equal(
        [
            new DeviceLine("up", null, 0) { At = ManualClock.Start, Device = "climate-1" },
            new ClimateLine(22.48) { At = ManualClock.Start, Device = "climate-1/temperature" },
            new ClimateLine(45.913) { At = ManualClock.Start, Device = "climate-1/humidity" },
            new ClimateLine(-1.25) { At = ManualClock.Start + Interval, Device = "climate-1/temperature" },
            new ClimateLine(45.913) { At = ManualClock.Start + Interval, Device = "climate-1/humidity" },
        ], sink.Lines);
    }

    [Fact]
    public async Task A_chip_that_changed_places_with_another_is_found_again_by_name_and_address()
    {
        _ = Driver().RunAsync(stop.Token);
        await Values(2);

        // unbound and bound in the other order: the numbers 1 and 2 have changed hands
        Relink("hwmon1", "../../" + Chips + "/1-0045/hwmon/hwmon2");
        Relink("hwmon2", "../../" + Chips + "/1-0044/hwmon/hwmon1");
        clock.Advance(Interval);
        await Values(4);

        Assert.Equal([22.48, 45.913, 22.48, 45.913], sink.Of<ClimateLine>().Select(line => line.Value));
    }

    [Theory]
    [InlineData("sht4x", "1-0045", 21.031)]
    [InlineData("sht3x", "1-0044", 22.48)]
    public void Two_chips_are_told_apart(string name, string address, double expected)
    {
        var folder = HwmonChip.Finder(sysfs.Path, name, address).Find();

        Assert.NotNull(folder);
        Assert.Equal(expected, int.Parse(SysfsFile.Read(Path.Combine(folder, "temp1_input")).Text!, null) / 1000.0);
    }

    [Theory]
    [InlineData("sht3x", "1-0045")]
    [InlineData("sht3x", "044")]
    [InlineData("sht31", "1-0044")]
    public async Task A_chip_of_another_name_or_address_is_not_taken(string name, string address)
    {
        var lost = await Assert.ThrowsAsync<IOException>(() => Driver(name, address).RunAsync(stop.Token).WaitAsync(Eventually.Deadline));

        Assert.Contains($"{name} at {address}", lost.Message, StringComparison.Ordinal);
        Assert.Empty(sink.Lines);
    }

    [Fact]
    public async Task A_chip_that_vanishes_is_lost_and_is_found_when_it_comes_back_under_another_number()
    {
        var driver = Driver();
        var running = driver.RunAsync(stop.Token);
        await Values(2);
        File.Delete(sysfs.File("class/hwmon/hwmon1"));
        clock.Advance(Interval);
        await Assert.ThrowsAsync<IOException>(() => running.WaitAsync(Eventually.Deadline));
        Assert.Equal(2, sink.Of<ClimateLine>().Count);

        Relink("hwmon7", "../../" + Chips + "/1-0044/hwmon/hwmon1");
        _ = driver.RunAsync(stop.Token);
        await Values(4);

        Assert.Equal(["up", "up"], sink.Of<DeviceLine>().Select(line => line.State));
    }

    [Fact]
    public async Task Without_a_hwmon_class_the_chip_is_lost()
    {
        Directory.Delete(sysfs.File("class"), recursive: true);

        await Assert.ThrowsAsync<IOException>(() => Driver().RunAsync(stop.Token).WaitAsync(Eventually.Deadline));
    }

    [Fact]
    public async Task An_empty_file_is_a_bad_value_after_three_tries()
    {
        Write("temp1_input", "");
        var driver = Driver();
        _ = driver.RunAsync(stop.Token);
        for (var tries = 1; tries < 3; tries++)
        {
            await Eventually.True(() => clock.Waiting == 2, "the pause between tries");
            Assert.Empty(sink.Of<ClimateLine>());
            clock.Advance(TimeSpan.FromSeconds(0.1));
        }

        await Values(2);

        Assert.Equal(new ClimateLine(null, "bad", "empty file") { At = ManualClock.Start.AddSeconds(0.2), Device = "climate-1/temperature" }, sink.Of<ClimateLine>()[0]);
        Assert.Equal(45.913, sink.Of<ClimateLine>()[1].Value);
        Assert.Equal(1, driver.Errors);
    }

    [Fact]
    public async Task A_read_that_works_at_the_second_try_is_good()
    {
        Write("humidity1_input", "");
        _ = Driver().RunAsync(stop.Token);
        await Eventually.True(() => clock.Waiting == 2, "the pause between tries");
        Write("humidity1_input", "45000\n");
        clock.Advance(TimeSpan.FromSeconds(0.1));
        await Values(2);

        Assert.Equal(new ClimateReadingShape(45, null), new ClimateReadingShape(sink.Of<ClimateLine>()[1].Value, sink.Of<ClimateLine>()[1].Quality));
    }

    [Fact]
    public async Task An_input_output_error_is_a_bad_value_with_the_systems_reason()
    {
        // reading this process's memory at address 0 fails with EIO, as a sensor that does not answer does
        Assert.SkipUnless(File.Exists("/proc/self/mem"), "no /proc/self/mem to read an EIO from");
        var path = sysfs.File($"{Chips}/1-0044/hwmon/hwmon1/temp1_input");
        File.Delete(path);
        File.CreateSymbolicLink(path, "/proc/self/mem");
        _ = Driver().RunAsync(stop.Token);
        await Pumped(2);

        var line = sink.Of<ClimateLine>()[0];
        Assert.Equal((null, "bad"), (line.Value, line.Quality));
        Assert.Contains("error", line.Reason, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("nan\n", "not a number of thousandths: 'nan'")]
    [InlineData("99999999999999999999999999\n", "not a number of thousandths: '99999999999999999999999999'")]
    [InlineData("-9223372036854775809\n", "not a number of thousandths: '-9223372036854775809'")]
    [InlineData("2\u00b02480\n", "not a number of thousandths: '2")]
    public async Task A_text_that_is_no_number_of_a_chip_is_a_bad_value_that_is_counted(string text, string reason)
    {
        Write("temp1_input", text);
        var driver = Driver();
        _ = driver.RunAsync(stop.Token);
        await Pumped(2);

        Assert.Equal((null, "bad"), (sink.Of<ClimateLine>()[0].Value, sink.Of<ClimateLine>()[0].Quality));
        Assert.StartsWith(reason, sink.Of<ClimateLine>()[0].Reason, StringComparison.Ordinal);
        Assert.Equal(45.913, sink.Of<ClimateLine>()[1].Value);
        Assert.True(driver.Errors >= 1);
    }

    [Fact]
    public async Task A_file_of_a_megabyte_is_a_bad_value_with_a_short_reason()
    {
        Write("temp1_input", new string('7', 1024 * 1024));
        var driver = Driver();
        _ = driver.RunAsync(stop.Token);
        await Pumped(2);

        var line = sink.Of<ClimateLine>()[0];
        Assert.Equal((null, "bad"), (line.Value, line.Quality));
        Assert.True(driver.Errors >= 1);
        Assert.InRange(line.Reason!.Length, 1, 300);
    }

    [Fact]
    public async Task A_folder_in_place_of_a_file_is_a_bad_value_with_the_systems_reason()
    {
        var path = sysfs.File($"{Chips}/1-0044/hwmon/hwmon1/temp1_input");
        File.Delete(path);
        Directory.CreateDirectory(path);
        var driver = Driver();
        _ = driver.RunAsync(stop.Token);
        await Pumped(2);

        var line = sink.Of<ClimateLine>()[0];
        Assert.Equal((null, "bad"), (line.Value, line.Quality));
        Assert.NotEqual("", line.Reason);
        Assert.True(driver.Errors >= 1);
    }

    [Fact]
    public async Task A_missing_humidity_file_of_a_hygrometer_is_a_bad_value()
    {
        File.Delete(sysfs.File($"{Chips}/1-0044/hwmon/hwmon1/humidity1_input"));
        _ = Driver().RunAsync(stop.Token);
        await Pumped(2);

        Assert.Equal([null, "bad"], sink.Of<ClimateLine>().Select(line => line.Quality));
    }

    [Fact]
    public async Task A_plain_thermometer_has_no_humidity_channel()
    {
        _ = Driver("cpu_thermal", "thermal_zone0").RunAsync(stop.Token);
        await Values(1);
        clock.Advance(Interval);
        await Values(2);

        Assert.All(sink.Of<ClimateLine>(), line => Assert.Equal("climate-1/temperature", line.Device));
    }

    [Fact]
    public async Task A_stuck_bus_is_bad_and_counted()
    {
        Write("temp1_input", "-45000\n");
        Write("humidity1_input", "0\n");
        var driver = Driver();
        _ = driver.RunAsync(stop.Token);
        await Values(2);

        Assert.All(sink.Of<ClimateLine>(), line => Assert.Equal("bad", line.Quality));
        Assert.Equal(2, driver.Errors);
    }

    private ClimateDriver Driver(string name = "sht3x", string address = "1-0044") =>
        new("climate-1", HwmonChip.Finder(sysfs.Path, name, address), folder => HwmonChip.Read(name, folder), Interval, sink.Emit, clock);

    // the interval's timer waits again only after a round, so that an advance meets it
    private Task Values(int count) => Eventually.True(() => sink.Of<ClimateLine>().Count == count && clock.Waiting == 1, $"{count} climate lines");

    private Task Pumped(int count) => Eventually.True(
        () =>
        {
            clock.Advance(TimeSpan.FromSeconds(0.1));
            return sink.Of<ClimateLine>().Count >= count;
        },
        $"{count} climate lines");

    private void Write(string file, string text) => File.WriteAllText(sysfs.File($"{Chips}/1-0044/hwmon/hwmon1/{file}"), text);

    private void Relink(string number, string target)
    {
        var link = sysfs.File($"class/hwmon/{number}");
        File.Delete(link);
        File.CreateSymbolicLink(link, target);
    }

    private sealed record ClimateReadingShape(double? Value, string? Quality);
}
