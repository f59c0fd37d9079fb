using EdgeStock.Domain;
using EdgeStock.Tests.Domain.Alarms;

namespace EdgeStock.Tests.Domain.Notifications;

/// <summary>Groups, needless messages, steps that reach nobody, and drills. An alarm comes 15 minutes after the value is beyond the limit, at 0:15:00.</summary>
public sealed class NotificationWatchTests
{
    private static readonly AcknowledgeAlarm Acknowledge = new(AlarmBench.High, "dörren", "stängd");

    [Fact]
    public void Acknowledged_before_the_group_is_complete_nobody_is_told_and_the_ledger_says_why()
    {
        var bench = Raised(5);
        Assert.Null(bench.Say(Acknowledge));
        bench.Tick(60);

        Assert.Equal(["0:15:05 withheld call 1: it was acknowledged first"], NotificationBench.Words(bench));
        Assert.Empty(bench.Projection.Notifications.Calls);
    }

    [Fact]
    public void Shelved_before_the_group_is_complete_it_is_told_when_it_comes_back()
    {
        var bench = Raised(5);
        Assert.Null(bench.Say(new ShelveAlarm(AlarmBench.High, 2, "service")));
        bench.Minutes(3, 26);

        // Shelved at 15:05 for two minutes.
        Assert.Equal(
            ["0:15:05 withheld call 1: it was shelved first", "0:17:25 Raised 1 [north-temperature-high] to anna/mail anna/webhook"],
            NotificationBench.Words(bench));
    }

    [Fact]
    public void An_acknowledged_alarm_that_asks_again_is_told_again()
    {
        var site = NotificationBench.Site();
        var bench = new AlarmBench(site with { Alarms = site.Alarms with { Realarm = TimeSpan.FromMinutes(10) } });
        bench.Minutes(16, 26);
        Assert.Null(bench.Say(Acknowledge));
        bench.Minutes(11, 26);

        Assert.Equal(
            [
                "0:15:20 Raised 1 [north-temperature-high] to anna/mail anna/webhook",
                "0:16:00 withheld message 1: it was acknowledged first",
                "0:26:20 AskedAgain 1 [north-temperature-high] to anna/mail anna/webhook",
            ],
            NotificationBench.Words(bench));
    }

    [Fact]
    public void A_power_cut_of_a_storeroom_with_twenty_devices_is_one_message()
    {
        var site = NotificationBench.Site() with
        {
            Devices = [.. Enumerable.Range(1, 20).Select(i => new Device($"climate-{i}", DeviceKind.Climate, "sterile", TimeSpan.FromMinutes(1)))],
            ClimatePoints = [.. Enumerable.Range(1, 20).Select(i => new ClimatePoint($"p-{i}", "sterile", null, [AlarmBench.Channel with { Source = $"climate-{i}/temperature" }]))],
        };
        var bench = new AlarmBench(site);
        for (var minute = 0; minute < 5; minute++)
        {
            foreach (var i in Enumerable.Range(1, 20))
            {
                bench.Take(new ClimateRead(bench.Now, bench.Now, $"climate-{i}", $"p-{i}", Quantity.Temperature, 22, Quality.Good));
            }

            bench.Tick(60);
        }

        for (var minute = 0; minute < 60; minute++)
        {
            NotificationBench.Report(bench, DeliveryOutcome.Sent, null);
            bench.Tick(60);
        }

        // Three steps, one message each; the devices' silence is explained by the cut.
        Assert.Equal(["1 sterile-devices-absent", "2 sterile-devices-absent", "3 sterile-devices-absent"], bench.Told.OfType<NotificationDue>().Select(d => $"{d.Step} {string.Join(' ', d.Alarms.Select(a => a.Alarm))}"));
    }

    [Fact]
    public void Alarms_of_one_storeroom_within_the_group_are_one_message_at_each_step()
    {
        var bench = new AlarmBench(TwoPoints());
        for (var second = 0; second < 17 * 60 * 2; second += 10)
        {
            bench.Take(new ClimateRead(bench.Now, bench.Now, "climate-1", "north", Quantity.Temperature, 26, Quality.Good));
            if (second >= 10)
            {
                bench.Take(new ClimateRead(bench.Now, bench.Now, "climate-2", "south", Quantity.Temperature, 26, Quality.Good));
            }

            bench.Tick(10);
        }

        // South is ten seconds behind: within the group of twenty.
        Assert.Equal(
            [
                "0:15:20 Raised 1 [north-temperature-high south-temperature-high] to anna/mail anna/webhook",
                "0:20:20 Undelivered 2 [north-temperature-high south-temperature-high] to manager/mail",
                "0:25:20 Undelivered 3 [north-temperature-high south-temperature-high] to chief/webhook",
            ],
            NotificationBench.Words(bench).Where(w => !w.Contains("notification-failed", StringComparison.Ordinal)));
    }

