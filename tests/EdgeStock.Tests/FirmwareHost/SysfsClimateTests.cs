using EdgeStock.FirmwareHost.Drivers.Climate;
using EdgeStock.FirmwareHost.Drivers.Iio;
using EdgeStock.FirmwareHost.Drivers.W1Therm;
using EdgeStock.Wire;

namespace EdgeStock.Tests.FirmwareHost;

/// <summary>Climate sensors on the IIO and the 1-Wire bus, against copied trees; what all climate sensors share is tested with hwmon.</summary>
public sealed class SysfsClimateTests : IDisposable
{
    private const string Room = "devices/platform/soc/fe804000.i2c/i2c-1/1-0076";
    private const string Shelf = "devices/w1_bus_master1/28-0316a2795aff/w1_slave";
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private readonly TempFolder iio = TempFolder.CopyOf("sysfs/rpi-bme280");
    private readonly TempFolder w1 = TempFolder.CopyOf("sysfs/rpi-w1");
    private readonly ManualClock clock = new();
    private readonly Sink sink = new();
    private readonly CancellationTokenSource stop = new();

    public void Dispose()
    {
        stop.Cancel();
        stop.Dispose();
        iio.Dispose();
        w1.Dispose();
    }

    [Fact]
    public async Task A_bme280_that_changed_places_with_another_is_found_again()
    {
        _ = Bme280Driver().RunAsync(stop.Token);
        await Values(2);

        // numbers 0 and 2 have changed hands
        Directory.Move(iio.File($"{Room}/iio:device0"), iio.File($"{Room}/iio:device2"));
        Relink("iio:device0", null);
        Relink("iio:device2", $"../../../{Room}/iio:device2");
        clock.Advance(Interval);
        await Values(4);

        Assert.Equal([23.12, 48.25, 23.12, 48.25], sink.Of<ClimateLine>().Select(line => line.Value));
    }

    [Fact]
    public async Task A_bme280_that_vanishes_is_lost()
    {
        var running = Bme280Driver().RunAsync(stop.Token);
        await Values(2);
        Relink("iio:device0", null);
        clock.Advance(Interval);
        await Pumped(() => running.IsCompleted);

        await Assert.ThrowsAsync<IOException>(() => running);
        Assert.Equal(2, sink.Of<ClimateLine>().Count);
    }

    [Theory]
    [InlineData("garbage", "not a number")]
    [InlineData("", "empty file")]
    [InlineData(null, "")]
    public async Task A_read_that_fails_three_times_is_a_bad_value_and_counted(string? text, string reason)
    {
        var file = iio.File($"{Room}/iio:device0/in_temp_input");
        File.Delete(file);
        if (text is null)
        {
            // a folder in place of the file cannot be read, as a sensor that does not answer cannot
            Directory.CreateDirectory(file);
        }
        else
        {
            await File.WriteAllTextAsync(file, text);
        }

        var driver = Bme280Driver();
        _ = driver.RunAsync(stop.Token);
        await Values(2);

        Assert.Equal([(null, "bad"), ((double?)48.25, null)], sink.Of<ClimateLine>().Select(line => (line.Value, line.Quality)));
        Assert.Contains(reason, sink.Of<ClimateLine>()[0].Reason, StringComparison.Ordinal);
        Assert.NotEmpty(sink.Of<ClimateLine>()[0].Reason!);
        Assert.Equal(1, driver.Errors);
    }

    [Fact]
    public async Task A_power_on_value_is_read_again_and_the_next_one_taken()
    {
        const string PowerOn = "50 05 4b 46 7f ff 0c 10 1c : crc=1c YES\n50 05 4b 46 7f ff 0c 10 1c t=85000\n";
        var sound = await File.ReadAllTextAsync(w1.File(Shelf));
        await File.WriteAllTextAsync(w1.File(Shelf), PowerOn);
        _ = Thermometer().RunAsync(stop.Token);
        await Eventually.True(() => clock.Waiting == 2, "the pause between tries");
        Assert.Empty(sink.Lines);
        await File.WriteAllTextAsync(w1.File(Shelf), sound);
        await Values(1);

        Assert.Equal((23.125, null), (sink.Of<ClimateLine>()[0].Value, sink.Of<ClimateLine>()[0].Quality));
    }

    [Fact]
    public async Task A_file_of_a_megabyte_is_no_temperature()
    {
        await File.WriteAllTextAsync(w1.File(Shelf), string.Concat(Enumerable.Repeat("72 01 4b 46 7f ff 0c 10 c6 : crc=c6 YES\n", 26_000)));
        _ = Thermometer().RunAsync(stop.Token);
        await Values(1);

        Assert.Equal((null, "more than 16384 bytes, which no attribute has"), (sink.Of<ClimateLine>()[0].Value, sink.Of<ClimateLine>()[0].Reason));
    }

    [Fact]
    public async Task A_thermometer_that_is_unplugged_is_lost_and_served_again()
    {
        var link = w1.File("bus/w1/devices/28-0316a2795aff");
        var target = new FileInfo(link).LinkTarget!;
        var driver = Thermometer();
        var running = driver.RunAsync(stop.Token);
        await Values(1);
        File.Delete(link);
        clock.Advance(Interval);
        await Pumped(() => running.IsCompleted);
        Assert.Contains("DS18B20 28-0316a2795aff", (await Assert.ThrowsAsync<IOException>(() => running)).Message, StringComparison.Ordinal);

        File.CreateSymbolicLink(link, target);
        _ = driver.RunAsync(stop.Token);
        await Values(2);

        Assert.Equal(["up", "up"], sink.Of<DeviceLine>().Select(line => line.State));
    }

    private ClimateDriver Bme280Driver() => new("room", IioFolder.Finder(iio.Path, Bme280.Name, "1-0076"), Bme280.Read, Interval, sink.Emit, clock);

    private ClimateDriver Thermometer() => new("shelf", W1Folder.Finder(w1.Path, "28-0316a2795aff"), W1Folder.Read, Interval, sink.Emit, clock);

    private Task Values(int count) => Pumped(() => sink.Of<ClimateLine>().Count >= count);

    private Task Pumped(Func<bool> condition) => Eventually.True(
        () =>
        {
            if (condition())
            {
                return true;
            }

            clock.Advance(TimeSpan.FromSeconds(0.1));
            return false;
        },
        "what the test waits for");

    private void Relink(string number, string? target)
    {
        var link = iio.File($"bus/iio/devices/{number}");
        File.Delete(link);
        if (target is not null)
        {
            File.CreateSymbolicLink(link, target);
        }
    }
}
