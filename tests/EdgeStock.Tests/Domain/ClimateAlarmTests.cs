using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain;

/// <summary>Limits 19 and 25 °C, hold 30 minutes, a value each ten seconds. A jump is believed with its third value, but not said to have come late.</summary>
public sealed class ClimateAlarmTests
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(26, ClimateState.High, 25)]
    [InlineData(18, ClimateState.Low, 19)]
    public void An_alarm_stands_when_a_limit_was_broken_for_the_hold_time(double celsius, ClimateState state, double limit)
    {
        var bench = Calm();
        var onset = bench.Now + Step;
        Assert.Empty(bench.Air(celsius, 30));

        var alarm = Assert.IsType<ClimateAlarmChanged>(Assert.Single(bench.Air(celsius, 1.0 / 6)));

        Assert.Equal((bench.Now, "sterile", TestSite.Point, Quantity.Temperature), (alarm.At, alarm.Room, alarm.Point, alarm.Quantity));
        Assert.Equal((state, limit, onset), (alarm.State, alarm.Limit, alarm.Onset));
        Assert.Equal(celsius, alarm.Value, 0.011);
        Assert.Equal(TimeSpan.FromMinutes(30), alarm.At - onset);
        Assert.Empty(bench.Air(celsius, 600));
    }

    [Fact]
    public void A_value_on_the_limit_is_within_it() => Assert.Empty(Calm().Air(i => 25 - (i % 2 * 0.003), 600));

    [Fact]
    public void A_limit_broken_for_less_than_the_hold_time_is_no_alarm()
    {
        var bench = Calm();

        Assert.Empty(bench.Air(26, 29));
        Assert.Empty(bench.Air(22, 5));
        Assert.Empty(bench.Air(26, 29));
        Assert.Empty(bench.Air(22, 60));
    }

    [Fact]
    public void A_value_that_hovers_at_the_limit_cannot_put_the_alarm_off()
    {
        // The deadband is 0.1 °C: three times the noise would be less.
        var bench = Calm();
        bench.Air(26, 20);

        Assert.Empty(bench.Air(i => 24.92 + (i % 2 * 0.01), 54));
        Assert.Single(bench.Air(26, 2));
    }

    [Fact]
    public void A_value_below_the_deadband_begins_the_hold_time_anew()
    {
        var bench = Calm();
        bench.Air(26, 29);
        bench.Air(i => 24.88 + (i % 2 * 0.01), 6);

        Assert.Empty(bench.Air(26, 30));
        Assert.Single(bench.Air(26, 1));
    }

    [Fact]
    public void An_alarm_ends_when_the_value_was_back_for_five_minutes()
    {
        var bench = Alarmed();
        var back = bench.Now + Step;
        Assert.Empty(bench.Air(22, 5));

        var ended = Assert.IsType<ClimateAlarmChanged>(Assert.Single(bench.Air(22, 1.0 / 6)));

        Assert.Equal((ClimateState.Ok, back, 25d), (ended.State, ended.Onset, ended.Limit));
        Assert.Equal(TimeSpan.FromMinutes(5), ended.At - back);
        Assert.Empty(bench.Air(22, 600));
    }

    [Fact]
    public void An_alarm_does_not_flutter_when_the_limit_is_crossed_to_and_fro()
    {
        var bench = Alarmed();

        Assert.Empty(bench.Air(i => i % 30 < 15 ? 24 + (i % 2 * 0.01) : 26 + (i % 2 * 0.01), 2000));
    }

    // The known alarm timeline: at 45 the alarm stands, with the onset of minute 10, though no value came from 16 to 44.
    [Fact]
    public void Time_without_values_brings_no_alarm_and_the_first_value_after_it_does_when_the_limit_is_still_broken()
    {
        var bench = Calm();
        bench.Air(26, 20);
        var silence = bench.Tick(7200);
        Assert.Empty(silence);

        Assert.Single(bench.Air(26, 1.0 / 6));
    }

    [Fact]
    public void A_value_within_the_limit_after_a_time_without_values_brings_no_alarm()
    {
        var bench = Calm();
        bench.Air(26, 20);
        bench.Tick(7200);

        Assert.Empty(bench.Air(24.95, 9));
        Assert.Empty(bench.Air(24, 60));
    }

    [Fact]
    public void Time_without_values_does_not_end_an_alarm_either()
    {
        var bench = Alarmed();
        bench.Air(22, 3);
        bench.Tick(7200);

        Assert.Empty(bench.Air(22, 1.5));
        Assert.Single(bench.Air(22, 1));
    }

    // The alarm timeline among the known answers of the climate mathematics: back at minute 50, above the deadband but within the limit
    // at 53, normal at 55.
    [Fact]
    public void An_alarm_that_is_ending_goes_on_ending_unless_the_limit_is_broken_again()
    {
        var bench = Alarmed();
        Assert.Empty(bench.Air(24.85, 1));
        Assert.Empty(bench.Air(24.95, 4));
        Assert.Single(bench.Air(24.95, 1));

        var again = Alarmed();
        Assert.Empty(again.Air(24.85, 4));
        Assert.Empty(again.Air(26, 1));
        Assert.Empty(again.Air(24.85, 5));
        Assert.Single(again.Air(24.85, 1));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Time_with_values_that_are_not_believed_brings_no_alarm_and_puts_none_off(bool restart)
    {
        var bench = Calm();
        bench.Air(26, 20);
        Assert.Empty(bench.Air(_ => null, 720, Quality.Bad));
        if (restart)
        {
            bench.Restart();
        }

        Assert.Single(bench.Air(26, 1.0 / 6));
    }

    [Fact]
    public void The_onset_is_when_the_limit_was_broken_also_over_a_gap()
    {
        var bench = Calm();
        var onset = bench.Now + Step;
        bench.Air(26, 20);
        bench.Tick(7200);
        bench.Restart();

        Assert.Equal(onset, Assert.IsType<ClimateAlarmChanged>(Assert.Single(bench.Air(26, 11))).Onset);

        var back = bench.Now + Step;
        bench.Air(22, 3);
        bench.Tick(7200);
        Assert.Equal(back, Assert.IsType<ClimateAlarmChanged>(Assert.Single(bench.Air(22, 5))).Onset);
    }

    [Fact]
    public void One_spike_or_two_in_a_row_are_no_excursion_and_three_are_one_from_the_first_of_them()
    {
        var watchful = TestSite.Make(temperature: TestSite.Temperature with { Hold = TimeSpan.Zero });
        var bench = Bench(watchful);
        bench.Air(22, 5);

        Assert.Empty(bench.Air(i => i is 10 or 30 or 31 ? 40 : 22 + (i % 2 * 0.01), 60));
        var first = bench.Now + Step;
        var alarm = Assert.IsType<ClimateAlarmChanged>(Assert.Single(bench.Air(i => 40 + i, 3)));
        Assert.Equal((ClimateState.High, first, first), (alarm.State, alarm.Onset, alarm.At));
    }

    [Fact]
    public void A_spike_after_a_time_without_values_brings_no_alarm_either()
    {
        var bench = Calm();
        bench.Air(26, 20);
        bench.Tick(7200);

        Assert.Empty(bench.Air(i => i == 0 ? 40 : 22 + (i % 2 * 0.01), 60));
    }

    [Fact]
    public void A_channel_without_limits_only_records()
    {
        var bench = Bench(TestSite.Make(temperature: TestSite.Temperature with { Low = null, High = null }));

        Assert.Empty(bench.Air(60, 120));
    }

    [Fact]
    public void A_restart_in_the_middle_of_the_hold_time_gives_the_same_alarm_at_the_same_time()
    {
        Assert.Equal(Run(restart: false), Run(restart: true));

        static StoreroomEvent Run(bool restart)
        {
            var bench = Calm();
            bench.Air(26, 17);
            if (restart)
            {
                bench.Restart();
            }

            return Assert.Single(bench.Air(26, 20));
        }
    }

    [Fact]
    public void A_late_value_changes_nothing()
    {
        var bench = Calm();
        bench.Air(26, 29.9);

        for (var i = 1; i < 5; i++)
        {
            Assert.Empty(bench.Take(bench.Climate(bench.Now - (i * Step), 22)));
        }

        Assert.Single(bench.Air(26, 1));
    }

    [Fact]
    public void A_host_clock_that_is_set_back_does_not_blind_the_channel()
    {
        var bench = Calm();
        bench.Away(-TimeSpan.FromHours(6));

        Assert.Single(bench.Air(26, 31));
    }

    private static Bench Bench(Site? site = null) => new(site, e => e is ClimateAlarmChanged);

    private static Bench Calm()
    {
        var bench = Bench();
        Assert.Empty(bench.Air(22, 5));
        return bench;
    }

    private static Bench Alarmed()
    {
        var bench = Calm();
        Assert.Single(bench.Air(26, 31));
        return bench;
    }
}
