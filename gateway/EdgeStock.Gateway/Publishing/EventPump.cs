using EdgeStock.Ledger;
using EdgeStock.Mqtt;

namespace EdgeStock.Gateway.Publishing;

/// <summary>
/// The ledger's entries to the broker, in order, on one link. The outbox is no queue but a cursor over the ledger: entries after it are
/// published, and it moves to the last of those acknowledged without a gap. What the link loses is read from the ledger again.
/// </summary>
internal sealed class EventPump(string ledgerPath, Board board, OutboxMark outbox, Payloads payloads, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan RefusedPause = TimeSpan.FromSeconds(5);

    /// <summary>Entries that the broker took though nobody subscribes to their topic: they reached no one.</summary>
    public long Unheard { get; private set; }

    /// <summary>Publishes until the link ends; when <paramref name="stop"/> fires, until nothing committed is left or the broker refuses.</summary>
    public async Task RunAsync(IBrokerLink link, CancellationToken stop)
    {
        using var ledger = LedgerReader.Open(ledgerPath);
        var cursor = outbox.Seq;
        var previous = HashAt(ledger, cursor);
        var inFlight = new Queue<(LedgerEntry Entry, Task<PubAck> Answer)>();
        Snapshot? seen = null;

        // Half the window: beyond the whole of it calls wait, and the waiting are not kept in order. State takes a quarter.
        var most = Math.Max(1, link.Window / 2);
        while (true)
        {
            var stopping = stop.IsCancellationRequested;
            foreach (var entry in ledger.After(cursor, most - inFlight.Count))
            {
                // Order on the link is the order of these calls. The link's end ends the wait.
                inFlight.Enqueue((entry, link.PublishAsync(payloads.Event(entry, previous, time.GetUtcNow(), Clock.State), CancellationToken.None)));
                (cursor, previous) = (entry.Seq, entry.Hash);
            }

            if (inFlight.Count == 0)
            {
                if (stopping)
                {
                    return;
                }

                var next = board.NextAsync(seen, stop);
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                seen = next.IsCompletedSuccessfully ? await next : seen;
            }
            else if (!await SettleAsync(inFlight))
            {
                // Behind a refused entry nothing may be marked as delivered: go back to the mark and begin again from there.
                await Drain(inFlight);
                if (stop.IsCancellationRequested)
                {
                    return;
                }

                cursor = outbox.Seq;
                previous = HashAt(ledger, cursor);
                await Task.Delay(RefusedPause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Waits for the oldest answer and takes all that are there.</summary>
    /// <returns>False when the broker refused the oldest for now.</returns>
    private async Task<bool> SettleAsync(Queue<(LedgerEntry Entry, Task<PubAck> Answer)> inFlight)
    {
        do
        {
            var (entry, answer) = inFlight.Peek();
            var ack = await answer;
            if (ack.HadNoSubscriber)
            {
                Unheard++;
            }
            else if (ack.Reason is 0x90 or 0x95 or 0x99)
            {
                // Topic, size or format can never be taken: holding the outbox for it would silence everything behind.
                log.PublishImpossible(entry.Seq, ack.Reason);
            }
            else if (!ack.IsAccepted)
            {
                log.PublishRefused(entry.Seq, ack.Reason);
                return false;
            }

            inFlight.Dequeue();
            outbox.Seq = entry.Seq;
        }
        while (inFlight.Count > 0 && inFlight.Peek().Answer.IsCompleted);
        return true;
    }

    private static async Task Drain(Queue<(LedgerEntry Entry, Task<PubAck> Answer)> inFlight)
    {
        while (inFlight.TryDequeue(out var waiting))
        {
            await ((Task)waiting.Answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static byte[] HashAt(LedgerReader ledger, long seq) => seq <= ledger.Base.Seq ? ledger.Base.Hash : ledger.After(seq - 1, 1)[0].Hash;
}
