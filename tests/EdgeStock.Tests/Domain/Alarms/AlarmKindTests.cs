using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain.Alarms;

/// <summary>What each kind of alarm comes of.</summary>
public sealed class AlarmKindTests
{
    [Fact]
    public void The_outer_limit_has_a_delay_of_its_own_and_is_more_severe()
    {
        var bench = new AlarmBench(AlarmBench.Site(AlarmBench.Channel with { Low = 19, OuterLow = 15, OuterHigh = 30, OuterHold = TimeSpan.FromMinutes(5) }));
        bench.Minutes(5, 22);
        bench.Minutes(7, 31);

        Assert.Equal((AlarmState.Unacknowledged, AlarmState.Pending), (bench.State("north-temperature-high-high"), bench.State(AlarmBench.High)));
        Assert.Equal((AlarmSeverity.High, AlarmKind.HighHigh), (bench.View("north-temperature-high-high").Name.Severity, bench.View("north-temperature-high-high").Name.Kind));
        bench.Minutes(20, 12);
        Assert.Equal((AlarmState.Unacknowledged, AlarmState.Unacknowledged), (bench.State("north-temperature-low-low"), bench.State("north-temperature-low")));
        Assert.Equal(12, bench.View("north-temperature-low-low").Peak);
    }

    [Fact]
    public void A_value_that_changes_too_fast_is_an_alarm_within_its_limits_too()
    {
        var bench = new AlarmBench(AlarmBench.Site(AlarmBench.Channel with { Rate = new(2, TimeSpan.FromMinutes(10)) }));
        bench.Minutes(30, i => 20 + (i * 0.15));
        Assert.Equal(AlarmState.Normal, bench.State("north-temperature-rate"));

        bench.Minutes(8, i => 24.5 - (i * 0.4));

        Assert.Equal(AlarmState.Unacknowledged, bench.State("north-temperature-rate"));
        Assert.InRange(bench.View("north-temperature-rate").Value ?? 0, 2.0001, 2.8);
    }

    [Fact]
    public void A_stuck_sensor_is_an_alarm_after_two_minutes()
    {
        var bench = new AlarmBench(AlarmBench.Site(AlarmBench.Channel with { Noise = 0.02, Resolution = 0.003 }));
        bench.Minutes(12, 22);
        Assert.Equal(AlarmState.Unacknowledged, bench.State("north-sensor-fault"));
        Assert.Equal(["temperature stuck"], bench.View("north-sensor-fault").Causes);
        Assert.Null(bench.Say(new AcknowledgeAlarm("north-sensor-fault", "givaren", "bytt")));
        bench.Minutes(4, i => 22.1 + (i * 0.01));
        Assert.Equal(AlarmState.Acknowledged, bench.State("north-sensor-fault"));
        bench.Minutes(28, i => 22.2 + (i * 0.01));
        Assert.Equal(AlarmState.Normal, bench.State("north-sensor-fault"));
    }

    [Fact]
    public void One_power_cut_is_one_alarm_that_explains_the_silence_of_the_sensors()
    {
        var site = TestSite.Make();
        var room = site with { Devices = [.. site.Devices.Select(d => d with { Room = "sterile" })] };
        var bench = new AlarmBench(room);
        foreach (var device in room.Devices)
        {
            bench.Take(new DeviceReported(bench.Now, bench.Now, device.Id, true, null));
        }

        // Nothing is heard of anything for forty minutes; a lone sensor would have its own alarm after thirty.
        bench.Tick(40 * 60);

        Assert.Equal(["sterile-devices-absent"], bench.Projection.Alarms.Values.Where(v => v.IsUnacknowledged()).Select(v => v.Name.Id));
        Assert.Equal(["climate-1", "reader-1", "scale-1", "scale-2"], bench.View("sterile-devices-absent").Causes);
        Assert.Equal((AlarmState.Suppressed, AlarmCondition.Standing), (bench.State("north-no-data"), bench.View("north-no-data").Condition));
        Assert.Equal("4 devices are absent: see sterile-devices-absent", bench.View("north-no-data").Suppression?.Reason);
        Assert.Contains("comes back by itself", bench.Say(new UnsuppressAlarm("north-no-data")), StringComparison.Ordinal);

        // The power is back for five minutes, and one sensor stays silent: now that is told.
        foreach (var device in room.Devices.Where(d => d.Kind != DeviceKind.Climate))
        {
            bench.Take(new DeviceReported(bench.Now, bench.Now, device.Id, true, null));
        }

        for (var i = 0; i < 303; i++)
        {
            room.Devices.Where(d => d.Kind != DeviceKind.Climate).ToList().ForEach(d => bench.Take(new DeviceReported(bench.Now, bench.Now, d.Id, true, null)));
            bench.Tick(1);
        }

        Assert.Equal(AlarmState.ReturnedUnacknowledged, bench.State("sterile-devices-absent"));
        Assert.Equal(AlarmState.Unacknowledged, bench.State("north-no-data"));
    }

    [Fact]
    public void One_more_device_that_is_lost_after_somebody_acknowledged_is_news()
    {
        var site = TestSite.Make();
        var bench = new AlarmBench(site);
        Say("reader-1", "scale-1", "scale-2");
        for (var i = 0; i < 200; i++)
        {
            Say("scale-1", "scale-2");
            bench.Tick(1);
        }

        Assert.Equal(["reader-1"], bench.View("store-devices-absent").Causes);
        Assert.Null(bench.Say(new AcknowledgeAlarm("store-devices-absent", "sladd", "bytt")));
        for (var i = 0; i < 60; i++)
        {
            Say("scale-2");
            bench.Tick(1);
        }

        Assert.Equal(["reader-1", "scale-1"], bench.View("store-devices-absent").Causes);
        Assert.Equal(AlarmState.Unacknowledged, bench.State("store-devices-absent"));

        void Say(params string[] devices) => devices.ToList().ForEach(d => bench.Take(new DeviceReported(bench.Now, bench.Now, d, true, null)));
    }

