using Microsoft.Extensions.Logging;

namespace EdgeStock.Mqtt;

/// <summary>
/// Keeps a link to the broker: probes, connects, hands the link to its user, and begins again with a new link when it ends.
/// A refusal (a wrong password, say) is retried like an outage: the next attempt may find it corrected.
/// </summary>
/// <param name="door">The broker.</param>
/// <param name="will">The last will of the next attempt; asked anew for each, so that it can carry a session number.</param>
/// <param name="online">
/// Uses a link until its token fires, and returns then; returning earlier has the link made anew. The token fires when the link has
/// ended, and when a stop is asked for: in that case the link still stands and takes the last messages. What was not acknowledged is
/// the user's to send again on the next link.
/// </param>
/// <param name="time">Clock of the waits.</param>
/// <param name="log">Where an outage's begin and end are said, once each.</param>
/// <param name="jitterSeed">Seed of the waits between attempts, different for each gateway.</param>
public sealed class BrokerSession(BrokerDoor door, Func<Will?> will, Func<IBrokerLink, CancellationToken, Task> online, TimeProvider time, ILogger log, int jitterSeed)
{
    /// <summary>How long the last messages may take when a stop is asked for.</summary>
    public static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(5);

    /// <summary>
    /// A link must have stood so long before the waits begin again at a second. Else a broker that accepts and soon drops would be
    /// hammered: another client with our id, or a mosquitto before 2.1 with max_queued_messages 0, which drops a client after any refused publish.
    /// </summary>
    public static readonly TimeSpan Settled = TimeSpan.FromSeconds(30);

    private readonly Backoff backoff = new(jitterSeed);
    private long outageBegan;
    private bool outage;
    private volatile BrokerStatus status = new(BrokerState.Offline, time.GetUtcNow(), null, 0);

    /// <summary>Where the session stands now.</summary>
    public BrokerStatus Status => status;

    /// <summary>Runs until a stop is asked for; then lets the user finish, disconnects in order and returns.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var reason = await AttemptAsync(stop);
            if (stop.IsCancellationRequested)
            {
                break;
            }

            Failed(reason);
            try
            {
                await Task.Delay(backoff.Next(), time, stop);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        Enter(BrokerState.Offline, "stopped");
    }

    private async Task<string> AttemptAsync(CancellationToken stop)
    {
        try
        {
            Enter(BrokerState.Probing, status.Reason);
            await door.Probe(stop);
            Enter(BrokerState.Connecting, status.Reason);
            await using var link = await door.Connect(will(), stop);
            return await UseAsync(link, stop);
        }
        catch (BrokerException e)
        {
            return e.Message;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return "stopped";
        }
    }

    private async Task<string> UseAsync(IBrokerLink link, CancellationToken stop)
    {
        Succeeded();
        var began = time.GetTimestamp();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = stop.Register(stopped.SetResult);

        var use = GuardAsync(link, over.Token);
        await Task.WhenAny(use, link.Completion, stopped.Task);
        if (time.GetElapsedTime(began) >= Settled)
        {
            backoff.Reset();
        }

        if (stop.IsCancellationRequested)
        {
            await DrainAsync(use, link);
        }

        await over.CancelAsync();
        await link.DisposeAsync();

        // the next link must not be used while the last one still is
        var fault = await use;
        return fault ?? await link.Completion;
    }

    private async Task DrainAsync(Task use, IBrokerLink link)
    {
        Enter(BrokerState.Draining, null);
        var limit = Task.Delay(DrainLimit, time);
        if (await Task.WhenAny(use, link.Completion, limit) == limit)
        {
            Log.DrainCutShort(log, door.Name, DrainLimit);
        }
    }

    /// <summary>The user's work; what it throws becomes a reason.</summary>
    private async Task<string?> GuardAsync(IBrokerLink link, CancellationToken over)
    {
        try
        {
            await online(link, over);
            return null;
        }
        catch (BrokerLostException)
        {
            // the link itself says why
            return null;
        }
        catch (BrokerException e)
        {
            return e.Message;
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            return null;
        }
#pragma warning disable CA1031 // the publisher session is one of the named places of a broad catch: the gateway goes on without its broker
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.PublisherFault(log, door.Name, e);
            return $"publishing failed: {e.Message}";
        }
    }

    private void Succeeded()
    {
        if (outage)
        {
            Log.OutageEnded(log, door.Name, time.GetElapsedTime(outageBegan), status.Attempts);
        }
        else
        {
            Log.Connected(log, door.Name);
        }

        outage = false;
        status = new(BrokerState.Online, time.GetUtcNow(), null, 0);
    }

    private void Failed(string reason)
    {
        if (!outage)
        {
            outage = true;
            outageBegan = time.GetTimestamp();
            Log.OutageBegan(log, door.Name, reason);
        }

        // a link that ended is no failed attempt
        var failed = status.State is BrokerState.Online ? 0 : 1;
        status = new(BrokerState.Offline, time.GetUtcNow(), reason, status.Attempts + failed);
    }

    private void Enter(BrokerState state, string? reason) => status = status with { State = state, Since = time.GetUtcNow(), Reason = reason };
}
