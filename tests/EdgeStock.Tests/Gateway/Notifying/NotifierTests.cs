using EdgeStock.Domain;
using EdgeStock.Gateway.Notifying;
using EdgeStock.Tests.Domain.Notifications;
using EdgeStock.Tests.FirmwareHost;
using EdgeStock.Tests.Mqtt;

namespace EdgeStock.Tests.Gateway.Notifying;

/// <summary>What goes out when. A drill of the bench's site goes to anna by mail and webhook, to the manager by mail, to the chief by webhook.</summary>
public sealed class NotifierTests
{
    [Fact]
    public async Task Nothing_goes_out_before_it_is_committed_and_then_everything_once()
    {
        using var bench = new NotifierBench();
        await bench.StartAsync();
        bench.Due();
        bench.Advance(TimeSpan.FromSeconds(1));
        bench.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(bench.Mail.Given);

        bench.Commit();
        await Eventually.True(() => bench.Reports == 4, "four reports");
        bench.Advance(TimeSpan.FromMinutes(10));
        bench.Commit();
        bench.Advance(TimeSpan.FromMinutes(10));
        await bench.StopAsync();

        Assert.Equal((2, 2), (bench.Mail.Given.Count, bench.Webhook.Given.Count));
        Assert.Equal(4, bench.Mail.Given.Concat(bench.Webhook.Given).Select(m => m.Id).Distinct().Count());
        Assert.All(Assert.Single(bench.Book.Messages.Values).Deliveries, d => Assert.Equal((DeliveryState.Sent, 1), (d.State, d.Attempts)));
    }

    [Fact]
    public async Task What_fails_is_told_once_and_tried_again_under_the_same_id_until_it_goes()
    {
        using var bench = new NotifierBench(One("mail"));
        bench.Mail.Answer = (_, _) => throw new NotificationFailedException("upptaget");
        await bench.StartAsync();
        bench.Due();
        bench.Commit();
        await Eventually.True(() => bench.Reports == 1, "the first failure");
        bench.Advance(TimeSpan.FromSeconds(30));
        bench.Commit();
        Assert.Equal((DeliveryState.Failing, "upptaget"), (Single(bench).State, Single(bench).Reason));
        for (var attempts = 2; attempts <= 4; attempts++)
        {
            await Eventually.True(
                () =>
                {
                    bench.Advance(TimeSpan.FromMinutes(5));
                    return bench.Mail.Given.Count >= attempts;
                },
                "another attempt");
        }

        Assert.Equal(0, bench.Reports);
        bench.Mail.Answer = (_, _) => Task.CompletedTask;
        await Eventually.True(
            () =>
            {
                bench.Advance(TimeSpan.FromMinutes(5));
                return bench.Reports == 1;
            },
            "it went");
        bench.Commit();
        Assert.Equal((DeliveryState.Sent, bench.Mail.Given.Count), (Single(bench).State, Single(bench).Attempts));
        Assert.Single(bench.Mail.Given.Select(m => m.Id).Distinct());
        await bench.StopAsync();
    }

    [Fact]
    public void The_waits_double_from_five_seconds_to_five_minutes()
    {
        var time = new ManualTime(new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero));
        var course = DeliveryCourse.After(0);
        var waits = new List<int>();
        while (waits.Count < 9)
        {
            Assert.True(course.IsReady(time));
            course.Begin();
            course.Fail(time);
            var waited = 0;
            for (; !course.IsReady(time); waited++)
            {
                time.Advance(TimeSpan.FromSeconds(1));
            }

            waits.Add(waited);
        }

