using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain;

public sealed class DeviceMonitorTests
{
    [Fact]
    public void A_device_is_up_with_the_first_thing_it_says()
    {
        var bench = new Bench();
        var weight = bench.Weight(bench.Now, 1100);

        Assert.Equal(new DeviceStateChanged(weight.At, "scale-1", DeviceState.Up, null), Assert.Single(bench.Take(weight)));
        Assert.Empty(bench.Take(bench.Weight(bench.Now.AddSeconds(1), 1100)));
    }

    [Fact]
    public void A_device_that_is_not_heard_for_half_a_minute_is_silent()
    {
        var bench = new Bench();
        bench.Take(bench.Weight(bench.Now, 1100));

        Assert.Empty(Of(bench.Tick(30), "scale-1"));
        var silent = Assert.Single(Of(bench.Tick(1), "scale-1"));

        Assert.Equal(new DeviceStateChanged(bench.Now, "scale-1", DeviceState.Silent, "nothing heard for 30 s"), silent);
        Assert.Empty(Of(bench.Tick(3600), "scale-1"));
        Assert.Equal(DeviceState.Up, Assert.Single(Of(bench.Weigh(1100, 0.1), "scale-1")).State);
    }

    [Fact]
    public void A_slow_device_has_three_of_its_intervals()
    {
        var bench = new Bench(TestSite.Make(cycleSeconds: 40));
        bench.Read(TestSite.AntennaA, TestSite.Tag(1));

        Assert.Empty(Of(bench.Tick(120), "reader-1"));
        Assert.Equal(DeviceState.Silent, Assert.Single(Of(bench.Tick(1), "reader-1")).State);
    }

    [Fact]
    public void A_device_that_was_never_heard_is_silent_too() =>
        Assert.Equal(
            ["reader-1", "scale-1", "scale-2", "climate-1"],
            new Bench().Tick(31).OfType<DeviceStateChanged>().Where(d => d.State == DeviceState.Silent).Select(d => d.Device));

    [Fact]
    public void What_its_host_says_is_kept_with_the_reason()
    {
        var bench = new Bench();
        bench.Weigh(1100, 0.1);

        Assert.Equal(
            new DeviceStateChanged(bench.Now, "scale-1", DeviceState.Down, "no answer"),
            Assert.Single(bench.Take(new DeviceReported(bench.Now, bench.Now, "scale-1", false, "no answer"))));
        Assert.Equal(
            new DeviceStateChanged(bench.Now, "scale-1", DeviceState.Up, null),
            Assert.Single(bench.Take(new DeviceReported(bench.Now, bench.Now, "scale-1", true, null))));
    }

    [Fact]
    public void A_reader_that_announces_its_end_is_down_and_one_antenna_is_not_the_reader()
    {
        var bench = new Bench();
        bench.Read(TestSite.AntennaA, TestSite.Tag(1));

        Assert.Empty(bench.Take(new AntennaChanged(bench.Now, bench.Now, "reader-1", TestSite.AntennaA, false)));
        Assert.Equal(DeviceState.Down, Assert.IsType<DeviceStateChanged>(Assert.Single(bench.Take(new AntennaChanged(bench.Now, bench.Now, "reader-1", null, false)))).State);
    }

    [Fact]
    public void Silence_under_way_goes_on_over_a_restart()
    {
        var bench = new Bench();
        bench.Take(bench.Weight(bench.Now, 1100));
        bench.Tick(20);
        bench.Restart();

        Assert.Empty(Of(bench.Tick(10), "scale-1"));
        Assert.Single(Of(bench.Tick(1), "scale-1"));
    }

    [Fact]
    public void Time_in_which_the_gateway_was_away_is_no_silence()
    {
        var bench = new Bench();
        bench.Weigh(1100, 0.1);
        bench.Tick(1);
        bench.Away(TimeSpan.FromHours(1));

        Assert.Empty(Of(bench.Tick(24), "scale-1"));
        Assert.Single(Of(bench.Tick(2), "scale-1"));
    }

    [Fact]
    public void Lost_samples_are_an_event_of_the_host_and_no_sign_of_life_of_its_devices()
    {
        var bench = new Bench();
        var lost = new SamplesDropped(bench.Now, bench.Now, "ward-3-hw", 1200);

        Assert.Equal(new SamplesLost(bench.Now, "ward-3-hw", 1200), Assert.Single(bench.Take(lost)));
    }

    private static IEnumerable<DeviceStateChanged> Of(IEnumerable<StoreroomEvent> events, string device) =>
        events.OfType<DeviceStateChanged>().Where(d => d.Device == device);
}
