using System.Globalization;

namespace EdgeStock.Domain;

/// <summary>Decides about windows of maintenance that people plan.</summary>
internal static class WindowDesk
{
    private const int MostWindows = 500;

    private static readonly TimeSpan MostAhead = TimeSpan.FromDays(366);

    /// <summary>Plans a window.</summary>
    /// <param name="next">Sequence of the ledger's next entry.</param>
    public static Decision Plan(Site site, Projection projection, Instruct instruct, PlanWindow x, long next)
    {
        var now = instruct.Taken;
        if (AlarmDefinition.Of(LimitsInForce.Of(site, projection)).FirstOrDefault(d => d.Id == x.Alarm) is not { } definition)
        {
            return Decision.No($"this site has no alarm '{x.Alarm}': see 'edgestock alarm list --all'");
        }

        var wrong = definition.Name.Kind == AlarmKind.GatewayRestart ? "a restart of the gateway cannot be planned ahead: acknowledge it when it is told"
            : x.From < now ? $"--from {Utc(x.From)} is over: leave it out to suppress from now on"
            : x.From - now > MostAhead ? $"--from {Utc(x.From)} is more than {MostAhead.TotalDays:0} days ahead: plan it when it is nearer, or in the site file ('maintenance')"
            : projection.Windows.Count >= MostWindows ? $"{MostWindows} windows are planned already: put those that come again into the site file ('maintenance')"
            : WindowLength.Wrong(site, definition.Name, Length(x.Minutes)) ?? InstructionDesk.Wrong(x.Reason, "the reason");
        return wrong is not null ? Decision.No(wrong)
            : Decision.Of(new AlarmWindowPlanned(now, definition.Name, string.Create(CultureInfo.InvariantCulture, $"window-{next}"), x.From, x.From.AddMinutes(x.Minutes), x.Reason, instruct.By));
    }

    /// <summary>Takes a planned window back.</summary>
    public static Decision Unplan(Site site, Projection projection, Instruct instruct, UnplanWindow x)
    {
        if (projection.Windows.GetValueOrDefault(x.Window) is not { } window)
        {
            return Decision.No(site.Maintenance.Any(w => w.Id == x.Window)
                ? $"window '{x.Window}' stands in the site file: change it there ('maintenance'), and apply the file"
                : $"no window '{x.Window}' is planned: there {InstructionDesk.Are(projection.Windows.Keys)}");
        }

        return AlarmDefinition.Of(LimitsInForce.Of(site, projection)).FirstOrDefault(d => d.Id == window.Alarm) is { } definition
            ? Decision.Of(new AlarmWindowUnplanned(instruct.Taken, definition.Name, x.Window, instruct.By))
            : Decision.No($"the site has no alarm '{window.Alarm}' any more: its window goes when its time is over");
    }

    /// <summary>Minutes that somebody gave; what is beyond all limits stays so.</summary>
    internal static TimeSpan Length(double minutes) => double.IsFinite(minutes) ? TimeSpan.FromMinutes(Math.Clamp(minutes, 0, 1e7)) : TimeSpan.Zero;

    private static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
