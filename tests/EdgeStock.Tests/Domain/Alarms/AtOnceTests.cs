using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain.Alarms;

/// <summary>The limit that has no delay: 40 °C in a medicines room.</summary>
public sealed class AtOnceTests
{
    private const string AtOnce = "north-temperature-at-once";

    [Fact]
    public void A_jump_above_it_is_an_alarm_of_high_severity_once_it_is_no_spike()
    {
        var bench = Bench();
        bench.Minutes(5, 22);
        bench.Minutes(2, 40.1);
        Assert.Equal(AlarmState.Normal, bench.State(AtOnce));
        bench.Take(Read(bench, 40.2));

        Assert.Equal((AlarmState.Unacknowledged, AlarmSeverity.High), (bench.State(AtOnce), bench.View(AtOnce).Name.Severity));
        Assert.Equal(AlarmState.Pending, bench.State(AlarmBench.High));
        Assert.Equal(["Pending", "Standing"], bench.Of(AtOnce).Cast<AlarmChanged>().Select(c => c.Condition.ToString()));
        Assert.Equal(new AlarmLimits(40, 0.5, 0, 300), bench.View(AtOnce).Limits);

        bench.Minutes(10, 22);
        Assert.Equal(AlarmState.ReturnedUnacknowledged, bench.State(AtOnce));
    }

    [Fact]
    public void Two_values_in_a_row_above_it_are_an_alarm_where_the_room_became_warm_by_degrees()
    {
        var bench = Bench();
        bench.Minutes(40, i => 32 + (i * 0.2));
        Assert.Equal(AlarmState.Normal, bench.State(AtOnce));
        bench.Minutes(2, 40.1);

        Assert.Equal(AlarmState.Unacknowledged, bench.State(AtOnce));
    }

    [Fact]
    public void Forty_degrees_themselves_are_none() => Assert.Empty(After(22, 40, 40, 40, 40));

    [Fact]
    public void A_single_value_is_none_not_even_the_first_after_a_start()
    {
        Assert.Empty(After(22, 22, 22, 60, 22, 22));
        Assert.Empty(After(60, 22, 22, 22));
        Assert.Empty(After(22, 60, 22, 60, 22, 60));
        Assert.NotEmpty(After(60, 60));
    }

    [Fact]
    public void It_does_not_begin_anew_with_a_restart_between_them()
    {
        var bench = Bench();
        bench.Minutes(5, 22);
        bench.Minutes(1, 41);
        bench.Restart();
        bench.Minutes(1, 41);
        bench.Restart();
        bench.Take(Read(bench, 41));
        bench.Restart();
        bench.Minutes(3, 41);

        Assert.Equal(2, bench.Of(AtOnce).Count());
        Assert.Equal(AlarmState.Unacknowledged, bench.State(AtOnce));
    }

    private static List<AlarmEvent> After(params double[] values)
    {
        var bench = Bench();
        bench.Minutes(values.Length, i => values[i]);
        return [.. bench.Of(AtOnce)];
    }

    private static AlarmBench Bench() => new(AlarmBench.Site(AlarmBench.Channel with { AtOnce = 40 }));

    private static ClimateRead Read(AlarmBench bench, double celsius) => new(bench.Now, bench.Now, "climate-1", "north", Quantity.Temperature, celsius, Quality.Good);
}
