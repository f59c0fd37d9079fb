using EdgeStock.Domain;
using EdgeStock.Tests.Domain.Alarms;

namespace EdgeStock.Tests.Domain;

/// <summary>What each sign of a sensor that is not well does to the quality of its minutes (docs/hardware.md).</summary>
public sealed class SensorTruthTests
{
    [Fact]
    public void A_spike_stays_in_its_minute_as_it_came_and_makes_it_uncertain()
    {
        var bench = new Bench();
        bench.Air(i => i == 9 ? 40 : 22 + (i % 2 * 0.01), 24);

        Assert.Equal([Quality.Good, Quality.Uncertain, Quality.Good], bench.Minutes.Select(m => m.Quality).Take(3));
        Assert.Equal(40, bench.Minutes[1].Temperature!.Max);
    }

    [Fact]
    public void Minutes_of_a_stuck_sensor_are_uncertain()
    {
        var bench = new Bench();
        bench.Air(22, 2);
        bench.Air(_ => 22.5, 30);

        // The tenth equal value comes in the second minute of them.
        Assert.Equal([Quality.Good, Quality.Good, Quality.Good, Quality.Uncertain, Quality.Uncertain], bench.Minutes.Select(m => m.Quality).Take(5));
    }

    [Theory]
    [InlineData(99, 60, false)]
    [InlineData(99, 62, true)]
    [InlineData(98.99, 600, false)]
    public void A_humidity_at_saturation_for_more_than_ten_minutes_is_condensation(double humidity, int values, bool expected)
    {
        var bench = Damp();
        var events = Wet(bench, values, i => humidity + (i % 5 * 0.001));

        Assert.Equal(expected ? [SensorFault.Condensation] : [], events.Select(f => f.Fault));
        Assert.All(events, e => Assert.Equal(Quantity.Humidity, e.Quantity));
    }

    [Fact]
    public void A_saturated_sensor_that_repeats_itself_is_wet_and_not_stuck_and_dries_below_ninety_seven()
    {
        var bench = Damp();
        var events = Wet(bench, 100, _ => 100).ToList();
        Assert.Equal([SensorFault.Condensation], events.Select(f => f.Fault));
        Assert.Equal(Quality.Uncertain, bench.Minutes.Last().Quality);

        bench.Restart();
        Assert.Empty(Wet(bench, 20, i => 97.5 + (i % 5 * 0.01)));
        Assert.Equal([SensorFault.Ok], Wet(bench, 20, i => 96 + (i % 5 * 0.01)).Select(f => f.Fault));
        Assert.Empty(Wet(bench, 60, i => 98 + (i % 5 * 0.01)));
    }

    [Fact]
    public void Damp_air_raises_its_alarm_all_the_same()
    {
        var bench = new Bench(about: e => e is ClimateAlarmChanged);
        for (var i = 0; i < 6 * 75; i++)
        {
            bench.Air(22, 1.0 / 6);
            foreach (var alarm in bench.Take(bench.Climate(bench.Now, 100, quantity: Quantity.Humidity)).OfType<ClimateAlarmChanged>())
            {
                Assert.Equal(ClimateState.High, alarm.State);
                return;
            }
        }

        Assert.Fail("100 % for 75 minutes is above 70 %");
    }

    [Fact]
    public void Condensation_is_a_cause_of_the_sensors_alarm()
    {
        var site = AlarmBench.Site();
        var bench = new AlarmBench(site with { ClimatePoints = [site.ClimatePoints[0] with { Channels = [AlarmBench.Channel, new("climate-1/humidity", Quantity.Humidity, null, null, TimeSpan.Zero, TimeSpan.FromMinutes(1), 0.1, 0.002)] }] });
        for (var i = 0; i < 20; i++)
        {
            bench.Take(new ClimateRead(bench.Now, bench.Now, "climate-1", "north", Quantity.Humidity, 100, Quality.Good));
            bench.Minutes(1, 20 + (i * 0.01));
        }

        Assert.Equal(["humidity condensation"], bench.View("north-sensor-fault").Causes);
        Assert.Equal(AlarmState.Unacknowledged, bench.State("north-sensor-fault"));
    }

