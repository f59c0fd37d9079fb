using System.Text.Json;
using EdgeStock.Ledger;
using EdgeStock.Mqtt;

namespace EdgeStock.Gateway.Publishing;

/// <summary>
/// What the broker sees of the gateway: a birth after every CONNACK and a last will, retained state, and the ledger's events.
/// Only what is committed reaches it, because it reads the ledger and the board, never the pipeline.
/// </summary>
internal sealed class Publisher : BackgroundService
{
    private readonly Board board;
    private readonly OutboxMark outbox;
    private readonly Payloads payloads;
    private readonly EventPump events;
    private readonly StatePump states;
    private readonly BrokerSession session;
    private readonly TimeProvider time;
    private readonly ILogger<Publisher> log;
    private long number;

    public Publisher(LedgerStore ledger, Board board, OutboxMark outbox, BrokerOptions broker, TimeProvider time, ILogger<Publisher> log)
    {
        (this.board, this.outbox, this.time, this.log) = (board, outbox, time, log);
        payloads = new(ledger.Identity, ledger.Epochs);
        events = new(ledger.Path, board, outbox, payloads, time, log);
        states = new(board, payloads, time, log);

        // The broker is outside the demonstration's scaled time: its waits are real ones.
        session = new(BrokerDoor.Mosquitto(broker, TimeProvider.System), NextWill, OnlineAsync, TimeProvider.System, log, HashCode.Combine(ledger.Identity.Site, ledger.Identity.Gateway));
    }

    /// <summary>Entries that the broker took though nobody subscribes to their topic.</summary>
    public long Unheard => events.Unheard;

    /// <summary>Where the link to the broker stands.</summary>
    public BrokerStatus Status => session.Status;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => session.RunAsync(stoppingToken);

    /// <summary>Each attempt is a session of its own; the number grows also over restarts, because it is the time.</summary>
    private Will NextWill()
    {
        number = Math.Max(number + 1, time.GetUtcNow().ToUnixTimeMilliseconds());
        return new(payloads.Away(number, "lost", null), DelaySeconds: 10);
    }

    private async Task OnlineAsync(IBrokerLink link, CancellationToken stop)
    {
        var since = time.GetUtcNow();
        var current = number;
        await link.SubscribeAsync(payloads.Topics.Status, 1, RetainHandling.DoNotSend, stop);
        await BirthAsync(link, current, since, stop);
        var publishing = events.RunAsync(link, stop);
        Task[] work = [publishing, states.RunAsync(link, stop), states.BeatAsync(link, outbox, stop), WatchAsync(link, current, since, stop)];
        try
        {
            await await Task.WhenAny(work);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopping, or the link has ended; what is committed still goes out if it can.
        }

        await publishing;
        if (stop.IsCancellationRequested && !link.Completion.IsCompleted)
        {
            if (board.Current.Checkpoint is { } last)
            {
                // Signed as the writer ended, perhaps after the state was published for the last time.
                await link.PublishAsync(payloads.Checkpoint(last), CancellationToken.None);
            }

            // In order, so that the will need not say it.
            await link.PublishAsync(payloads.Away(current, "shutdown", time.GetUtcNow()), CancellationToken.None);
        }

        await Task.WhenAll(work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>An older session's will can arrive after our birth: then the birth is said again. Our own goodbye carries our own number.</summary>
    private async Task WatchAsync(IBrokerLink link, long current, DateTimeOffset since, CancellationToken stop)
    {
        await foreach (var message in link.Inbound.ReadAllAsync(stop))
        {
            if (message.Topic == payloads.Topics.Status && IsOlderWill(message.Payload, current))
            {
                log.LateWill();
                await BirthAsync(link, current, since, stop);
            }
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, time, stop);
    }

    private async Task BirthAsync(IBrokerLink link, long current, DateTimeOffset since, CancellationToken stop)
    {
        var ack = await link.PublishAsync(payloads.Birth(current, since, board.Current.Head, Clock.State), stop);
        if (!ack.IsAccepted)
        {
            log.StateRefused(payloads.Topics.Status, ack.Reason);
        }
    }

    /// <summary>Whether a message on our status topic says that an older session than <paramref name="current"/> is gone; whatever else anybody writes there is not.</summary>
    internal static bool IsOlderWill(ReadOnlyMemory<byte> payload, long current)
    {
        try
        {
            using var json = JsonDocument.Parse(payload);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("online", out var online) && online.ValueKind == JsonValueKind.False
                && json.RootElement.TryGetProperty("session", out var session) && session.ValueKind == JsonValueKind.Number && session.TryGetInt64(out var number) && number < current;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
