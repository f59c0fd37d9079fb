using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain.Alarms;

/// <summary>What comes and goes within minutes is one alarm. The simulated year of docs/climate.md found each of these.</summary>
public sealed class FlickeringTests
{
    private const string Absent = "sterile-devices-absent";
    private const string Fault = "north-sensor-fault";
    private static readonly Site AllInOneRoom = TestSite.Make() with { Devices = [.. TestSite.Make().Devices.Select(d => d with { Room = "sterile" })] };

    [Fact]
    public void When_the_power_is_back_no_sensor_asks_for_the_time_without_it()
    {
        var bench = new AlarmBench(AllInOneRoom);
        Hear(bench);

        // Longer than the half hour after which a lone sensor would be missed.
        bench.Tick(45 * 60);
        Assert.Equal(AlarmCondition.Standing, bench.View("north-no-data").Condition);
        Hear(bench);
        bench.Take(new ClimateRead(bench.Now, bench.Now, "climate-1", "north", Quantity.Temperature, 22, Quality.Good));
        bench.Take(new ClimateRead(bench.Now, bench.Now, "climate-1", "north", Quantity.Humidity, 45, Quality.Good));
        bench.Tick(10);

        Assert.Equal(AlarmCondition.Clear, bench.View("north-no-data").Condition);
        Assert.DoesNotContain(bench.Of("north-no-data"), e => e.State == AlarmState.Unacknowledged);
    }

    [Fact]
    public void A_sensor_that_comes_back_half_a_minute_after_the_others_does_not_ask_either()
    {
        var bench = new AlarmBench(AllInOneRoom);
        Hear(bench);
        bench.Tick(45 * 60);
        Hear(bench, d => d.Kind != DeviceKind.Climate);
        bench.Tick(30);
        Hear(bench, d => d.Kind == DeviceKind.Climate);
        bench.Take(new ClimateRead(bench.Now, bench.Now, "climate-1", "north", Quantity.Temperature, 22, Quality.Good));
        bench.Take(new ClimateRead(bench.Now, bench.Now, "climate-1", "north", Quantity.Humidity, 45, Quality.Good));
        bench.Tick(10);

        Assert.DoesNotContain(bench.Of("north-no-data"), e => e.State == AlarmState.Unacknowledged);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void Power_that_flickers_does_not_call_three_times_within_an_hour(int minutesOfPower)
    {
        var bench = new AlarmBench(AllInOneRoom);
        var calls = new List<DateTimeOffset>();
        for (var cut = 0; cut < 10; cut++)
        {
            HearFor(bench, minutesOfPower * 60);
            bench.Tick(6 * 60);
            if (bench.State(Absent) == AlarmState.Unacknowledged)
            {
                calls.Add(bench.View(Absent).RaisedAt!.Value);
                Assert.Null(bench.Say(new AcknowledgeAlarm(Absent, "strömmen", "väntar")));
            }
        }

        // Ten cuts in 80 and in 130 minutes: what is back for less than five minutes was never over.
        Assert.InRange(calls.Count, 1, minutesOfPower == 2 ? 1 : 4);
        Assert.All(calls.Zip(calls.Skip(2)), c => Assert.True(c.Second - c.First > TimeSpan.FromHours(1)));
    }

    [Fact]
    public void After_a_long_power_cut_the_alarm_is_over_when_all_were_heard_for_five_minutes()
    {
        var bench = new AlarmBench(AllInOneRoom);
        Hear(bench);
        bench.Tick(45 * 60);
        Assert.Null(bench.Say(new AcknowledgeAlarm(Absent, "strömmen", "väntar")));
        HearFor(bench, 295);
        Assert.Equal(AlarmState.Acknowledged, bench.State(Absent));
        HearFor(bench, 10);
        Assert.Equal(AlarmState.Normal, bench.State(Absent));
    }

    [Fact]
    public void A_loose_contact_is_one_fault_until_the_sensor_was_believed_for_five_minutes()
    {
        var bench = new AlarmBench();
        bench.Minutes(3, 22);
        for (var i = 0; i < 5; i++)
        {
            Minutes(6, null);
            Minutes(3, 22);
            if (bench.State(Fault) == AlarmState.Unacknowledged)
            {
                Assert.Null(bench.Say(new AcknowledgeAlarm(Fault, "kontakt", "bytt")));
            }
        }

        Assert.Single(bench.Of(Fault), e => e is AlarmChanged { State: AlarmState.Unacknowledged });
        Assert.Equal(AlarmState.Acknowledged, bench.State(Fault));
        Minutes(3, 22);
        Assert.Equal(AlarmState.Normal, bench.State(Fault));

        void Minutes(int minutes, double? celsius)
        {
            for (var i = 0; i < minutes; i++)
            {
                bench.Take(new ClimateRead(bench.Now, bench.Now, "climate-1", "north", Quantity.Temperature, celsius, celsius is null ? Quality.Bad : Quality.Good));
                bench.Tick(60);
            }
        }
    }

    [Fact]
    public void A_sensor_that_is_stuck_between_silences_is_one_fault()
    {
        var bench = new AlarmBench(AlarmBench.Site(AlarmBench.Channel with { Noise = 0.1 }));
        bench.Minutes(3, i => 22 + (i * 0.1));
        for (var i = 0; i < 4; i++)
        {
            bench.Minutes(14, 22.5);
            bench.Minutes(7, _ => null);
            if (bench.State(Fault) is AlarmState.Unacknowledged or AlarmState.ReturnedUnacknowledged)
            {
                Assert.Null(bench.Say(new AcknowledgeAlarm(Fault, "kontakt", "bytt")));
            }
        }

        Assert.NotEmpty(bench.Of(Fault));
        var calls = bench.Of(Fault).OfType<AlarmChanged>().Where(e => e.State == AlarmState.Unacknowledged && e.Was != AlarmState.Unacknowledged).Select(e => e.At).ToList();
        Assert.All(calls.Zip(calls.Skip(2)), c => Assert.True(c.Second - c.First > TimeSpan.FromHours(1)));
    }

    private static void HearFor(AlarmBench bench, int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            Hear(bench);
            bench.Tick(1);
        }
    }

    private static void Hear(AlarmBench bench, Func<Device, bool>? which = null)
    {
        foreach (var device in AllInOneRoom.Devices.Where(which ?? (_ => true)))
        {
            bench.Take(new DeviceReported(bench.Now, bench.Now, device.Id, true, null));
        }
    }
}