    // Due on 2 March: the day itself is still in time. Stockholm is an hour ahead, so the third begins at 23 UTC.
    [Theory]
    [InlineData("Europe/Stockholm", 16 * 60, Quality.Good)]
    [InlineData("Europe/Stockholm", (17 * 60) + 2, Quality.Uncertain)]
    [InlineData("UTC", (17 * 60) + 2, Quality.Good)]
    [InlineData("UTC", (18 * 60) + 2, Quality.Uncertain)]
    public void Minutes_after_the_day_of_calibration_are_uncertain(string zone, int minutes, Quality quality)
    {
        var site = TestSite.Make();
        var bench = new Bench(site with
        {
            Calendar = new(TimeZoneInfo.FindSystemTimeZoneById(zone)),
            Devices = [.. site.Devices.Select(d => d.Id == "climate-1" ? d with { CalibrationDue = new(2026, 3, 2) } : d)],
        });
        bench.Away(TimeSpan.FromMinutes(minutes));
        bench.Air(22, 2);

        Assert.Equal(quality, bench.Minutes[0].Quality);
    }

    [Fact]
    public void A_read_that_failed_leaves_a_bad_minute_whatever_else_is_wrong()
    {
        var bench = new Bench();
        bench.Air(i => i == 9 ? null : 22 + (i % 2 * 0.01), 24);

        Assert.Equal(Quality.Bad, bench.Minutes[1].Quality);
    }

    [Fact]
    public void A_sensor_that_disagrees_is_an_alarm_of_low_severity_with_the_figures_as_its_cause_and_ends_with_them()
    {
        var site = PeerRoom.Make("north", "south", "west");
        var bench = new AlarmBench(site) { Step = 60 };
        Assert.Contains(AlarmDefinition.Of(site), d => d is { Id: "west-disagrees", Name.Severity: AlarmSeverity.Low, Escalations.Count: 0 });
        Day(10);

        Assert.Equal(["west-disagrees"], bench.Projection.Alarms.Values.Where(a => a.Name.Kind == AlarmKind.SensorDisagrees && a.IsOn()).Select(a => a.Name.Id));
        var view = bench.View("west-disagrees");
        Assert.Matches(@"^dew point \+2\.\d K off north, south for a day \(E_n \d\.\d\): it drifts or was poisoned, calibrate$", Assert.Single(view.Causes));
        Assert.Equal(AlarmState.Unacknowledged, view.State());
        bench.Restart();
        Day(0);
        Assert.Equal(AlarmState.ReturnedUnacknowledged, bench.State("west-disagrees"));

        void Day(double poisoned)
        {
            for (var m = 0; m < PeerRoom.Day; m++)
            {
                foreach (var point in site.ClimatePoints)
                {
                    bench.Take(new ClimateRead(bench.Now, bench.Now, $"s-{point.Id}", point.Id, Quantity.Temperature, 22 + (m % 7 * 0.004), Quality.Good));
                    bench.Take(new ClimateRead(bench.Now, bench.Now, $"s-{point.Id}", point.Id, Quantity.Humidity, 50 + (m % 11 * 0.01) + (point.Id == "west" ? poisoned : 0), Quality.Good));
                }

                bench.Tick(60);
            }
        }
    }

    private static Bench Damp() => new(about: e => e is SensorFaultChanged);

    /// <summary>A humidity every ten seconds.</summary>
    private static List<SensorFaultChanged> Wet(Bench bench, int values, Func<int, double> humidity)
    {
        var events = new List<SensorFaultChanged>();
        for (var i = 0; i < values; i++)
        {
            events.AddRange(bench.Air(22, 1.0 / 6).Concat(bench.Take(bench.Climate(bench.Now, humidity(i), quantity: Quantity.Humidity))).OfType<SensorFaultChanged>());
        }

        return events;
    }
}