    [Fact]
    public void A_calibration_is_asked_for_ninety_and_thirty_days_before_and_on_the_day()
    {
        var site = AlarmBench.Site();
        var today = DateOnly.FromDateTime(TestSite.T0.UtcDateTime);
        var bench = new AlarmBench(site with { Devices = [site.Devices[0] with { CalibrationDue = today.AddDays(91) }] });
        bench.Tick(2);
        Assert.Equal(AlarmState.Normal, bench.State("climate-1-calibration"));

        bench.Away(TimeSpan.FromDays(1));
        bench.Tick(1);
        Assert.Equal(AlarmState.Unacknowledged, bench.State("climate-1-calibration"));
        Assert.Null(bench.Say(new AcknowledgeAlarm("climate-1-calibration", "dags", "beställt")));
        bench.Away(TimeSpan.FromDays(59));
        bench.Tick(2);
        Assert.Equal(AlarmState.Acknowledged, bench.State("climate-1-calibration"));
        bench.Away(TimeSpan.FromDays(1));
        bench.Tick(2);
        Assert.Equal(AlarmState.Unacknowledged, bench.State("climate-1-calibration"));
        bench.Away(TimeSpan.FromDays(31));
        bench.Tick(2);
        Assert.Equal(2, bench.View("climate-1-calibration").Level);
    }

    [Fact]
    public void A_gateway_that_was_away_says_so_and_a_short_restart_says_nothing()
    {
        var bench = new AlarmBench();
        bench.Tick(2);
        bench.Away(TimeSpan.FromMinutes(1));
        bench.Tick(2);
        Assert.Equal(AlarmState.Normal, bench.State("gateway-restart"));

        bench.Away(TimeSpan.FromMinutes(30));
        bench.Tick(1);

        var told = Assert.IsType<AlarmChanged>(Assert.Single(bench.Of("gateway-restart")));
        Assert.Equal((AlarmState.ReturnedUnacknowledged, 1, null), (told.State, told.Level, told.Alarm.Room));
        Assert.Equal("the gateway did not run from 2026-03-02 06:01:03 to 2026-03-02 06:31:04 UTC", Assert.Single(told.Causes));
        Assert.Null(bench.Say(new AcknowledgeAlarm("gateway-restart", "strömavbrott", "inget")));
        Assert.Equal(AlarmState.Normal, bench.State("gateway-restart"));
    }

    [Fact]
    public void Another_site_withdraws_alarms_that_it_does_not_have_and_moves_those_that_stand_elsewhere()
    {
        var site = AlarmBench.Site();
        var two = site with { Rooms = [.. site.Rooms, new("cool", "Kylrum", RoomClass.Pharmacy)] };
        var bench = new AlarmBench(two);
        bench.Minutes(20, 26);
        bench.Take(new ApplySite(bench.Now, "uid-0", two with { ClimatePoints = [site.ClimatePoints[0] with { Room = "cool" }] }, new string('0', 64)));

        Assert.Equal(("cool", AlarmState.Unacknowledged), (bench.View(AlarmBench.High).Name.Room, bench.State(AlarmBench.High)));
        Assert.Contains("alarm/sterile/north-temperature-high", bench.Projection.Removed.Keys);

        bench.Take(new ApplySite(bench.Now, "uid-0", two with { ClimatePoints = [] }, new string('1', 64)));
        Assert.DoesNotContain(AlarmBench.High, bench.Projection.Alarms.Keys);
        Assert.Contains("alarm/cool/north-temperature-high", bench.Projection.Removed.Keys);
    }

    [Fact]
    public void A_delay_that_ran_against_another_limit_is_forgotten_with_it()
    {
        var site = AlarmBench.Site();
        var bench = new AlarmBench(site);
        bench.Minutes(5, 26);
        Assert.Equal(AlarmState.Pending, bench.State(AlarmBench.High));

        bench.Take(new ApplySite(bench.Now, "uid-0", AlarmBench.Site(AlarmBench.Channel with { High = 30 }), new string('0', 64)));

        Assert.Equal(AlarmState.Normal, bench.State(AlarmBench.High));
    }

    [Fact]
    public void What_an_older_release_found_too_high_is_an_alarm_with_the_first_tick()
    {
        var site = AlarmBench.Site();
        var since = TestSite.T0.AddHours(-1);
        var older = Projection.Empty(site).Apply(site, 1, new ClimateAlarmChanged(since, "sterile", "north", Quantity.Temperature, ClimateState.High, 26, 25, since));
        var memory = new StoreroomMemory();
        memory.Climate["north/temperature"] = ClimateMemory.Empty with { State = ClimateState.High, OnsetAt = since, LastRaw = 26, LastAt = since };
        var bench = new AlarmBench(site, older, memory);

        bench.Tick(2);

        Assert.Equal((AlarmState.Unacknowledged, since), (bench.State(AlarmBench.High), bench.View(AlarmBench.High).Onset));
        bench.Minutes(10, 22);
        Assert.Equal(AlarmState.ReturnedUnacknowledged, bench.State(AlarmBench.High));
    }
}
