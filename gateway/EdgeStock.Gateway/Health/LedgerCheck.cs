using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EdgeStock.Gateway.Health;

/// <summary>Whether the ledger can be written, and whether its last entries held when the gateway started.</summary>
internal sealed class LedgerCheck(Board board) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        var now = board.Current;
        return Task.FromResult(
            now.Fault is { } fault ? HealthCheckResult.Unhealthy(fault.Says)
            : now.BrokenTail is { } problem ? HealthCheckResult.Unhealthy($"{problem}: run 'edgestock verify', and restore a backup that verifies")
            : now.IsSpaceShort ? HealthCheckResult.Degraded("the disk is short of room: climate minutes are not kept, stock and alarms are")
            : HealthCheckResult.Healthy("can be written"));
    }
}
