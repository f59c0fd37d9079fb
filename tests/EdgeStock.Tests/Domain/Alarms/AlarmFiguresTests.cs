using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain.Alarms;

public sealed class AlarmFiguresTests
{
    private static readonly DateTimeOffset Day = TestSite.T0;

    [Fact]
    public void A_day_of_the_known_timeline_has_one_alarm_two_steps_and_eighteen_minutes_to_acknowledge()
    {
        // Raised at 25, a second step at 40, acknowledged at 43, normal at 55.
        var bench = new AlarmBench();
        bench.Minutes(43, m => m < 10 ? 24 : m < 18 ? 25.3 : m < 20 ? 24.8 : 25.4);
        Assert.Null(bench.Say(new AcknowledgeAlarm(AlarmBench.High, "dörren", "stängd")));
        bench.Minutes(37, m => m < 7 ? 25.4 : 24.4);

        var f = Figures(bench, 1);

        Assert.Equal((1, 1.0, 1, 1, 18.0, 18.0, 1, 0), (f.Raised, f.PerDay, f.BusiestTenMinutes, f.Acknowledged, f.AcknowledgeMinutes, f.LongestAcknowledgeMinutes, f.Escalated, f.Shelvings));
        Assert.Empty(f.Chattering.Concat(f.Standing).Concat(f.Unowned));
        Assert.Equal([new AlarmCount(AlarmBench.High, 1)], f.ByAlarm);
        Assert.True(f.IsGood());
    }

    [Fact]
    public void What_comes_three_times_in_an_hour_chatters()
    {
        var bench = new AlarmBench(AlarmBench.Site(AlarmBench.Channel with { Hold = TimeSpan.FromMinutes(2), OffDelay = TimeSpan.FromMinutes(1) }));
        for (var i = 0; i < 3; i++)
        {
            bench.Minutes(6, 26);
            Assert.Null(bench.Say(new AcknowledgeAlarm(AlarmBench.High, "dörren", "stängd")));
            bench.Minutes(8, 22);
        }

        var f = Figures(bench, 1);

        Assert.Equal(3, f.Raised);
        Assert.Equal([AlarmBench.High], f.Chattering);
        Assert.False(f.IsGood());
    }

    [Fact]
    public void What_stands_over_a_day_and_nobody_acknowledges_has_no_owner()
    {
        var bench = new AlarmBench();
        bench.Minutes(30, 26);

        var f = Figures(bench, 2);

        Assert.Equal([AlarmBench.High], f.Standing);
        Assert.Equal([AlarmBench.High], f.Unowned);
        Assert.Equal(0.5, f.PerDay);
        Assert.Null(f.AcknowledgeMinutes);
    }

    [Fact]
    public void What_was_raised_before_the_stretch_stands_in_it_and_is_not_counted()
    {
        var bench = new AlarmBench();
        bench.Minutes(30, 26);

        var f = AlarmFigures.Of(bench.Told.OfType<AlarmEvent>(), Day.AddHours(1), Day.AddHours(2));

        Assert.Equal(0, f.Raised);
        Assert.Equal([AlarmBench.High], f.Standing);
    }

    private static AlarmFigures Figures(AlarmBench bench, int days) => AlarmFigures.Of(bench.Told.OfType<AlarmEvent>(), Day, Day.AddDays(days));
}
