using EdgeStock.Domain;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EdgeStock.Gateway.Health;

/// <summary>Devices that are down or silent.</summary>
internal sealed class DevicesCheck(Board board) : IHealthCheck
{
    private const int Named = 8;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        var now = board.Current;
        var away = now.Projection.Devices.Values.Where(d => d.State != DeviceState.Up).ToList();
        return Task.FromResult(away.Count == 0
            ? HealthCheckResult.Healthy($"all {now.Site.Devices.Count} answer")
            : HealthCheckResult.Degraded(
                $"{away.Count} of {now.Site.Devices.Count} do not answer: {string.Join(", ", away.Take(Named).Select(d => $"{d.Device} {d.State.ToString().ToLowerInvariant()}"))}{(away.Count > Named ? ", …" : "")}"));
    }
}
