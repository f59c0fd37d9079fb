using EdgeStock.Domain;
using EdgeStock.Ledger;

namespace EdgeStock.Tests.Domain.Alarms;

/// <summary>
/// Dew margins of a sterile store as alarms: air of 22 °C and 50 % has its dew point at 11.11 °C (known answers), so a wall of 12.5 °C stands
/// 1.39 K above it, one of 12.0 °C 0.89 K, one of 13.7 °C 2.59 K.
/// </summary>
public sealed class DewMarginTests
{
    private const string Warning = "sterile-dew-margin-warning";
    private const string Alarm = "sterile-dew-margin";

    [Fact]
    public void A_wall_that_grows_cold_warns_and_then_is_an_alarm_each_after_a_quarter_of_an_hour()
    {
        var bench = Bench();
        Minutes(bench, 10, 20);
        Assert.Empty(bench.Of(Warning));
        Minutes(bench, 14, 12.5);
        Assert.Equal(AlarmState.Pending, bench.State(Warning));
        Minutes(bench, 4, 12.5);

        var warning = bench.View(Warning);
        Assert.Equal((AlarmState.Unacknowledged, AlarmSeverity.Low, "sterile", AlarmState.Normal), (warning.State(), warning.Name.Severity, warning.Name.Subject, bench.State(Alarm)));
        Assert.Equal(1.39, warning.Peak!.Value, 0.05);
        Assert.Equal(new AlarmLimits(2, 0.5, 900, 300), warning.Limits);

        Minutes(bench, 18, 12.0);
        Assert.Equal((AlarmState.Unacknowledged, AlarmSeverity.Medium, 1d), (bench.State(Alarm), bench.View(Alarm).Name.Severity, bench.View(Alarm).Limits.Limit!.Value));
        Assert.Equal(0.89, bench.View(Alarm).Peak!.Value, 0.05);
    }

    [Fact]
    public void It_ends_when_the_margin_was_back_by_the_deadband_for_five_minutes()
    {
        var bench = Bench();
        Minutes(bench, 20, 12.5);
        Assert.Equal(AlarmState.Unacknowledged, bench.State(Warning));

        // 13.2 °C: 2.09 K, above the limit but not by half a kelvin
        Minutes(bench, 20, 13.2);
        Assert.Equal(AlarmState.Unacknowledged, bench.State(Warning));
        Minutes(bench, 4, 13.7);
        Assert.Equal(AlarmCondition.Returning, bench.View(Warning).Condition);
        Minutes(bench, 4, 13.7);
        Assert.Equal(AlarmState.ReturnedUnacknowledged, bench.State(Warning));
    }

    [Theory]
    [InlineData(22, 70, 16.28)]
    [InlineData(25, 80, 21.31)]
    [InlineData(25, 60, 16.70)]
    public void Without_a_surface_the_air_itself_is_what_is_coldest(double celsius, double humidity, double dew)
    {
        var bench = new AlarmBench(Site(surface: false, new(celsius - dew + 0.06, celsius - dew - 0.06)));
        Minutes(bench, 20, null, celsius, humidity);

        Assert.Equal((AlarmState.Unacknowledged, AlarmState.Normal), (bench.State(Warning), bench.State(Alarm)));
        Assert.Equal(celsius - dew, bench.View(Warning).Peak!.Value, 0.05);
    }

    [Fact]
    public void The_inside_of_a_refrigerator_is_no_surface_of_its_room()
    {
        var site = Site();
        var bench = new AlarmBench(site with { ClimatePoints = [site.ClimatePoints[0], site.ClimatePoints[1] with { Placement = ClimatePlacement.Fridge, Rules = ClimateProfile.Find("med-fridge") }] });

        Minutes(bench, 30, 5);

        Assert.DoesNotContain(bench.Told.OfType<AlarmEvent>(), e => e.Alarm.Kind is AlarmKind.DewMargin or AlarmKind.DewMarginWarning);
    }

    [Fact]
    public void While_the_surface_is_not_heard_nothing_ends_and_what_is_beyond_without_it_still_comes()
    {
        var bench = Bench();
        Minutes(bench, 20, 12.5);
        Minutes(bench, 60, null);
        Assert.Equal(AlarmCondition.Standing, bench.View(Warning).Condition);

        // Air that is itself 1.5 K from its dew point: 91.3 % at 22 °C by the Magnus formula is 20.5 °C.
        var other = Bench();
        Minutes(other, 10, 25);
        Minutes(other, 20, null, 22, 91.3);
        Assert.Equal(AlarmState.Unacknowledged, other.State(Warning));
        Assert.Equal(1.5, other.View(Warning).Peak!.Value, 0.05);
    }

