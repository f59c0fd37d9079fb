using EdgeStock.Gateway.Operations;
using EdgeStock.Wire;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EdgeStock.Gateway.Health;

/// <summary>Whether there is a backup that can be gone back to, not older than two nights.</summary>
internal sealed class BackupCheck(NightlyBackup backups, GatewayOptions options, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan TooOld = TimeSpan.FromHours(50);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) => Task.FromResult(Judge(backups.State, time.GetUtcNow(), options.BackupsPath));

    /// <summary>What the state of the backups means now.</summary>
    internal static HealthCheckResult Judge(BackupState state, DateTimeOffset now, string folder)
    {
        var last = state.LastGood is { } good ? $"last good one {LineCodec.Format(good.At)}, entry {good.Seq}" : "there is none yet";
        return state.LedgerDamaged ? HealthCheckResult.Unhealthy($"ledger damaged: {state.Failure}")
            : state.Failure is { } failure ? HealthCheckResult.Degraded($"the last try failed: {failure}; {last}")
            : state.LastGood is null ? HealthCheckResult.Healthy($"none in {folder} yet: the first is made within minutes")
            : now - state.LastGood.At > TooOld ? HealthCheckResult.Degraded($"{last}, in {folder}: make one with 'edgestock backup --out {folder}', and see the log")
            : HealthCheckResult.Healthy($"{last}, in {folder}");
    }
}