        Assert.Equal([5, 10, 20, 40, 80, 160, 300, 300, 300], waits);
        course.Settle();
        time.Advance(TimeSpan.FromDays(1));
        Assert.False(course.IsReady(time));
    }

    [Fact]
    public async Task What_is_refused_is_given_up_and_not_tried_again_also_when_the_writer_is_slow()
    {
        using var bench = new NotifierBench(One("mail"));
        bench.Mail.Answer = (_, _) => throw new NotificationRefusedException("okänd mottagare");
        await bench.StartAsync();
        bench.Due();
        bench.Commit();
        await Eventually.True(() => bench.Reports == 1, "the refusal");
        bench.Advance(TimeSpan.FromHours(1));
        bench.Advance(TimeSpan.FromHours(1));
        bench.Commit();
        bench.Advance(TimeSpan.FromHours(1));
        await bench.StopAsync();

        Assert.Single(bench.Mail.Given);
        Assert.Equal((DeliveryState.GivenUp, "okänd mottagare"), (Single(bench).State, Single(bench).Reason));
    }

    [Fact]
    public async Task What_goes_by_a_channel_that_is_not_set_up_waits_until_it_is_and_says_so()
    {
        using var bench = new NotifierBench(One("light"));
        await bench.StartAsync();
        bench.Due();
        bench.Commit();
        await Eventually.True(() => bench.Reports == 1, "the refusal");
        bench.Commit();
        await bench.StopAsync();

        Assert.Equal((DeliveryState.Failing, "channel 'light' is not set up in the gateway's notification settings"), (Single(bench).State, Single(bench).Reason));
    }

    [Fact]
    public async Task A_channel_that_breaks_in_its_own_way_counts_as_failed_and_the_others_go_on()
    {
        using var bench = new NotifierBench();
        bench.Mail.Answer = (_, _) => throw new InvalidOperationException("eget fel");
        await bench.StartAsync();
        bench.Due();
        bench.Commit();
        await Eventually.True(() => bench.Reports == 4, "four reports");
        bench.Commit();
        await bench.StopAsync();

        Assert.Equal(
            [("mail", DeliveryState.Failing), ("mail", DeliveryState.Failing), ("webhook", DeliveryState.Sent), ("webhook", DeliveryState.Sent)],
            bench.Book.Messages.Values.Single().Deliveries.Select(d => (d.Channel, d.State)).Order());
    }

    [Fact]
    public async Task An_attempt_without_an_answer_ends_after_a_minute_and_a_hanging_channel_holds_up_no_other()
    {
        using var bench = new NotifierBench();
        bench.Mail.Answer = (_, stop) => Task.Delay(Timeout.InfiniteTimeSpan, bench.Time, stop);
        await bench.StartAsync();
        bench.Due();
        bench.Commit();
        await Eventually.True(() => bench.Reports == 2 && bench.Mail.Given.Count == 2, "the webhook's reports");
        bench.Commit();
        bench.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(0, bench.Reports);
        bench.Advance(TimeSpan.FromSeconds(1));
        await Eventually.True(() => bench.Reports == 2, "mail's failures");
        bench.Commit();
        await bench.StopAsync();

        Assert.All(bench.Book.Messages.Values.Single().Deliveries.Where(d => d.Channel == "mail"), d => Assert.Equal((DeliveryState.Failing, "no answer within 60 s"), (d.State, d.Reason)));
    }

    [Fact]
    public async Task A_channel_has_four_messages_under_way_at_most()
    {
        var policy = NotificationBench.Policy with { Recipients = [.. Enumerable.Range(0, 10).Select(i => $"r-{i}")], OnCall = [], Steps = [new([.. Enumerable.Range(0, 10).Select(i => $"r-{i}")], ["mail"], AlarmSeverity.Low, [])] };
        using var bench = new NotifierBench(NotificationBench.Site(policy));
        var gates = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Mail.Answer = (_, _) => gates.Task;
        await bench.StartAsync();
        bench.Due();
        bench.Commit();
        await Eventually.True(() => bench.Mail.Given.Count == 4, "four");
        bench.Advance(TimeSpan.FromSeconds(1));
        bench.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(4, bench.Mail.Given.Count);

        gates.SetResult();
        await Eventually.True(
            () =>
            {
                bench.Commit();
                return bench.Mail.Given.Count == 10 && bench.Book.Messages.Values.Single().Deliveries.All(d => d.State == DeliveryState.Sent);
            },
            "all ten");
        await bench.StopAsync();
        Assert.Equal(10, bench.Mail.Given.Count);
    }

    [Fact]
    public async Task After_a_restart_what_is_open_goes_on_and_what_went_does_not_go_again()
    {
        using var bench = new NotifierBench();
        bench.Mail.Answer = (_, _) => throw new NotificationFailedException("upptaget");
        await bench.StartAsync();
        bench.Due();
        bench.Commit();
        await Eventually.True(() => bench.Reports == 4, "four reports");
        bench.Commit();
        await bench.StopAsync();

        bench.Mail.Answer = (_, _) => Task.CompletedTask;
        await bench.StartAsync();
        await Eventually.True(() => bench.Reports == 2, "mail again");
        bench.Commit();
        await bench.StopAsync();

        Assert.Equal((4, 2), (bench.Mail.Given.Count, bench.Webhook.Given.Count));
        Assert.Equal(2, bench.Mail.Given.Select(m => m.Id).Distinct().Count());
        Assert.All(bench.Book.Messages.Values.Single().Deliveries, d => Assert.Equal((DeliveryState.Sent, d.Channel == "mail" ? 2 : 1), (d.State, d.Attempts)));
    }

    [Fact]
    public async Task A_stop_waits_for_what_is_under_way_and_for_its_commit()
    {
        using var bench = new NotifierBench(One("mail"));
        var sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Mail.Answer = (_, _) => sent.Task;
        await bench.StartAsync();
        bench.Due();
        bench.Commit();
        await Eventually.True(() => bench.Mail.Given.Count == 1, "under way");

        var stopping = bench.Stopping();
        sent.SetResult();
        await Eventually.True(() => bench.Reports == 1, "its report");
        Assert.False(stopping.IsCompleted);
        bench.Commit();
        await stopping.WaitAsync(Eventually.Deadline);
        Assert.Equal(DeliveryState.Sent, Single(bench).State);
    }

    [Fact]
    public async Task A_stop_cuts_off_what_hangs_and_reports_nothing_of_it()
    {
        using var bench = new NotifierBench(One("mail"));
        bench.Mail.Answer = (_, stop) => Task.Delay(Timeout.InfiniteTimeSpan, bench.Time, stop);
        await bench.StartAsync();
        bench.Due();
        bench.Commit();
        await Eventually.True(() => bench.Mail.Given.Count == 1, "under way");

        var stopping = bench.Stopping();
        await Eventually.True(() => bench.Time.Waits.Contains(TimeSpan.FromSeconds(4)), "its patience");
        bench.Time.Advance(TimeSpan.FromSeconds(4));
        await stopping.WaitAsync(Eventually.Deadline);
        Assert.Equal(0, bench.Reports);
        Assert.Equal(DeliveryState.Waiting, Single(bench).State);
    }

    private static Site One(string channel) => NotificationBench.Site(NotificationBench.Policy with { Steps = [new(["anna"], [channel], AlarmSeverity.Low, [])] });

    private static DeliveryView Single(NotifierBench bench) => bench.Book.Messages.Values.Single().Deliveries.Single();
}
