using EdgeStock.FirmwareHost.Drivers.Iio;
using EdgeStock.FirmwareHost.Drivers.Weights;
using EdgeStock.Wire;

namespace EdgeStock.Tests.FirmwareHost;

/// <summary>Against a copied sysfs tree; faults as kernel drivers show them.</summary>
public sealed class IioWeightDriverTests : IDisposable
{
    private const string Cell = "devices/platform/weigh-0/iio:device0";
    private static readonly ReportRule Rule = new(10, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), 1500);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(0.1);

    private readonly TempFolder sysfs = TempFolder.CopyOf("sysfs/rpi-hx711");
    private readonly ManualClock clock = new();
    private readonly Sink sink = new();
    private readonly CancellationTokenSource stop = new();
    private readonly IioWeightDriver driver;

    public IioWeightDriverTests() => driver = Driver(Rule);

    public void Dispose()
    {
        stop.Cancel();
        stop.Dispose();
        sysfs.Dispose();
    }

    [Fact]
    public async Task Counts_come_at_once_and_then_at_the_active_rate_while_the_load_moves()
    {
        _ = Driver(Rule with { Hold = TimeSpan.FromMinutes(1) }).RunAsync(stop.Token);
        for (var tick = 0; tick < 5; tick++)
        {
            await Eventually.True(() => sink.Of<WeightLine>().Count == tick + 1, $"line {tick}");
            Write($"{8512065 + tick}");
            clock.Advance(Tick);
        }

        Assert.Equal(new DeviceLine("up", null, 0) { At = ManualClock.Start, Device = "scale-07" }, sink.Lines[0]);
        Assert.Equal(
            Enumerable.Range(0, 5).Select(tick => new WeightLine(0, Raw: 123456 + tick) { At = ManualClock.Start + (tick * Tick), Device = "scale-07" }),
            sink.Of<WeightLine>().Take(5));
        Assert.Single(sink.Of<DeviceLine>());
    }

    [Fact]
    public async Task An_idle_load_is_told_once_an_idle_interval()
    {
        _ = Driver(Rule with { Hold = TimeSpan.Zero }).RunAsync(stop.Token);
        for (var interval = 1; interval <= 4; interval++)
        {
            await Eventually.True(() => sink.Of<WeightLine>().Count == interval, $"line {interval}");
            clock.Advance(Rule.Idle);
        }

        Assert.All(Gaps(sink.Of<WeightLine>()), gap => Assert.InRange(gap, 0.7, 1.3));
    }

    [Fact]
    public async Task The_end_of_the_converters_range_is_told_as_a_state_once_per_change()
    {
        Write("16777215");
        _ = driver.RunAsync(stop.Token);
        await Pumped(() => sink.Of<WeightLine>().Count == 1);
        Write("0");
        await Pumped(() => sink.Of<WeightLine>()[^1].State == "underload");

        Assert.Equal((0, "overload"), (sink.Of<WeightLine>()[0].Grams, sink.Of<WeightLine>()[0].State));
        Assert.All(sink.Of<WeightLine>(), line => Assert.Null(line.Raw));
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("16777216")]
    public async Task A_read_that_fails_is_counted_and_tried_again(string text)
    {
        Write(text);
        _ = driver.RunAsync(stop.Token);
        await Pumped(() => driver.Errors >= 2);
        Assert.Empty(sink.Lines);
        Write("8388609");
        await Pumped(() => sink.Of<WeightLine>().Count >= 1);

        Assert.Equal(1, sink.Of<WeightLine>()[0].Raw);
        Assert.Equal("up", sink.Of<DeviceLine>().Single().State);
    }

    [Fact]
    public async Task A_converter_that_fails_for_three_seconds_is_lost_with_the_systems_reason()
    {
        // a folder in place of the file cannot be read, as a converter that does not answer cannot
        File.Delete(sysfs.File($"{Cell}/in_voltage0_raw"));
        Directory.CreateDirectory(sysfs.File($"{Cell}/in_voltage0_raw"));
        var running = driver.RunAsync(stop.Token);
        await Pumped(() => running.IsCompleted);

        var lost = await Assert.ThrowsAsync<IOException>(() => running);
        Assert.StartsWith("hx711 at weigh-0, channel 0: ", lost.Message, StringComparison.Ordinal);
        Assert.InRange(clock.Elapsed.TotalSeconds, 3, 10);
        Assert.True(driver.Errors >= 3);
    }

    [Fact]
    public async Task A_data_line_that_is_stuck_low_is_a_lost_converter_and_never_a_weight()
    {
        var running = driver.RunAsync(stop.Token);
        await Pumped(() => sink.Of<WeightLine>().Count >= 1);
        Write("8388608");
        await Pumped(() => running.IsCompleted);

        var lost = await Assert.ThrowsAsync<IOException>(() => running);
        Assert.Contains("the data line is stuck low", lost.Message, StringComparison.Ordinal);
        Assert.All(sink.Of<WeightLine>(), line => Assert.Equal(123456, line.Raw));
        Assert.True(driver.Errors >= 3);
    }

    [Fact]
    public async Task A_cell_that_passes_through_0_mV_is_not_at_fault()
    {
        _ = driver.RunAsync(stop.Token);
        await Pumped(() => sink.Of<WeightLine>().Count >= 1);
        Write("8388608");
        var began = clock.Elapsed;
        await Pumped(() => clock.Elapsed >= began + (2 * Tick));
        Write("8288608");
        await Pumped(() => sink.Of<WeightLine>()[^1].Raw == -100_000);

        Assert.Equal(0, driver.Errors);
        Assert.Single(sink.Of<DeviceLine>());
    }

    [Fact]
    public async Task A_file_of_a_megabyte_is_no_weight()
    {
        Write(new string('1', 1024 * 1024));
        var running = driver.RunAsync(stop.Token);
        await Pumped(() => running.IsCompleted);

        var lost = await Assert.ThrowsAsync<IOException>(() => running);
        Assert.Contains("which no attribute has", lost.Message, StringComparison.Ordinal);
        Assert.Empty(sink.Of<WeightLine>());
    }

    [Fact]
    public async Task A_converter_that_changed_its_number_is_found_again_and_never_taken_for_another()
    {
        var running = driver.RunAsync(stop.Token);
        await Pumped(() => sink.Of<WeightLine>().Count >= 1);
        var before = sink.Of<WeightLine>().Count;

        // unbound and bound in the other order: the numbers 0 and 1 have changed hands
        Directory.Move(sysfs.File(Cell), sysfs.File("devices/platform/weigh-0/iio:device1"));
        Directory.Move(sysfs.File("devices/platform/weigh-1/iio:device1"), sysfs.File("devices/platform/weigh-1/iio:device0"));
        Relink("iio:device0", "weigh-1/iio:device0");
        Relink("iio:device1", "weigh-0/iio:device1");
        var restarts = 0;
        await Pumped(() =>
        {
            if (running.IsFaulted && restarts++ == 0)
            {
                // a read in the moment between the two moves found no converter; the driver loop runs it again too
                running = driver.RunAsync(stop.Token);
            }

            return sink.Of<WeightLine>().Count >= before + 3;
        });

        Assert.InRange(restarts, 0, 1);
        Assert.All(sink.Of<WeightLine>(), line => Assert.Equal(123456, line.Raw));
    }

    [Fact]
    public async Task A_converter_that_vanishes_is_lost_at_once_and_is_up_again_when_it_comes_back()
    {
        var running = driver.RunAsync(stop.Token);
        await Pumped(() => sink.Of<WeightLine>().Count >= 1);
        File.Delete(sysfs.File("bus/iio/devices/iio:device0"));
        await Pumped(() => running.IsCompleted);
        var lost = await Assert.ThrowsAsync<IOException>(() => running);
        Assert.StartsWith("no hx711 at weigh-0 under ", lost.Message, StringComparison.Ordinal);

        Relink("iio:device9", "weigh-0/iio:device0");
        _ = driver.RunAsync(stop.Token);
        await Pumped(() => sink.Of<DeviceLine>().Count == 2);

        Assert.All(sink.Of<DeviceLine>(), line => Assert.Equal("up", line.State));
    }

    private IioWeightDriver Driver(ReportRule rule)
    {
        var converter = LoadCellConverter.Known.Single(known => known.Chip == "hx711");
        return new IioWeightDriver("scale-07", converter, IioFolder.Finder(sysfs.Path, "hx711", "weigh-0"), 0, rule, sink.Emit, clock);
    }

    private static double[] Gaps(IReadOnlyList<WeightLine> lines) => [.. lines.Zip(lines.Skip(1), (a, b) => (b.At - a.At).TotalSeconds)];

    // a tick that comes while a read is under way is kept by the timer, so no tick is lost
    private Task Pumped(Func<bool> condition) => Eventually.True(
        () =>
        {
            if (condition())
            {
                return true;
            }

            clock.Advance(Tick);
            return false;
        },
        "what the test waits for");

    // in one go, as the kernel gives it: a read that is under way must not find half a text
    private void Write(string text)
    {
        File.WriteAllText(sysfs.File("next"), text + (text.Length > 0 ? "\n" : ""));
        File.Move(sysfs.File("next"), sysfs.File($"{Cell}/in_voltage0_raw"), overwrite: true);
    }

    private void Relink(string number, string target)
    {
        var link = sysfs.File($"bus/iio/devices/{number}");
        File.Delete(link);
        File.CreateSymbolicLink(link, "../../../devices/platform/" + target);
    }
}