    [Fact]
    public void Storerooms_are_told_of_apart_and_a_step_may_be_meant_for_one_of_them_alone()
    {
        var site = TwoPoints("cold");
        site = site with { Notifications = site.Notifications with { Steps = [new(["chief"], ["mail"], AlarmSeverity.Low, ["cold"]), .. site.Notifications.Steps] } };
        var bench = new AlarmBench(site);
        for (var minute = 0; minute < 16; minute++)
        {
            bench.Take(new ClimateRead(bench.Now, bench.Now, "climate-2", "south", Quantity.Temperature, 26, Quality.Good));
            bench.Minutes(1, 26);
        }

        Assert.Equal(
            ["0:15:20 Raised 1 [north-temperature-high] to anna/mail anna/webhook", "0:15:20 Raised 1 [south-temperature-high] to chief/mail"],
            NotificationBench.Words(bench).Order(StringComparer.Ordinal));
        Assert.Equal(["cold", "sterile"], bench.Told.OfType<NotificationDue>().Select(d => d.Room!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_step_that_reaches_nobody_calls_the_next_at_once_is_an_alarm_and_is_told_over_what_is_left()
    {
        var bench = Raised(30);
        NotificationBench.Report(bench, DeliveryOutcome.Failed, "no route to a@b.se at https://x");
        bench.Minutes(7, 26);

        Assert.Equal(
            [
                "0:15:20 Raised 1 [north-temperature-high] to anna/mail anna/webhook",
                "0:15:30 failed anna/mail 1: no route to (address) at (address)", "0:15:30 failed anna/webhook 1: no route to (address) at (address)",
                "0:20:20 Undelivered 2 [north-temperature-high] to manager/mail",
                "0:20:40 withheld call 1: no other channel is left to tell it by",
            ],
            NotificationBench.Words(bench));
        Assert.Equal(AlarmState.Unacknowledged, bench.State("notification-failed"));
        Assert.Contains("anna by mail", bench.View("notification-failed").Causes);

        // Mail works again: no alarm of its own any more once the message arrived, and the second step is not told twice when its time comes.
        NotificationBench.Report(bench, DeliveryOutcome.Sent, null, "mail");
        bench.Minutes(10, 26);
        Assert.Equal(AlarmState.ReturnedUnacknowledged, bench.State("notification-failed"));
        Assert.Single(bench.Told.OfType<NotificationDue>(), d => d.Step == 2 && d.Alarms[0].Alarm == AlarmBench.High);
    }

    [Fact]
    public void That_mail_does_not_arrive_is_told_by_the_webhook()
    {
        var policy = NotificationBench.Policy with { Steps = [new(["manager"], ["mail"], AlarmSeverity.Low, ["sterile"]), new(["chief"], ["mail", "webhook"], AlarmSeverity.High, [])] };
        var bench = Raised(30, policy);
        NotificationBench.Report(bench, DeliveryOutcome.Refused, "wrong address");
        bench.Minutes(6, 26);

        // A gateway's alarm belongs to every storeroom, so its first step is the manager's mail, which is what does not work: the chief is told instead, whose own mail was never
        // refused.
        Assert.Equal(
            [
                "0:15:20 Raised 1 [north-temperature-high] to manager/mail",
                "0:15:30 given up manager/mail 1: wrong address",
                "0:20:40 Raised 1 [notification-failed] to chief/mail chief/webhook",
            ],
            NotificationBench.Words(bench));
    }

    [Fact]
    public void That_the_word_of_it_does_not_arrive_either_is_no_further_alarm()
    {
        var bench = Raised(30);
        NotificationBench.Report(bench, DeliveryOutcome.Failed, "no", "mail");
        bench.Minutes(120, 26);

        Assert.Single(bench.Of("notification-failed").OfType<AlarmChanged>(), c => c.State == AlarmState.Unacknowledged && c.Level == 1 && c.Was != AlarmState.Unacknowledged);
        Assert.DoesNotContain(bench.Told.OfType<NotificationDue>(), d => d.Cause == NotificationCause.Undelivered && d.Alarms.Any(a => a.Alarm == "notification-failed"));
    }

    [Fact]
    public void Acknowledged_while_it_is_tried_it_is_not_sent_any_more_and_what_arrived_all_the_same_is_taken_down()
    {
        var bench = Raised(30);
        NotificationBench.Report(bench, DeliveryOutcome.Failed, "busy", "mail");
        Assert.Null(bench.Say(Acknowledge));
        bench.Tick(2);
        var id = bench.Told.OfType<NotificationDue>().First().Notification;

        Assert.All(bench.Projection.Notifications.Messages[id].Deliveries, d => Assert.Equal(DeliveryState.Withheld, d.State));
        bench.Take(new NoteDelivery(bench.Now, id, "anna", "mail", DeliveryOutcome.Sent, 2, null));
        Assert.Equal(DeliveryState.Sent, bench.Projection.Notifications.Messages[id].Deliveries[0].State);
        bench.Take(new NoteDelivery(bench.Now, id, "anna", "mail", DeliveryOutcome.Sent, 2, null));
        bench.Take(new NoteDelivery(bench.Now, "n-99999", "anna", "mail", DeliveryOutcome.Sent, 2, null));
        Assert.Single(bench.Told.OfType<NotificationSent>());
    }

    [Fact]
    public void Over_and_wrong_again_within_the_group_it_is_not_said_to_be_over()
    {
        var site = NotificationBench.Site();
        var bench = new AlarmBench(site with { ClimatePoints = [site.ClimatePoints[0] with { Channels = [AlarmBench.Channel with { Hold = TimeSpan.Zero, OffDelay = TimeSpan.Zero, Interval = TimeSpan.FromSeconds(1) }] }] });
        Values(bench, 60, 26);
        NotificationBench.Report(bench, DeliveryOutcome.Sent, null);
        Assert.Null(bench.Say(Acknowledge));
        Values(bench, 10, 22);
        Assert.Equal(AlarmState.Normal, bench.State(AlarmBench.High));
        Values(bench, 60, 26);

        Assert.Contains("withheld call 0: it is not over after all", string.Join('\n', NotificationBench.Words(bench)), StringComparison.Ordinal);
        Assert.DoesNotContain(bench.Told.OfType<NotificationDue>(), d => d.Cause == NotificationCause.Returned);
        NotificationBench.Report(bench, DeliveryOutcome.Sent, null);
        Assert.Null(bench.Say(Acknowledge));
        Values(bench, 40, 22);
        Assert.Single(bench.Told.OfType<NotificationDue>(), d => d.Cause == NotificationCause.Returned);
    }

    [Fact]
    public void A_site_file_that_names_people_for_the_first_time_has_them_told_of_what_stands()
    {
        var bench = NotificationBench.Make(NotificationPolicy.None);
        bench.Minutes(20, 26);
        Assert.Empty(NotificationBench.Words(bench));
        bench.Take(new ApplySite(bench.Now, "p-1", NotificationBench.Site(), "ab"));
        bench.Tick(30);

        Assert.Equal(["0:20:20 Raised 1 [north-temperature-high] to anna/mail anna/webhook"], NotificationBench.Words(bench));
        bench.Take(new ApplySite(bench.Now, "p-1", NotificationBench.Site(NotificationBench.Policy with { Group = TimeSpan.FromSeconds(5) }), "ac"));
        bench.Tick(30);
        Assert.Single(bench.Told.OfType<NotificationDue>());
    }

    [Fact]
    public void Who_is_on_call_when_it_is_due_is_told()
    {
        var bench = NotificationBench.Make();
        bench.Minutes(45, 24);
        bench.Minutes(16, 26);

        // The shift begins an hour after the start, the alarm stands then, and the group is complete twenty seconds later.
        Assert.Equal(["1:00:20 Raised 1 [north-temperature-high] to bo/mail bo/webhook"], NotificationBench.Words(bench));
    }

    [Fact]
    public void With_no_group_time_the_message_stands_at_the_tick_after_the_alarm()
    {
        var bench = NotificationBench.Make(NotificationBench.Policy with { Group = TimeSpan.Zero });
        bench.Minutes(16, 26);

        Assert.Equal(["0:15:00 Raised 1 [north-temperature-high] to anna/mail anna/webhook"], NotificationBench.Words(bench));
    }

    [Fact]
    public void What_does_not_go_for_a_day_is_given_up()
    {
        var bench = NotificationBench.Make(NotificationBench.Policy with { Steps = [NotificationBench.Policy.Steps[1]] });
        bench.Minutes(16, 26);
        bench.Minutes(60 * 24, 26);

        Assert.Contains("0:15:20 given up manager/mail 0: it was not sent within 24 hours", string.Join('\n', NotificationBench.Words(bench)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_drill_goes_to_everybody_and_is_signed_when_it_arrived_and_not_before()
    {
        var bench = NotificationBench.Make(NotificationBench.Policy with { Drill = new(2, new(6, 1)) });
        bench.Tick(61);

        var due = Assert.Single(bench.Told.OfType<NotificationDue>());
        Assert.Equal((NotificationCause.Drill, "2026-03-02T06:01:00"), (due.Cause, due.At.UtcDateTime.ToString("s", null)));
        Assert.Equal(["anna/mail", "anna/webhook", "chief/webhook", "manager/mail"], due.To.Select(t => $"{t.Recipient}/{t.Channel}"));
        Assert.Contains("anna by mail", bench.Say(new SignDrill(due.Notification, "alla fick det")), StringComparison.Ordinal);
        NotificationBench.Report(bench, DeliveryOutcome.Sent, null);
        Assert.Contains("there is no drill", bench.Say(new SignDrill("n-7", "alla fick det")), StringComparison.Ordinal);
        Assert.False(bench.Projection.Notifications.Messages[due.Notification].IsUnsigned(due.At.AddHours(24).AddSeconds(-1)));
        Assert.True(bench.Projection.Notifications.Messages[due.Notification].IsUnsigned(due.At.AddHours(24)));
        Assert.Null(bench.Say(new SignDrill(due.Notification, "alla fick det")));
        Assert.False(bench.Projection.Notifications.Messages[due.Notification].IsUnsigned(due.At.AddDays(2)));
        Assert.Contains("already", bench.Say(new SignDrill(due.Notification, "en gång till")), StringComparison.Ordinal);
        Assert.Empty(bench.Projection.Notifications.Told);

        var figures = DrillFigures.Of([.. bench.Told.OfType<NotificationEvent>()], bench.Start, bench.Start.AddDays(1), bench.Start.AddDays(3));
        Assert.Equal((1, 1, 0), (figures.Begun, figures.Signed, figures.Unsigned.Count));
        var unsigned = DrillFigures.Of([due], bench.Start, bench.Start.AddDays(1), bench.Start.AddDays(3));
        Assert.Equal([due.Notification], unsigned.Unsigned);
    }

    [Fact]
    public void Where_nobody_is_named_nothing_is_due_and_there_is_nothing_to_drill()
    {
        var bench = NotificationBench.Make(NotificationPolicy.None);
        bench.Minutes(60, 26);

        Assert.Empty(NotificationBench.Words(bench));
        Assert.Empty(bench.Projection.Notifications.Calls);
        Assert.Contains("nothing to drill", bench.Say(new StartDrill()), StringComparison.Ordinal);
    }

    [Fact]
    public void An_alarm_with_more_steps_than_the_file_tells_the_last_again()
    {
        var bench = NotificationBench.Make(NotificationBench.Policy with { Steps = [NotificationBench.Policy.Steps[1]] });
        for (var minute = 0; minute < 50; minute++)
        {
            NotificationBench.Report(bench, DeliveryOutcome.Sent, null);
            bench.Minutes(1, 26);
        }

        Assert.Equal([1, 2, 3], bench.Told.OfType<NotificationDue>().Select(d => d.Step));
        Assert.All(bench.Told.OfType<NotificationDue>(), d => Assert.Equal([new NotificationTarget("manager", "mail")], d.To));
    }

    private static AlarmBench Raised(int seconds, NotificationPolicy? policy = null)
    {
        var bench = NotificationBench.Make(policy);
        bench.Minutes(15, 26);
        bench.Take(new ClimateRead(bench.Now, bench.Now, "climate-1", "north", Quantity.Temperature, 26, Quality.Good));
        bench.Tick(seconds);
        return bench;
    }

    private static void Values(AlarmBench bench, int seconds, double celsius)
    {
        for (var i = 0; i < seconds; i++)
        {
            bench.Take(new ClimateRead(bench.Now, bench.Now, "climate-1", "north", Quantity.Temperature, celsius, Quality.Good));
            bench.Tick(1);
        }
    }

    private static Site TwoPoints(string room = "sterile")
    {
        var site = NotificationBench.Site();
        return site with
        {
            Rooms = [.. site.Rooms, new("cold", "Kylrum", RoomClass.Pharmacy)],
            Devices = [.. site.Devices, new("climate-2", DeviceKind.Climate, room, TimeSpan.FromMinutes(1))],
            ClimatePoints = [.. site.ClimatePoints, new("south", room, null, [AlarmBench.Channel with { Source = "climate-2/temperature" }])],
        };
    }
}
