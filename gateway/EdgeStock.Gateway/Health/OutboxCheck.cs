using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EdgeStock.Gateway.Health;

/// <summary>Entries that the broker has not acknowledged.</summary>
internal sealed class OutboxCheck(Board board, OutboxMark outbox) : IHealthCheck
{
    private const long Many = 10_000;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        var waiting = board.Current.Head.Seq - outbox.Seq;
        return Task.FromResult(waiting < Many
            ? HealthCheckResult.Healthy($"{waiting} entries wait for the broker")
            : HealthCheckResult.Degraded($"{waiting} entries wait for the broker: central systems know nothing of them yet"));
    }
}
