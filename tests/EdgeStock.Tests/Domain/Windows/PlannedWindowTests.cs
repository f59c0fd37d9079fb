using EdgeStock.Domain;
using EdgeStock.Tests.Domain.Alarms;
using EdgeStock.Tests.Domain.Following;

namespace EdgeStock.Tests.Domain.Windows;

/// <summary>The bench begins on Monday, 2 March 2026, 06:00 UTC; above 25 °C for 15 minutes is an alarm.</summary>
public sealed class PlannedWindowTests
{
    /// <summary>From 06:10 to 06:40.</summary>
    private static readonly MaintenanceWindow Defrost = new("defrost", "avfrostning", null, ["north"], [], new DailyWindow(new(6, 10), TimeSpan.FromMinutes(30)));

    [Fact]
    public void What_would_be_raised_in_a_window_is_suppressed_and_asks_anew_when_it_ends()
    {
        var bench = new AlarmBench(Site(Defrost));
        bench.Minutes(41, 26);

        var told = bench.Of(AlarmBench.High).ToList();
        Assert.Equal(
            ["00 AlarmChanged Pending", "10 AlarmSuppressed Suppressed", "15 AlarmChanged Suppressed", "40 AlarmUnsuppressed Unacknowledged"],
            told.Select(e => FormattableString.Invariant($"{(e.At - bench.Start).TotalMinutes:00} {e.GetType().Name} {e.State}")));
        var suppressed = Assert.IsType<AlarmSuppressed>(told[1]);
        Assert.Equal(("avfrostning (defrost)", bench.Start.AddMinutes(40), null), (suppressed.Reason, suppressed.Until, suppressed.By));
        Assert.Equal(bench.Start.AddMinutes(40), bench.View(AlarmBench.High).RaisedAt);
    }

    [Fact]
    public void A_restart_in_any_minute_changes_nothing()
    {
        var through = Course(-1).Told.Select(e => e.ToString()).ToList();

        for (var minute = 0; minute < 50; minute++)
        {
            Assert.Equal(through, Course(minute).Told.Select(e => e.ToString()));
        }

        FollowingBench.AssertRebuilds(Course(-1), Site(Defrost));
    }

    [Fact]
    public void A_gateway_that_comes_back_within_a_window_suppresses_until_its_end_and_one_that_comes_after_it_asks()
    {
        var within = new AlarmBench(Site(Defrost));
        within.Minutes(5, 26);
        within.Away(TimeSpan.FromMinutes(20));
        within.Tick(1);
        Assert.Equal(within.Start.AddMinutes(40), within.View(AlarmBench.High).Suppression?.Until);

        var after = new AlarmBench(Site(Defrost));
        after.Minutes(12, 26);
        after.Away(TimeSpan.FromMinutes(60));
        after.Minutes(1, 26);
        Assert.Equal(AlarmState.Unacknowledged, after.State(AlarmBench.High));
    }

    [Fact]
    public void A_window_that_the_next_site_file_does_not_have_is_over_with_the_next_tick()
    {
        var bench = new AlarmBench(Site(Defrost));
        bench.Minutes(20, 26);
        bench.Take(new ApplySite(bench.Now, "p-0", AlarmBench.Site(), "cd"));
        bench.Tick(1);

        Assert.Equal(AlarmState.Unacknowledged, bench.State(AlarmBench.High));
        Assert.Null(bench.View(AlarmBench.NoData).Suppression);
    }

    [Fact]
    public void Of_windows_that_follow_each_other_the_next_takes_over_without_a_call()
    {
        var second = Defrost with { Id = "service", Reason = "service", Points = [], Room = "sterile", Times = new WeeklyWindow([DayOfWeek.Monday], new(6, 35), new(6, 50)) };
        var bench = new AlarmBench(Site(Defrost, second));
        bench.Minutes(51, 26);

        Assert.Equal([40d, 50d], bench.Of(AlarmBench.High).OfType<AlarmSuppressed>().Select(s => (s.Until!.Value - bench.Start).TotalMinutes));
        Assert.Equal([50d], bench.Of(AlarmBench.High).Where(e => e.State == AlarmState.Unacknowledged).Select(e => (e.At - bench.Start).TotalMinutes));
    }

    [Fact]
    public void An_alarm_that_another_explains_when_the_window_begins_stays_quiet_through_both()
    {
        var site = Site(Defrost);
        var bench = new AlarmBench(site with { Devices = [.. site.Devices, new("scale-1", DeviceKind.Scale, "sterile", TimeSpan.FromMinutes(5))] });
        bench.Minutes(1, 22);
        bench.Take(new DeviceReported(bench.Now, bench.Now, "climate-1", false, "power"));
        bench.Take(new DeviceReported(bench.Now, bench.Now, "scale-1", false, "power"));
        bench.Minutes(19, _ => null);
        Assert.Null(bench.View(AlarmBench.NoData).Suppression!.Until);

        // Both are back, and the sensor says nothing: once their absence is over, half an hour after it called, the window takes over until 06:40.
        bench.Take(new DeviceReported(bench.Now, bench.Now, "climate-1", true, null));
        bench.Take(new DeviceReported(bench.Now, bench.Now, "scale-1", true, null));
        bench.Tick(17 * 60);
        Assert.Equal(bench.Start.AddMinutes(40), bench.View(AlarmBench.NoData).Suppression!.Until);
        Assert.DoesNotContain(bench.Of(AlarmBench.NoData), e => e.State == AlarmState.Unacknowledged);
    }