    [Fact]
    public void A_gap_counts_as_beyond_if_it_is_so_afterwards_and_raises_nothing_itself()
    {
        var bench = Bench();
        Minutes(bench, 5, 12.5);
        Assert.Equal(AlarmState.Pending, bench.State(Warning));
        bench.Tick(40 * 60);
        Assert.Equal(AlarmState.Pending, bench.State(Warning));
        Minutes(bench, 3, 12.5);
        Assert.Equal(AlarmState.Unacknowledged, bench.State(Warning));
    }

    [Fact]
    public void A_host_whose_clock_is_behind_puts_nothing_off()
    {
        var bench = Bench();
        for (var i = 0; i < 25; i++)
        {
            foreach (var (point, quantity, value, late) in new[] { ("north", Quantity.Temperature, 22.0, 0), ("north", Quantity.Humidity, 50.0, 0), ("wall", Quantity.Temperature, 12.0, 90) })
            {
                bench.Take(new ClimateRead(bench.Now, bench.Now.AddSeconds(-late), late > 0 ? "climate-2" : "climate-1", point, quantity, value, Quality.Good));
            }

            bench.Tick(60);
        }

        Assert.Equal((AlarmState.Unacknowledged, AlarmState.Unacknowledged), (bench.State(Warning), bench.State(Alarm)));
        Assert.Equal(2, bench.Of(Alarm).Count());
    }

    [Fact]
    public void Restarted_at_each_minute_it_says_the_same()
    {
        var (whole, broken) = (Bench(), Bench());
        foreach (var (minutes, wall) in new[] { (10, 20.0), (18, 12.5), (20, 12.0), (3, 13.7), (4, 12.2), (12, 14.0) })
        {
            for (var i = 0; i < minutes; i++)
            {
                Minutes(whole, 1, wall);
                Minutes(broken, 1, wall);
                broken.Restart();
            }
        }

        Assert.Equal(AlarmState.ReturnedUnacknowledged, whole.State(Alarm));
        Assert.Equal(whole.Told.Select(e => System.Text.Encoding.UTF8.GetString(EventCodec.Encode(e))), broken.Told.Select(e => System.Text.Encoding.UTF8.GetString(EventCodec.Encode(e))));
    }

    [Fact]
    public void Another_margin_forgets_the_delay_that_ran_and_a_site_without_one_withdraws_the_alarm()
    {
        var site = Site();
        var bench = new AlarmBench(site);
        Minutes(bench, 5, 12.5);
        Assert.Equal(AlarmState.Pending, bench.State(Warning));
        bench.Take(new ApplySite(bench.Now, "uid-0", Site(surface: true, new(1.2, 1)), new string('0', 64)));
        Assert.Equal(AlarmState.Normal, bench.State(Warning));

        bench.Take(new ApplySite(bench.Now, "uid-0", site, new string('1', 64)));
        Minutes(bench, 20, 12.5);
        Assert.Equal(AlarmState.Unacknowledged, bench.State(Warning));
        bench.Take(new ApplySite(bench.Now, "uid-0", site with { ClimatePoints = [site.ClimatePoints[0] with { Rules = null }, site.ClimatePoints[1]] }, new string('2', 64)));
        Assert.DoesNotContain(Warning, bench.Projection.Alarms.Keys);
        Minutes(bench, 20, 12.0);
        Assert.Equal(AlarmState.Normal, bench.State(Alarm));
    }

    private static AlarmBench Bench() => new(Site());

    /// <summary>Air in a sterile store, and a wall.</summary>
    private static Site Site(bool surface = true, DewMarginLimit? limit = null)
    {
        var site = AlarmBench.Site();
        var air = site.ClimatePoints[0] with
        {
            Channels = [AlarmBench.Channel with { High = null }, new("climate-1/humidity", Quantity.Humidity, null, null, TimeSpan.Zero, TimeSpan.FromMinutes(1), 0, 0.1)],
            Rules = ClimateProfile.Find("se-sterile")! with { DewMargin = limit ?? ClimateProfile.Find("se-sterile")!.DewMargin },
        };
        return site with
        {
            ClimatePoints = surface
                ? [air, new("wall", "sterile", null, [new("climate-2/temperature", Quantity.Temperature, null, null, TimeSpan.Zero, TimeSpan.FromMinutes(1), 0, 0.1)]) { Placement = ClimatePlacement.Surface }]
                : [air],
        };
    }

    private static void Minutes(AlarmBench bench, int minutes, double? wall, double celsius = 22, double humidity = 50)
    {
        for (var i = 0; i < minutes; i++)
        {
            Read("north", Quantity.Temperature, celsius);
            Read("north", Quantity.Humidity, humidity);
            if (wall is { } w)
            {
                Read("wall", Quantity.Temperature, w);
            }

            bench.Tick(60);
        }

        void Read(string point, Quantity quantity, double value) => bench.Take(new ClimateRead(bench.Now, bench.Now, point == "north" ? "climate-1" : "climate-2", point, quantity, value, Quality.Good));
    }
}
