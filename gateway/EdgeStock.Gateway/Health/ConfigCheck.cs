using EdgeStock.Gateway.Operations;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EdgeStock.Gateway.Health;

/// <summary>Whether the gateway started with its own site file, or had to go on with the last good one.</summary>
internal sealed class ConfigCheck(SiteStart start, Board board) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) => Task.FromResult(
        start.Fault is { } fault && ReferenceEquals(board.Current.Site, start.InForce.Site)
            ? HealthCheckResult.Degraded($"the site file was wrong at the start, the one before is in force: {fault.ReplaceLineEndings(" ")}")
            : HealthCheckResult.Healthy($"{board.Current.Site.Id}, {board.Current.Site.Bins.Count} bins"));
}
