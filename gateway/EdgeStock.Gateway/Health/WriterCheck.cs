using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EdgeStock.Gateway.Health;

/// <summary>The one writer takes a tick each second; when none was taken for a while it hangs or has ended.</summary>
internal sealed class WriterCheck(Board board, TimeProvider time) : IHealthCheck
{
    /// <summary>So long a writer may take nothing, which takes a tick each second.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        var idle = time.GetUtcNow() - board.Current.AsOf;
        return Task.FromResult(idle <= Patience
            ? HealthCheckResult.Healthy("takes inputs")
            : HealthCheckResult.Unhealthy(FormattableString.Invariant($"has taken nothing for {idle.TotalSeconds:0} s: see the log, and restart the gateway")));
    }
}
