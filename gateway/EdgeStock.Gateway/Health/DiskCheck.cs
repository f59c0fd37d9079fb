using EdgeStock.Gateway.Operations;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EdgeStock.Gateway.Health;

/// <summary>Room left on the disk that holds the ledger.</summary>
internal sealed class DiskCheck(GatewayOptions options) : IHealthCheck
{
    private const long Little = 256L * 1024 * 1024;
    private const long Hardly = 16L * 1024 * 1024;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        long free;
        try
        {
            free = new DriveInfo(Path.GetFullPath(options.Data)).AvailableFreeSpace;
        }
        catch (IOException e)
        {
            return Task.FromResult(HealthCheckResult.Degraded($"the room on the disk of {options.Data} cannot be told: {e.Message}"));
        }

        var says = FormattableString.Invariant($"{free / 1024 / 1024} MB free");
        return Task.FromResult(
            free < Hardly ? HealthCheckResult.Unhealthy($"{says}: the ledger will soon not be written; make room")
            : free < Little ? HealthCheckResult.Degraded($"{says}: make room on the disk of {options.Data}")
            : HealthCheckResult.Healthy(says));
    }
}
