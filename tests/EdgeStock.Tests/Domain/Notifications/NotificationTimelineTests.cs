using EdgeStock.Domain;
using EdgeStock.Ledger;
using EdgeStock.Tests.Domain.Alarms;

namespace EdgeStock.Tests.Domain.Notifications;

/// <summary>
/// Who is told along one excursion: raised at minute 25 (15 after the onset at 10), steps 15 and 30 minutes later, groups of 20 seconds. Each
/// case again with a restart at each of its minutes.
/// </summary>
public sealed class NotificationTimelineTests
{
    private const int Length = 80;

    public static TheoryData<int> Restarts { get; } = [.. Enumerable.Range(-1, Length + 2)];

    [Theory]
    [MemberData(nameof(Restarts))]
    public void Each_step_is_told_once(int restart)
    {
        var bench = Run(null, restart);

        Assert.Equal(
            [
                "0:25:20 Raised 1 [north-temperature-high] to anna/mail anna/webhook",
                "0:26:00 sent anna/mail 1", "0:26:00 sent anna/webhook 1",
                "0:40:20 Escalated 2 [north-temperature-high] to manager/mail",
                "0:41:00 sent manager/mail 1",
                "0:55:20 Escalated 3 [north-temperature-high] to chief/webhook",
                "0:56:00 sent chief/webhook 1",
            ],
            NotificationBench.Words(bench));
        Assert.Equal(ProjectionText.Digest(bench.Projection), ProjectionText.Digest(NotificationBench.Rebuilt(bench, NotificationBench.Site())));
    }

    [Theory]
    [MemberData(nameof(Restarts))]
    public void Acknowledged_at_43_the_third_step_is_not_told_and_those_who_were_hear_that_it_is_over(int restart)
    {
        var bench = Run(43, restart);

        Assert.Equal(
            [
                "0:25:20 Raised 1 [north-temperature-high] to anna/mail anna/webhook",
                "0:26:00 sent anna/mail 1", "0:26:00 sent anna/webhook 1",
                "0:40:20 Escalated 2 [north-temperature-high] to manager/mail",
                "0:41:00 sent manager/mail 1",
                "0:55:20 Returned 0 [north-temperature-high] to anna/mail anna/webhook manager/mail",
                "0:56:00 sent anna/mail 1", "0:56:00 sent anna/webhook 1", "0:56:00 sent manager/mail 1",
            ],
            NotificationBench.Words(bench));
        Assert.Empty(bench.Projection.Notifications.Calls);
        Assert.Empty(bench.Projection.Notifications.Told);
    }

    /// <summary>The alarm timeline's values, and a channel that takes everything at the next full minute.</summary>
    private static AlarmBench Run(int? acknowledged, int restart)
    {
        var bench = NotificationBench.Make();
        for (var minute = 0; minute < Length; minute++)
        {
            if (restart == minute || restart == Length)
            {
                bench.Restart();
            }

            if (minute == acknowledged)
            {
                Assert.Null(bench.Say(new AcknowledgeAlarm(AlarmBench.High, "dörren stod öppen", "stängde dörren")));
            }

            NotificationBench.Report(bench, DeliveryOutcome.Sent, null);
            bench.Minutes(1, minute switch { < 10 => 24.0, < 18 => 25.3, < 20 => 24.8, < 50 => 25.4, < 53 => 24.4, _ => 24.7 });
        }

        return bench;
    }
}
