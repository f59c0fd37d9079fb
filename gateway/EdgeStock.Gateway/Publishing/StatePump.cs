using EdgeStock.Domain;
using EdgeStock.Mqtt;

namespace EdgeStock.Gateway.Publishing;

/// <summary>
/// Retained state on one link: everything once, then what differs from what this link has published. State is coalesced by nature:
/// a slow broker sees fewer steps, never a wrong last one.
/// </summary>
internal sealed class StatePump(Board board, Payloads payloads, TimeProvider time, ILogger log)
{
    /// <summary>How often a device's last-seen time is refreshed though its state stands.</summary>
    private static readonly TimeSpan Refresh = TimeSpan.FromMinutes(1);

    /// <summary>Publishes until the link ends or <paramref name="stop"/> fires.</summary>
    public async Task RunAsync(IBrokerLink link, CancellationToken stop)
    {
        Snapshot? sent = null;
        var cover = new CoverPump(payloads);
        var minutes = new Dictionary<string, (ClimateMinute Minute, DateTimeOffset At, bool IsStale)>(StringComparer.Ordinal);
        DateTimeOffset refreshed = default;
        while (!stop.IsCancellationRequested)
        {
            var next = await board.NextAsync(sent, stop);
            var refresh = next.AsOf - refreshed >= Refresh || next.AsOf < refreshed;
            refreshed = refresh ? next.AsOf : refreshed;

            var messages = new List<MqttMessage>();
            var newSite = !ReferenceEquals(sent?.Site, next.Site);
            if (newSite)
            {
                messages.Add(payloads.Info(next.Site));
            }

            if (next.Checkpoint is { } checkpoint && !ReferenceEquals(sent?.Checkpoint, checkpoint))
            {
                messages.Add(payloads.Checkpoint(checkpoint));
            }

            // Each link takes back again what is gone: the broker may have kept it over an outage.
            messages.AddRange(Changed(sent?.Projection.Removed, next.Projection.Removed).Select(payloads.Gone));
            messages.AddRange(Changed(newSite ? null : sent?.Projection.Alarms, next.Projection.Alarms).Where(a => sent is null || a.Stands() || sent.Projection.Alarms.GetValueOrDefault(a.Name.Id)?.Stands() == true).Select(payloads.Alarm));
            messages.AddRange(Changed(newSite ? null : sent?.Projection.Bins, next.Projection.Bins).Select(b => payloads.Bin(next.Site, b)));
            messages.AddRange(Changed(refresh || newSite ? null : sent?.Projection.Devices, next.Projection.Devices)
                .Select(d => payloads.Device(next.Site, d, next.Hearing.TryGetValue(d.Device, out var seen) ? seen : null)));
            foreach (var minute in next.Minutes)
            {
                // The first minute of a point is shown while it fills, once; later ones when they close.
                var known = minutes.TryGetValue(minute.Point, out var last);
                var point = next.Site.ClimatePoints.First(p => p.Id == minute.Point);
                var shown = ClimateShown.Of(next, point, minute);
                if (!known || newSite || last.Minute.Minute != minute.Minute || last.IsStale != shown.IsStale || Judged(sent, next, minute.Point))
                {
                    minutes[minute.Point] = (minute, next.AsOf, shown.IsStale);
                    messages.Add(payloads.Climate(point, minute, next.Projection, shown));
                }
            }

            messages.AddRange(cover.Changed(next));
            foreach (var some in messages.Chunk(Math.Max(1, link.Window / 4)))
            {
                await Task.WhenAll(some.Select(m => PublishAsync(link, m, stop)));
            }

            sent = next;
        }
    }

    /// <summary>Says once a minute that the gateway lives, and at once when its ledger cannot be written, or can again.</summary>
    public async Task BeatAsync(IBrokerLink link, OutboxMark outbox, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), time);
        DateTimeOffset? behindSince = null;
        Task<bool>? minute = null;
        while (true)
        {
            var (now, sheet) = (time.GetUtcNow(), board.Current);
            var waiting = sheet.Head.Seq - outbox.Seq;
            behindSince = waiting > 0 ? behindSince ?? now : null;
            await PublishAsync(link, payloads.Heartbeat(now, waiting, now - behindSince, sheet.Counters, Clock.State, sheet.LedgerState), stop);

            minute ??= timer.WaitForNextTickAsync(stop).AsTask();
            using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
            await Task.WhenAny(minute, UntilOtherAsync(sheet.LedgerState, over.Token));
            await over.CancelAsync();
            stop.ThrowIfCancellationRequested();
            minute = minute.IsCompleted ? null : minute;
        }
    }

    private async Task UntilOtherAsync(string ledgerState, CancellationToken stop)
    {
        Snapshot? seen = null;
        do
        {
            seen = await board.NextAsync(seen, stop);
        }
        while (seen.LedgerState == ledgerState);
    }

    private async Task PublishAsync(IBrokerLink link, MqttMessage message, CancellationToken stop)
    {
        var ack = await link.PublishAsync(message, stop);
        if (!ack.IsAccepted)
        {
            log.StateRefused(message.Topic, ack.Reason);
        }
    }

    private static IEnumerable<T> Changed<T>(IReadOnlyDictionary<string, T>? before, IReadOnlyDictionary<string, T> after)
        where T : class => ReferenceEquals(before, after) ? [] : after.Where(p => before is null || !ReferenceEquals(before.GetValueOrDefault(p.Key), p.Value)).Select(p => p.Value);

    private static bool Judged(Snapshot? before, Snapshot after, string point) =>
        before is not null && !ReferenceEquals(before.Projection.Climate, after.Projection.Climate)
        && after.Projection.Climate.Any(c => c.Value.Point == point && !ReferenceEquals(before.Projection.Climate.GetValueOrDefault(c.Key), c.Value));
}
