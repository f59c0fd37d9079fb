using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EdgeStock.Gateway.Health;

/// <summary>The firmware-hosts that are connected.</summary>
internal sealed class HostsCheck(Board board) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        var hosts = board.Current.Counters.Hosts;
        return Task.FromResult(hosts.Count > 0
            ? HealthCheckResult.Healthy(string.Join(", ", hosts))
            : HealthCheckResult.Degraded("no firmware-host is connected: nothing is measured"));
    }
}
