using EdgeStock.Gateway.Intake;
using EdgeStock.Wire;

namespace EdgeStock.Gateway.Notifying;

/// <summary>
/// Keeps a light on while somebody is wanted. It follows the board rather than messages: a light has no memory, so what counts is what
/// stands now, also after a restart of the gateway, of the host or of the light itself.
/// </summary>
internal sealed class AlarmLight(LightSettings light, Board board, Pipeline pipeline, TimeProvider time, ILogger<AlarmLight> log) : BackgroundService
{
    /// <summary>It is set again though nothing changed: somebody may have switched it by hand.</summary>
    internal static readonly TimeSpan Again = TimeSpan.FromMinutes(5);

    /// <summary>After a failure.</summary>
    internal static readonly TimeSpan Retry = TimeSpan.FromSeconds(30);

    private const string By = "gateway";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private string? set;
    private string hosts = "";
    private DateTimeOffset next;
    private bool failing;

    /// <summary>What the light should show.</summary>
    internal static string Wanted(LightSettings light, Snapshot now) =>
        now.Projection.Alarms.Values.Any(a => a.IsUnacknowledged() && a.Name.Severity >= light.Severity) ? light.Wanted : "off";

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Snapshot? seen = null;
        try
        {
            while (true)
            {
                seen = await board.NextAsync(seen, stoppingToken);
                var (wanted, connected, now) = (Wanted(light, seen), string.Join(',', seen.Counters.Hosts), time.GetUtcNow());

                // A host that came may have come with a light that is dark.
                if (wanted != set || connected != hosts || now >= next)
                {
                    hosts = connected;
                    await SetAsync(wanted, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The light stays as it is: an alarm is not over because the gateway stops.
        }
    }

    private async Task SetAsync(string wanted, CancellationToken stop)
    {
        var answer = new TaskCompletionSource<HostAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        await pipeline.SubmitAsync(new RequestWork(new DoLine(RequestId.Next("led", light.Device, By, time.GetUtcNow()), light.Device, "led", wanted), answer), stop);
        string? error;
        try
        {
            error = (await answer.Task.WaitAsync(Patience, time, stop)).Error;
        }
        catch (TimeoutException)
        {
            error = "its host does not answer";
        }

        next = time.GetUtcNow() + (error is null ? Again : Retry);
        if (error is not null && !failing)
        {
            log.LightFailed(light.Device, error);
        }
        else if (error is null && (failing || wanted != set))
        {
            log.LightSet(light.Device, wanted);
        }

        // What was not done is tried again when its time has come, not at each sheet.
        (failing, set) = (error is not null, wanted);
    }
}
