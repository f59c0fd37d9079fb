using EdgeStock.Gateway.Operations;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EdgeStock.Gateway.Health;

/// <summary>Room left on the disk that holds the ledger.</summary>
internal sealed class DiskCheck(GatewayOptions options) : IHealthCheck
{
    private const long Megabyte = 1024 * 1024;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        if (DiskSpace.Of(options.Data) is not var (free, size))
        {
            return Task.FromResult(HealthCheckResult.Degraded($"the room on the disk of {options.Data} cannot be told"));
        }

        var says = FormattableString.Invariant($"{free / Megabyte} MB free");
        return Task.FromResult(
            free < DiskSpace.Little(size) / 16 ? HealthCheckResult.Unhealthy($"{says}: the ledger will soon not be written; make room on the disk of {options.Data}")
            : free < DiskSpace.Little(size) ? HealthCheckResult.Degraded($"{says}: make room on the disk of {options.Data}")
            : HealthCheckResult.Healthy(says));
    }
}
