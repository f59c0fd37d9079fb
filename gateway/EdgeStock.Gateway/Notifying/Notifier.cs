using EdgeStock.Domain;

namespace EdgeStock.Gateway.Notifying;

/// <summary>
/// Sends what the ledger says is due, and reports what came of it. It looks at what is committed and at nothing else, so nothing goes out before
/// its entry stands, and after a restart it goes on with what is open. Between a channel's yes and the commit that says so, a kill lets the
/// message go again, under the same id.
/// </summary>
/// <param name="report">Gives the writer what came of an attempt.</param>
internal sealed class Notifier(
    Board board, IEnumerable<INotificationChannel> channels, INotificationLinks? links, Func<Work, CancellationToken, ValueTask> report, TimeProvider time, ILogger<Notifier> log) : BackgroundService
{
    /// <summary>A channel that hangs must not keep the others waiting.</summary>
    private const int MostByChannel = 4;

    private static readonly TimeSpan LongestAttempt = TimeSpan.FromSeconds(60);

    /// <summary>What is under way at a stop may end; the host gives all its parts ten seconds together.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);

    private readonly Dictionary<string, INotificationChannel> channels = channels.ToDictionary(c => c.Name, StringComparer.Ordinal);
    private readonly Dictionary<DeliveryKey, DeliveryCourse> courses = [];
    private readonly CancellationTokenSource abort = new();

    public override void Dispose()
    {
        abort.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            Snapshot? seen = null;
            while (true)
            {
                // The writer puts up a sheet each second: no timer is needed for what waits.
                seen = await board.NextAsync(seen, stoppingToken);
                Begin();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await EndAsync();
        }
    }

    /// <summary>Begins every attempt whose time has come.</summary>
    private void Begin()
    {
        // An attempt is over only when its report is shown: so the sheet is taken after the look at what is over, and an open delivery on it is open.
        foreach (var course in courses.Values.Where(c => c.Running is { IsCompleted: true }))
        {
            course.Running = null;
        }

        var sheet = board.Current;
        var open = sheet.Projection.Notifications.Messages.Values
            .SelectMany(m => m.Deliveries.Where(d => d.IsOpen()).Select(d => (Key: new DeliveryKey(m.Id, d.Recipient, d.Channel), Message: m, Delivery: d))).OrderBy(o => o.Message.At).ToList();
        foreach (var gone in courses.Where(c => c.Value.Running is null).Select(c => c.Key).Except(open.Select(o => o.Key)).ToList())
        {
            courses.Remove(gone);
        }

        foreach (var (key, message, delivery) in open)
        {
            if (!courses.TryGetValue(key, out var course))
            {
                courses.Add(key, course = DeliveryCourse.After(delivery.Attempts));
            }

            if (course.IsReady(time) && courses.Count(c => c.Key.Channel == key.Channel && c.Value.Running is not null) < MostByChannel)
            {
                course.Begin();
                course.Running = AttemptAsync(key, course, NotificationTexts.Message(sheet, message, delivery, links), delivery.State == DeliveryState.Waiting);
            }
        }
    }

    /// <summary>One attempt, and its report.</summary>
    /// <param name="isFirst">No failure of it stands in the ledger yet.</param>
    private async Task AttemptAsync(DeliveryKey key, DeliveryCourse course, NotificationMessage message, bool isFirst)
    {
        var (outcome, reason, asked) = await SendAsync(key, message);
        switch (outcome)
        {
            case null:
                // Cut off by a stop.
                return;
            case DeliveryOutcome.Failed:
                course.Fail(time, asked);
                if (isFirst)
                {
                    log.DeliveryFails(key.Notification, key.Recipient, key.Channel, reason!);
                }

                break;
            case DeliveryOutcome.Refused:
                course.Settle();
                log.DeliveryRefused(key.Notification, key.Recipient, key.Channel, reason!);
                break;
            default:
                course.Settle();
                log.DeliverySent(key.Notification, key.Recipient, key.Channel, course.Attempts);
                break;
        }

        if (outcome != DeliveryOutcome.Failed || isFirst)
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            try
            {
                await report(new DeliveryWork(key, outcome.Value, course.Attempts, reason, done), abort.Token);
                await done.Task.WaitAsync(abort.Token);
            }
            catch (OperationCanceledException) when (abort.IsCancellationRequested)
            {
                // Cut off by a stop while the ledger could not be written.
            }
        }
    }

    /// <summary>Gives a message to its channel.</summary>
    /// <returns>What came of it, why it did not go, and how long the receiver asks to be left alone; no outcome when a stop cut it off.</returns>
    private async Task<(DeliveryOutcome? Outcome, string? Reason, TimeSpan? RetryAfter)> SendAsync(DeliveryKey key, NotificationMessage message)
    {
        if (!channels.TryGetValue(key.Channel, out var channel))
        {
            // A file that is mended, and a restart, bring it: what waits is tried again then.
            return (DeliveryOutcome.Failed, $"channel '{key.Channel}' is not set up in the gateway's notification settings", null);
        }

        using var longest = new CancellationTokenSource(LongestAttempt, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(longest.Token, abort.Token);
        try
        {
            await channel.SendAsync(message, either.Token);
            return (DeliveryOutcome.Sent, null, null);
        }
        catch (NotificationRefusedException e)
        {
            return (DeliveryOutcome.Refused, e.Message, null);
        }
        catch (NotificationFailedException e)
        {
            return (DeliveryOutcome.Failed, e.Message, e.RetryAfter);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            return abort.IsCancellationRequested ? (null, null, null) : (DeliveryOutcome.Failed, FormattableString.Invariant($"no answer within {LongestAttempt.TotalSeconds:0} s"), null);
        }
#pragma warning disable CA1031 // a named place (the notifier): whatever a channel meets, the others go on and the failure is told
        catch (Exception e)
#pragma warning restore CA1031
        {
            log.ChannelBroken(key.Channel, e);
            return (DeliveryOutcome.Failed, $"the channel failed: {e.Message}", null);
        }
    }

    /// <summary>Lets what is under way end and be committed; what takes longer is cut off.</summary>
    private async Task EndAsync()
    {
        var all = Task.WhenAll(courses.Values.Select(c => c.Running).OfType<Task>());
        try
        {
            await all.WaitAsync(Grace, time);
        }
        catch (TimeoutException)
        {
            log.LeftUnderWay(courses.Values.Count(c => c.Running is { IsCompleted: false }));
            await abort.CancelAsync();
            await all.WaitAsync(Grace, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
