using System.Text.Json;
using EdgeStock.Gateway.Health;
using EdgeStock.Wire;

namespace EdgeStock.Gateway.Notifying;

/// <summary>
/// A dead man's switch: tells somebody outside that this gateway lives, and only while it does. When the writer hangs, the ledger cannot be
/// written or the machine is gone, it goes silent, and whoever waits for it notices.
/// </summary>
internal sealed class OutwardHeartbeat(HeartbeatSettings heartbeat, Board board, OutboxMark outbox, TimeProvider time, ILogger<OutwardHeartbeat> log) : BackgroundService
{
    private readonly HttpClient http = Outward.Client(heartbeat.Trust, heartbeat.Timeout);

    /// <summary>How often it arrived, did not, and was not sent because the gateway was not well.</summary>
    public HeartbeatCounts Counts { get; private set; } = new(0, 0, 0, null);

    /// <summary>Why none should be sent; null while the gateway does its work.</summary>
    internal static string? Objection(Snapshot sheet, DateTimeOffset now) =>
        now - sheet.AsOf > WriterCheck.Patience ? FormattableString.Invariant($"the writer has taken nothing for {(now - sheet.AsOf).TotalSeconds:0} s")
        : sheet.Fault is { } fault ? $"the ledger cannot be written: {fault.Says}" : null;

    /// <summary>What it says.</summary>
    internal static byte[] Body(Snapshot sheet, long acknowledgedByBroker) => JsonSerializer.SerializeToUtf8Bytes(
        new HeartbeatBody(
            sheet.Site.Id, sheet.Site.Gateway, LineCodec.Format(sheet.AsOf), new(sheet.Head.Seq, sheet.Head.HexHash),
            sheet.Projection.Alarms.Values.Count(a => a.IsUnacknowledged()), sheet.Head.Seq - acknowledgedByBroker),
        JsonSerializerOptions.Web);

    /// <inheritdoc/>
    public override void Dispose()
    {
        http.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(heartbeat.Every, time);
        try
        {
            do
            {
                await BeatAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped: from now on its silence is true.
        }
    }

    private async Task BeatAsync(CancellationToken stop)
    {
        var sheet = board.Current;
        if (Objection(sheet, time.GetUtcNow()) is { } wrong)
        {
            Note(Counts with { Withheld = Counts.Withheld + 1, Fault = wrong }, log.HeartbeatWithheld);
            return;
        }

        try
        {
            using var body = new ByteArrayContent(Body(sheet, outbox.Seq));
            body.Headers.ContentType = new("application/json");
            using var response = await http.PostAsync(heartbeat.Url, body, stop);
            if (response.IsSuccessStatusCode)
            {
                Note(Counts with { Sent = Counts.Sent + 1, Fault = null }, log.HeartbeatFailed);
            }
            else
            {
                Note(Counts with { Failed = Counts.Failed + 1, Fault = FormattableString.Invariant($"answers {(int)response.StatusCode}") }, log.HeartbeatFailed);
            }
        }
        catch (Exception e) when (Outward.Failure(e, heartbeat.Timeout, stop) is not null)
        {
            Note(Counts with { Failed = Counts.Failed + 1, Fault = Outward.Failure(e, heartbeat.Timeout, stop) }, log.HeartbeatFailed);
        }
    }

    /// <summary>Logs where a fault begins and where it ends.</summary>
    private void Note(HeartbeatCounts counts, Action<string> begins)
    {
        var before = Counts;
        Counts = counts;
        if (counts.Fault is { } fault && before.Fault is null)
        {
            begins(fault);
        }
        else if (counts.Fault is null && (before.Fault is not null || before.Sent == 0))
        {
            log.HeartbeatArrives();
        }
    }

    private sealed record HeartbeatBody(string Site, string Gateway, string At, HeartbeatHead LedgerHead, int Unacknowledged, long OutboxDepth);

    private sealed record HeartbeatHead(long Seq, string Hash);
}