    [Fact]
    public void Somebody_plans_a_window_ahead_and_it_is_kept_over_restarts()
    {
        var bench = new AlarmBench();
        bench.Take(new ApplySite(bench.Now, "p-0", AlarmBench.Site(), "ab"));
        Assert.Null(bench.Say(new PlanWindow(AlarmBench.High, bench.Start.AddMinutes(20), 15, "kyltekniker")));
        var planned = Assert.Single(bench.Told.OfType<AlarmWindowPlanned>());
        Assert.Equal(("window-2", bench.Start.AddMinutes(35), "p-1"), (planned.Window, planned.Until, planned.By));
        bench.Restart();
        bench.Minutes(5, 22);
        bench.Minutes(16, 26);

        Assert.Equal("kyltekniker (window-2)", bench.View(AlarmBench.High).Suppression?.Reason);
        Assert.Null(bench.View(AlarmBench.High).Suppression?.By);
        Assert.Null(bench.Projection.Alarms.GetValueOrDefault(AlarmBench.NoData));
        bench.Minutes(15, 26);
        Assert.Equal(AlarmState.Unacknowledged, bench.State(AlarmBench.High));
        bench.Tick(24 * 3600);
        Assert.Empty(bench.Projection.Windows);
    }

    [Fact]
    public void A_planned_window_that_is_taken_back_suppresses_nothing_any_more()
    {
        var bench = new AlarmBench();
        Assert.Null(bench.Say(new PlanWindow(AlarmBench.High, bench.Start.AddMinutes(5), 30, "kyltekniker")));
        bench.Minutes(20, 26);
        Assert.Equal(AlarmState.Suppressed, bench.State(AlarmBench.High));
        Assert.Contains("comes back by itself", bench.Say(new UnsuppressAlarm(AlarmBench.High)), StringComparison.Ordinal);

        Assert.Null(bench.Say(new UnplanWindow("window-1")));
        bench.Tick(1);

        Assert.Equal(AlarmState.Unacknowledged, bench.State(AlarmBench.High));
        Assert.Contains("no window 'window-1' is planned: there are none", bench.Say(new UnplanWindow("window-1")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_planned_is_refused_with_the_next_step()
    {
        var site = AlarmBench.Site();
        var bench = new AlarmBench(site with { ClimatePoints = [site.ClimatePoints[0] with { Profile = "med-freezer" }] });

        Refused("is over: leave it out", new PlanWindow(AlarmBench.High, bench.Start.AddMinutes(-1), 30, "service"));
        Refused("30 minutes at most here: a freezer's planned defrost is shorter", new PlanWindow(AlarmBench.High, bench.Start.AddMinutes(1), 31, "service"));
        Refused("1440 minutes at most here", new PlanWindow("sterile-devices-absent", bench.Start.AddMinutes(1), 1441, "service"));
        Refused("for a minute at least", new PlanWindow(AlarmBench.High, bench.Start.AddMinutes(1), double.NaN, "service"));
        Refused("cannot be planned ahead", new PlanWindow("gateway-restart", bench.Start.AddMinutes(1), 10, "service"));
        Refused("more than 366 days ahead", new PlanWindow(AlarmBench.High, bench.Start.AddDays(367), 10, "service"));
        Refused("has no alarm 'nothing'", new PlanWindow("nothing", bench.Start.AddDays(1), 10, "service"));
        Refused("the reason is missing", new PlanWindow(AlarmBench.High, bench.Start.AddDays(1), 10, " "));

        void Refused(string says, Instruction what) => Assert.Contains(says, bench.Say(what), StringComparison.Ordinal);
    }

    [Fact]
    public void The_plan_lists_both_kinds_in_order()
    {
        var bench = new AlarmBench(Site(Defrost));
        Assert.Null(bench.Say(new PlanWindow(AlarmBench.High, bench.Start.AddHours(3), 60, "kyltekniker")));

        var coming = new WindowPlan(Site(Defrost), bench.Projection).Between(bench.Start, bench.Start.AddDays(2));

        Assert.Equal(["defrost north 06:10 ", "window-1 north-temperature-high 09:00 p-1", "defrost north 06:10 "], coming.Select(w => FormattableString.Invariant($"{w.Window} {w.Scope} {w.From.UtcDateTime:HH:mm} {w.By}")));
    }

    private static Site Site(params MaintenanceWindow[] windows) => AlarmBench.Site() with { Maintenance = windows };

    private static AlarmBench Course(int restartAt)
    {
        var bench = new AlarmBench(Site(Defrost)) { Step = 5 };
        for (var minute = 0; minute < 50; minute++)
        {
            if (minute == restartAt)
            {
                bench.Restart();
            }

            bench.Minutes(1, 26);
        }

        return bench;
    }
}
