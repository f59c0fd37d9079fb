using EdgeStock.Domain;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EdgeStock.Gateway.Health;

/// <summary>Whether people are told of alarms, and whether the messages arrive.</summary>
internal sealed class NotificationsCheck(Board board) : IHealthCheck
{
    private const int Named = 4;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) => Task.FromResult(Judge(board.Current.Site, board.Current.Projection));

    /// <summary>What the messages say now.</summary>
    internal static HealthCheckResult Judge(Site site, Projection projection)
    {
        var book = projection.Notifications;
        if (!site.Notifications.TellsAnybody())
        {
            return HealthCheckResult.Healthy("nobody is told of alarms by a message: the site file names no 'notifications'");
        }

        var failing = book.Messages.Values.SelectMany(m => m.Deliveries.Where(d => d.State == DeliveryState.Failing || (d.State == DeliveryState.GivenUp && m.StillAsks(projection.Alarms))).Select(d => $"{m.Id} to {d.Recipient} by {d.Channel}")).ToList();
        return failing.Count == 0
            ? HealthCheckResult.Healthy($"{book.Messages.Values.Sum(m => m.Deliveries.Count(d => d.IsOpen()))} messages under way")
            : HealthCheckResult.Degraded($"{failing.Count} do not arrive: {string.Join(", ", failing.Take(Named))}{(failing.Count > Named ? ", …" : "")}: see 'edgestock notify list'");
    }
}
