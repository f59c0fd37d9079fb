using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain.Alarms;

public sealed class AlarmDeskTests
{
    [Fact]
    public void An_alarm_is_acknowledged_with_reason_and_action_by_somebody_and_confirmed_when_it_is_done()
    {
        var bench = Alarmed();

        Assert.Contains("the action is missing", bench.Say(new AcknowledgeAlarm(AlarmBench.High, "dörren", " ")), StringComparison.Ordinal);
        Assert.Contains("nobody has acknowledged", bench.Say(new ConfirmAlarm(AlarmBench.High, "lagat")), StringComparison.Ordinal);
        Assert.Null(bench.Say(new AcknowledgeAlarm(AlarmBench.High, "dörren stod öppen", "stängde den")));
        Assert.Equal(new("p-1", "dörren stod öppen", "stängde den", bench.Now), bench.View(AlarmBench.High).Acknowledged);
        Assert.Equal(AlarmState.Acknowledged, bench.State(AlarmBench.High));

        Assert.Contains("was acknowledged", bench.Say(new AcknowledgeAlarm(AlarmBench.High, "x", "y")), StringComparison.Ordinal);
        bench.Minutes(10, 22);
        Assert.Equal(AlarmState.Normal, bench.State(AlarmBench.High));

        Assert.Null(bench.Say(new ConfirmAlarm(AlarmBench.High, "dörrstängare satt")));
        Assert.Equal("dörrstängare satt", bench.View(AlarmBench.High).Confirmed?.Action);
        Assert.Contains("nothing is left to say", bench.Say(new ConfirmAlarm(AlarmBench.High, "igen")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_raised_cannot_be_acknowledged()
    {
        var bench = new AlarmBench();
        bench.Minutes(3, 22);

        Assert.Contains("'edgestock alarm list --all'", bench.Say(new AcknowledgeAlarm("south-temperature-high", "a", "b")), StringComparison.Ordinal);
        Assert.Contains("is normal", bench.Say(new AcknowledgeAlarm(AlarmBench.High, "a", "b")), StringComparison.Ordinal);
        bench.Minutes(5, 26);
        Assert.Contains("is not raised yet", bench.Say(new AcknowledgeAlarm(AlarmBench.High, "a", "b")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_shelf_has_a_reason_and_a_longest_time_and_gives_back_what_still_stands()
    {
        var bench = Alarmed();

        Assert.Contains("for 480 minutes at most", bench.Say(new ShelveAlarm(AlarmBench.High, 481, "service")), StringComparison.Ordinal);
        Assert.Contains("for a minute at least", bench.Say(new ShelveAlarm(AlarmBench.High, double.NaN, "service")), StringComparison.Ordinal);
        Assert.Contains("the reason is missing", bench.Say(new ShelveAlarm(AlarmBench.High, 120, "")), StringComparison.Ordinal);
        Assert.Null(bench.Say(new ShelveAlarm(AlarmBench.High, 120, "service på plats")));
        Assert.Contains("edgestock alarm unshelve", bench.Say(new AcknowledgeAlarm(AlarmBench.High, "a", "b")), StringComparison.Ordinal);
        bench.Minutes(119, 26);
        Assert.Equal(AlarmState.Shelved, bench.State(AlarmBench.High));

        bench.Restart();
        bench.Minutes(2, 26);

        Assert.Equal(AlarmState.Unacknowledged, bench.State(AlarmBench.High));
        Assert.Equal(1, bench.View(AlarmBench.High).Level);
        Assert.Contains("is not shelved", bench.Say(new UnshelveAlarm(AlarmBench.High)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_came_and_went_on_the_shelf_is_logged_and_asks_for_nothing()
    {
        var bench = new AlarmBench();
        Assert.Null(bench.Say(new ShelveAlarm(AlarmBench.High, 120, "prov")));
        bench.Minutes(30, 26);
        bench.Minutes(10, 22);
        Assert.Null(bench.Say(new UnshelveAlarm(AlarmBench.High)));

        Assert.Equal(AlarmState.Normal, bench.State(AlarmBench.High));
        Assert.Equal(
            [AlarmCondition.Pending, AlarmCondition.Standing, AlarmCondition.Returning, AlarmCondition.Clear],
            bench.Of(AlarmBench.High).OfType<AlarmChanged>().Select(c => c.Condition));
        Assert.All(bench.Of(AlarmBench.High).OfType<AlarmChanged>(), c => Assert.Equal((AlarmState.Shelved, 0), (c.State, c.Level)));
    }

    [Fact]
    public void A_defrost_of_a_freezer_is_suppressed_for_half_an_hour_at_most()
    {
        var site = AlarmBench.Site(AlarmBench.Channel with { High = -15 });
        var bench = new AlarmBench(site with { ClimatePoints = [site.ClimatePoints[0] with { Profile = "med-freezer" }] });

        Assert.Contains("for 30 minutes at most", bench.Say(new SuppressAlarm(AlarmBench.High, 31, "avfrostning")), StringComparison.Ordinal);
        Assert.Null(bench.Say(new SuppressAlarm(AlarmBench.High, 30, "avfrostning")));
        bench.Minutes(29, -10);
        Assert.Equal((AlarmState.Suppressed, AlarmCondition.Standing), (bench.State(AlarmBench.High), bench.View(AlarmBench.High).Condition));
        bench.Minutes(2, -10);
        Assert.Equal(AlarmState.Unacknowledged, bench.State(AlarmBench.High));
    }

    [Fact]
    public void Out_of_service_holds_until_it_is_put_back()
    {
        var bench = Alarmed();
        Assert.Null(bench.Say(new TakeAlarmOut(AlarmBench.High, "kylen är tömd")));
        Assert.Contains("edgestock alarm in-service", bench.Say(new TakeAlarmOut(AlarmBench.High, "igen")), StringComparison.Ordinal);
        Assert.Contains("is out of service", bench.Say(new ShelveAlarm(AlarmBench.High, 5, "x")), StringComparison.Ordinal);
        bench.Minutes(600, 26);
        Assert.Equal(AlarmState.OutOfService, bench.State(AlarmBench.High));

        Assert.Null(bench.Say(new PutAlarmBack(AlarmBench.High)));
        Assert.Equal(AlarmState.Unacknowledged, bench.State(AlarmBench.High));
        Assert.Contains("is in service", bench.Say(new PutAlarmBack(AlarmBench.High)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_acknowledged_alarm_that_still_stands_asks_again_after_eight_hours()
    {
        var bench = Alarmed();
        Assert.Null(bench.Say(new AcknowledgeAlarm(AlarmBench.High, "värmen", "ringde fastighet")));
        bench.Minutes(479, 26);
        Assert.Equal(AlarmState.Acknowledged, bench.State(AlarmBench.High));

        bench.Minutes(2, 26);

        Assert.Equal((AlarmState.Unacknowledged, 1), (bench.State(AlarmBench.High), bench.View(AlarmBench.High).Level));
        Assert.Null(bench.View(AlarmBench.High).Acknowledged);
    }

    private static AlarmBench Alarmed()
    {
        var bench = new AlarmBench();
        bench.Minutes(5, 22);
        bench.Minutes(17, 26);
        Assert.Equal(AlarmState.Unacknowledged, bench.State(AlarmBench.High));
        return bench;
    }
}
