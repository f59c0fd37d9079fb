using EdgeStock.Domain;
using EdgeStock.Gateway.Notifying;
using EdgeStock.Tests.Domain.Notifications;
using EdgeStock.Tests.FirmwareHost;

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
    public async Task What_fails_is_tried_again_after_5_10_20_seconds_and_so_on_to_five_minutes_under_the_same_id()
    {
        using var bench = new NotifierBench(One("mail"));
        bench.Mail.Answer = (_, _) => throw new NotificationFailedException("upptaget");
        await bench.StartAsync();
        bench.Due();
        bench.Commit();
        await Eventually.True(() => bench.Reports == 1, "the first failure");
        bench.Commit();
        Assert.Equal((DeliveryState.Failing, "upptaget"), (Single(bench).State, Single(bench).Reason));

        var waits = new List<int>();
        for (var waited = 0; waits.Count < 9 && waited < 4000; waited++)
        {
            var before = bench.Mail.Given.Count;
            bench.Advance(TimeSpan.FromSeconds(1));
            if (await Soon(() => bench.Mail.Given.Count > before, waits.Sum() + Expected(waits.Count) == waited + 1))
            {
                waits.Add(waited + 1 - waits.Sum());
            }
        }

        Assert.Equal([5, 10, 20, 40, 80, 160, 300, 300, 300], waits);
        Assert.Equal(0, bench.Reports);
        Assert.Single(bench.Mail.Given.Select(m => m.Id).Distinct());

        bench.Mail.Answer = (_, _) => Task.CompletedTask;
        bench.Advance(TimeSpan.FromMinutes(5));
        await Eventually.True(() => bench.Reports == 1, "it went");
        bench.Commit();
        Assert.Equal((DeliveryState.Sent, 11), (Single(bench).State, Single(bench).Attempts));
        await bench.StopAsync();
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
    public async Task A_channel_that_is_not_set_up_refuses_everything_and_says_so()
    {
        using var bench = new NotifierBench(One("light"));
        await bench.StartAsync();
        bench.Due();
        bench.Commit();
        await Eventually.True(() => bench.Reports == 1, "the refusal");
        bench.Commit();
        await bench.StopAsync();

        Assert.Equal((DeliveryState.GivenUp, "channel 'light' is not set up in the gateway's notification settings"), (Single(bench).State, Single(bench).Reason));
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
        await Eventually.True(
            () =>
            {
                bench.Time.Advance(TimeSpan.FromSeconds(1));
                return stopping.IsCompleted;
            },
            "the stop");
        Assert.Equal(0, bench.Reports);
        Assert.Equal(DeliveryState.Waiting, Single(bench).State);
    }

    private static Site One(string channel) => NotificationBench.Site(NotificationBench.Policy with { Steps = [new(["anna"], [channel], AlarmSeverity.Low, [])] });

    private static DeliveryView Single(NotifierBench bench) => bench.Book.Messages.Values.Single().Deliveries.Single();

    private static int Expected(int attempt) => Math.Min(5 << attempt, 300);

    /// <summary>Whether something comes; where it is not expected a moment is waited for all the same, so that what comes too early is seen.</summary>
    private static async Task<bool> Soon(Func<bool> condition, bool expected)
    {
        if (expected)
        {
            await Eventually.True(condition, "the attempt that is due");
            return true;
        }

        await Task.Yield();
        return condition();
    }
}
