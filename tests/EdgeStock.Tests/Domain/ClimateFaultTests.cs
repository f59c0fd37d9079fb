using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain;

public sealed class ClimateFaultTests
{
    [Fact]
    public void A_sensor_that_repeats_its_code_ten_times_is_stuck_until_it_moves()
    {
        var bench = Calm();

        Assert.Empty(bench.Air(_ => 22.5, 9));
        Assert.Equal(SensorFault.Stuck, Fault(bench.Air(_ => 22.5, 1)));
        Assert.Empty(bench.Air(_ => 22.5, 100));
        Assert.Equal(SensorFault.Ok, Fault(bench.Air(_ => 22.503, 1)));
    }

    [Fact]
    public void A_sensor_whose_step_exceeds_its_noise_may_repeat_itself()
    {
        // 0.0625 °C steps over a noise of 0.02 °C: a calm room gives one code for hours.
        var coarse = Bench(TestSite.Make(temperature: TestSite.Temperature with { Resolution = 0.0625 }));

        Assert.Empty(coarse.Air(_ => 22.5, 100));
        Assert.Equal(SensorFault.Stuck, Fault(coarse.Air(_ => 22.5, 20)));
    }

    [Fact]
    public void A_sensor_of_unknown_noise_is_never_called_stuck() =>
        Assert.Empty(Bench(TestSite.Make(temperature: TestSite.Temperature with { Noise = 0 })).Air(_ => 22.5, 5000).OfType<SensorFaultChanged>());

    [Fact]
    public void What_a_stuck_sensor_says_neither_brings_nor_ends_an_alarm()
    {
        var bench = Calm();
        Assert.Empty(bench.Air(_ => 26, 600).OfType<ClimateAlarmChanged>());

        var alarmed = Calm();
        alarmed.Air(26, 31);
        Assert.Empty(alarmed.Air(_ => 22, 600).OfType<ClimateAlarmChanged>());
    }

    [Fact]
    public void A_limit_that_is_broken_before_and_after_the_sensor_was_stuck_was_broken_meanwhile()
    {
        var bench = Calm();
        Assert.Empty(bench.Air(_ => 26, 600).OfType<ClimateAlarmChanged>());

        Assert.Single(bench.Air(26, 1.0 / 3).OfType<ClimateAlarmChanged>());
    }

    [Fact]
    public void A_sensor_that_says_nothing_for_five_intervals_is_silent_until_it_speaks()
    {
        var bench = Calm();

        // The first tick after five minutes without any counts five seconds.
        Assert.Empty(bench.Tick(46));
        Assert.Equal([Quantity.Temperature, Quantity.Humidity], bench.Tick(1).OfType<SensorFaultChanged>().Where(f => f.Fault == SensorFault.Silent).Select(f => f.Quantity));
        Assert.Empty(bench.Tick(600).OfType<SensorFaultChanged>());
        Assert.Equal(SensorFault.Ok, Fault(bench.Air(22, 1)));
    }

    [Fact]
    public void A_sensor_that_never_spoke_is_silent_too() =>
        Assert.Equal(
            [Quantity.Temperature, Quantity.Humidity],
            Bench().Tick(51).OfType<SensorFaultChanged>().Where(f => f.Fault == SensorFault.Silent).Select(f => f.Quantity));

    [Theory]
    [InlineData(-45.001, Quality.Good)]
    [InlineData(85.001, Quality.Good)]
    [InlineData(22.0, Quality.Bad)]
    [InlineData(null, Quality.Bad)]
    public void Three_values_in_a_row_that_cannot_be_are_a_fault_until_a_good_one(double? value, Quality quality)
    {
        var bench = Calm();

        Assert.Empty(bench.Air(_ => value, 2, quality));
        Assert.Equal(SensorFault.Implausible, Fault(bench.Air(_ => value, 1, quality)));
        Assert.Empty(bench.Air(_ => value, 100, quality));
        Assert.Equal(SensorFault.Ok, Fault(bench.Air(_ => 22.1, 1)));
    }

    [Theory]
    [InlineData(-0.001)]
    [InlineData(100.001)]
    public void A_humidity_beyond_nought_to_a_hundred_cannot_be(double value)
    {
        var bench = Bench();
        var events = Enumerable.Range(1, 3).SelectMany(i => bench.Take(bench.Climate(bench.Now + TimeSpan.FromSeconds(i), value, quantity: Quantity.Humidity)));

        Assert.Equal(SensorFault.Implausible, Assert.Single(events.OfType<SensorFaultChanged>()).Fault);
    }

    [Fact]
    public void Two_bad_values_between_good_ones_are_no_fault() =>
        Assert.Empty(Calm().Air(i => i % 3 < 2 ? null : 22 + (i * 0.001), 300));

    [Fact]
    public void A_fault_that_stands_is_said_once_also_over_a_restart()
    {
        var bench = Calm();
        bench.Air(_ => null, 3);
        bench.Restart();

        Assert.Empty(bench.Air(_ => null, 30));
        Assert.Equal(SensorFault.Ok, Fault(bench.Air(22, 1)));
    }

    [Fact]
    public void A_gateway_that_was_away_does_not_take_that_for_the_sensors_silence()
    {
        var bench = Calm();
        bench.Away(TimeSpan.FromHours(3));

        Assert.Empty(bench.Tick(40));
    }

    private static Bench Bench(Site? site = null) => new(site, e => e is SensorFaultChanged or ClimateAlarmChanged);

    private static SensorFault Fault(IEnumerable<StoreroomEvent> events) => Assert.Single(events.OfType<SensorFaultChanged>()).Fault;

    private static Bench Calm()
    {
        var bench = Bench();
        for (var i = 0; i < 30; i++)
        {
            Assert.Empty(bench.Air(22, 1.0 / 6).Concat(bench.Take(bench.Climate(bench.Now, 50 + (i * 0.1), quantity: Quantity.Humidity))).OfType<SensorFaultChanged>());
        }

        return bench;
    }
}
