using EdgeStock.Domain;
using EdgeStock.Gateway.Health;
using EdgeStock.Gateway.Operations;
using EdgeStock.Tests.Domain.Alarms;
using EdgeStock.Tests.Domain.Notifications;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EdgeStock.Tests.Gateway.Notifying;

/// <summary>What people see of messages and of who is on call.</summary>
public sealed class NotifyVerbTests
{
    private static readonly SiteCalendar Stockholm = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm"));

    [Fact]
    public void The_picture_has_a_row_a_day_and_a_letter_each_half_hour()
    {
        var calendar = new OnCallCalendar("jour", "anna", [new([DayOfWeek.Sunday], new(0, 0), new(7, 30), "bo")], []);

        // The clocks go forward on Sunday the 29th: two o'clock does not exist.
        Assert.Equal(
            [
                "jour: anna is on call at Sat 2026-03-28 13:00",
                "                 00    03    06    09    12    15    18    21    ",
                "Sat 2026-03-28   " + new string('a', 48),
                "Sun 2026-03-29*  bbbb  bbbbbbbbb" + new string('a', 33),
                "a anna   b bo",
                "* the clocks are put forward: that hour does not exist",
            ],
            OnCallPicture.Of(calendar, Stockholm, new(2026, 3, 28, 12, 0, 0, TimeSpan.Zero), 2));
    }

    [Theory]
    [InlineData("2026-12-24T18:00:00Z", "2026-12-24T18:00:00")]
    [InlineData("2026-12-24T18:00+01:00", "2026-12-24T17:00:00")]
    [InlineData("2026-12-24T18:00", "2026-12-24T17:00:00")]
    [InlineData("2026-12-24", "2026-12-23T23:00:00")]
    public void An_instant_may_be_of_the_sites_clock(string text, string utc) => Assert.Equal(utc, NotifyOnCall.Instant(Stockholm, text).UtcDateTime.ToString("s", null));

    [Fact]
    public void What_is_no_instant_is_refused() => Assert.Contains("write an instant as", Assert.Throws<CommandException>(() => NotifyOnCall.Instant(Stockholm, "i kväll")).Message, StringComparison.Ordinal);

    [Fact]
    public void The_list_and_the_health_check_find_what_does_not_arrive()
    {
        var bench = NotificationBench.Make();
        bench.Minutes(16, 26);
        Assert.Equal((false, HealthStatus.Healthy), See(bench));
        NotificationBench.Report(bench, DeliveryOutcome.Failed, "upptaget", "mail");
        Assert.Equal((true, HealthStatus.Degraded), See(bench));
        NotificationBench.Report(bench, DeliveryOutcome.Sent, null);
        Assert.Equal((false, HealthStatus.Healthy), See(bench));
    }

    [Fact]
    public void A_drill_that_nobody_signed_within_a_day_is_found()
    {
        var bench = NotificationBench.Make();
        Assert.Null(bench.Say(new StartDrill()));
        NotificationBench.Report(bench, DeliveryOutcome.Sent, null);

        Assert.False(NotifyListing.IsWrong(bench.Projection, bench.Now.AddHours(23)));
        Assert.True(NotifyListing.IsWrong(bench.Projection, bench.Now.AddHours(24)));
    }

    [Fact]
    public void Where_nobody_is_named_health_says_so()
    {
        var health = NotificationsCheck.Judge(AlarmBench.Site(), Projection.Empty(AlarmBench.Site()));

        Assert.Equal(HealthStatus.Healthy, health.Status);
        Assert.Contains("nobody is told", health.Description, StringComparison.Ordinal);
    }

    private static (bool IsWrong, HealthStatus Health) See(AlarmBench bench) =>
        (NotifyListing.IsWrong(bench.Projection, bench.Now), NotificationsCheck.Judge(bench.Place, bench.Projection).Status);
}
