using EdgeStock.Gateway.Publishing;
using EdgeStock.Mqtt;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EdgeStock.Gateway.Health;

/// <summary>Whether the broker can be reached. Without it the gateway goes on, and its events wait in the ledger.</summary>
internal sealed class BrokerCheck(Publisher publisher) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) => Task.FromResult(
        publisher.Status is { State: BrokerState.Online }
            ? HealthCheckResult.Healthy("online")
            : HealthCheckResult.Degraded($"{publisher.Status.State.ToString().ToLowerInvariant()}: {publisher.Status.Reason ?? "not reached yet"}; events wait in the ledger"));
}
