using EdgeStock.FirmwareHost.Drivers.Led;
using EdgeStock.Wire;

namespace EdgeStock.Tests.FirmwareHost;

/// <summary>On a copied sysfs tree. A plain file shows what was written last, where the kernel's trigger file would go on to list them all.</summary>
public sealed class LedDriverTests : IDisposable
{
    private readonly TempFolder sysfs = TempFolder.CopyOf("sysfs/rpi-leds");
    private readonly ManualClock clock = new();
    private readonly Sink sink = new();
    private readonly CancellationTokenSource stop = new();

    public void Dispose()
    {
        stop.Cancel();
        stop.Dispose();
        sysfs.Dispose();
    }

    [Theory]
    [InlineData("on", "none", "255", "is on")]
    [InlineData("off", "none", "0", "is off")]
    [InlineData("blink", "timer", "255", "blinks")]
    public async Task A_light_can_be_set(string value, string trigger, string brightness, string result)
    {
        var led = await Up("shelf-3:green:status");

        var outcome = await led.DoAsync("led", value, stop.Token);

        Assert.Equal((result, null), (outcome.Result, outcome.Error));
        Assert.Equal((trigger, brightness), (Read("shelf-3:green:status", "trigger"), Read("shelf-3:green:status", "brightness")));
    }

    [Theory]
    [InlineData("shelf-3:green:status", "none", null)]
    [InlineData("shelf-3:red:alarm", "timer", "100")]
    [InlineData("ACT", "mmc0", null)]
    public async Task Identify_blinks_for_ten_seconds_and_then_it_is_as_it_was(string name, string trigger, string? delay)
    {
        var brightness = Read(name, "brightness");
        var led = await Up(name);

        Assert.Equal("blinks for 10 s", (await led.DoAsync("identify", null, stop.Token)).Result);
        Assert.Equal("timer", Read(name, "trigger"));
        Assert.Equal(Read(name, "max_brightness"), Read(name, "brightness"));
        clock.Advance(TimeSpan.FromSeconds(9));
        clock.Advance(TimeSpan.FromSeconds(1.5));

        await Eventually.True(() => Read(name, "trigger") == trigger && Read(name, "brightness") == brightness, "the light as it was");
        if (delay is not null)
        {
            await Eventually.True(() => Read(name, "delay_on") == delay && Read(name, "delay_off") == "900", "its own rhythm");
        }
    }

    [Fact]
    public async Task Asked_to_identify_twice_it_blinks_for_longer_and_still_ends_as_it_was()
    {
        var led = await Up("shelf-3:green:status");
        await led.DoAsync("identify", null, stop.Token);
        clock.Advance(TimeSpan.FromSeconds(6));
        await led.DoAsync("identify", null, stop.Token);
        clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal("timer", Read("shelf-3:green:status", "trigger"));
        clock.Advance(TimeSpan.FromSeconds(2));

        await Eventually.True(() => Read("shelf-3:green:status", "trigger") == "none", "the end of it");
    }

    [Fact]
    public async Task What_is_asked_for_while_it_identifies_stays()
    {
        var driver = Driver("shelf-3:green:status");
        var running = driver.RunAsync(stop.Token);
        await driver.DoAsync("identify", null, stop.Token);
        await driver.DoAsync("led", "on", stop.Token);
        clock.Advance(LedDriver.IdentifyFor + TimeSpan.FromSeconds(2));

        // the last occasion to put it back
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Eventually.Deadline));

        Assert.Equal(("none", "255"), (Read("shelf-3:green:status", "trigger"), Read("shelf-3:green:status", "brightness")));
    }

    [Fact]
    public async Task A_host_that_stops_leaves_no_light_blinking()
    {
        var driver = Driver("shelf-3:green:status");
        var running = driver.RunAsync(stop.Token);
        await driver.DoAsync("identify", null, stop.Token);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Eventually.Deadline));

        Assert.Equal(("none", "0"), (Read("shelf-3:green:status", "trigger"), Read("shelf-3:green:status", "brightness")));
    }

    [Fact]
    public async Task A_light_whose_folder_goes_is_lost()
    {
        var driver = Driver("ACT");
        var running = driver.RunAsync(stop.Token);
        Assert.Equal("up", sink.Of<DeviceLine>().Single().State);
        File.Delete(sysfs.File("class/leds/ACT"));
        clock.Advance(TimeSpan.FromSeconds(1));

        var lost = await Assert.ThrowsAsync<IOException>(() => running.WaitAsync(Eventually.Deadline));
        Assert.Contains("light 'ACT'", lost.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<IOException>(() => driver.DoAsync("led", "on", stop.Token));
        Assert.Equal(1, driver.Errors);
    }

    [Theory]
    [InlineData("led", "dim", "on, off or blink")]
    [InlineData("led", null, "on, off or blink")]
    [InlineData("zero", null, "it offers led, identify")]
    public async Task What_it_cannot_do_is_refused_with_what_it_can(string action, string? value, string error)
    {
        var outcome = await (await Up("ACT")).DoAsync(action, value, stop.Token);

        Assert.Null(outcome.Result);
        Assert.Contains(error, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_kernels_timer_it_does_not_blink_and_says_what_to_load()
    {
        File.WriteAllText(sysfs.File("devices/platform/leds/leds/ACT/trigger"), "[none] mmc0\n");
        var led = await Up("ACT");

        var refused = await Assert.ThrowsAsync<IOException>(() => led.DoAsync("led", "blink", stop.Token));
        Assert.Contains("ledtrig-timer", refused.Message, StringComparison.Ordinal);
        Assert.Equal("[none] mmc0", Read("ACT", "trigger"));
    }

    private async Task<LedDriver> Up(string name)
    {
        var driver = Driver(name);
        _ = driver.RunAsync(stop.Token);
        await Eventually.True(() => clock.Waiting == 1, "the first look");
        return driver;
    }

    private LedDriver Driver(string name) => new("lamp-1", LedFolder.Finder(sysfs.Path, name), sink.Emit, clock);

    private string Read(string name, string file) => File.ReadAllText(sysfs.File($"devices/platform/leds/leds/{name}/{file}")).TrimEnd();
}
