using EdgeStock.Gateway.Notifying;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EdgeStock.Gateway.Health;

/// <summary>Whether notify.yml could be used, and whether the outward heartbeat arrives.</summary>
internal sealed class NotifyCheck(NotifyStart start, IServiceProvider services) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) => Task.FromResult(Look());

    private HealthCheckResult Look()
    {
        if (start.Fault is { } wrong)
        {
            return HealthCheckResult.Degraded($"nobody is told of alarms by this gateway: {wrong}");
        }

        var heartbeat = services.GetService<OutwardHeartbeat>()?.Counts;
        return heartbeat is { Fault: { } fault }
            ? HealthCheckResult.Degraded(FormattableString.Invariant($"the outward heartbeat does not arrive ({fault}); {heartbeat.Failed} failed, {heartbeat.Withheld} withheld, {heartbeat.Sent} arrived"))
            : HealthCheckResult.Healthy(heartbeat is null ? start.Ways() : FormattableString.Invariant($"{start.Ways()}; {heartbeat.Sent} heartbeats arrived, {heartbeat.Failed} failed, {heartbeat.Withheld} withheld"));
    }
}
