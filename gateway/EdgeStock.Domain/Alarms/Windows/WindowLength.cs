namespace EdgeStock.Domain;

/// <summary>How long an alarm may be suppressed by design.</summary>
public static class WindowLength
{
    /// <summary>A planned defrost of a freezer is over in this time; what lasts longer is no defrost.</summary>
    private static readonly TimeSpan LongestDefrost = TimeSpan.FromMinutes(30);

    /// <summary>Why a stretch is too short or too long; null when it is neither.</summary>
    public static string? Wrong(Site site, AlarmName alarm, TimeSpan length)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(alarm);
        var freezer = site.ClimatePoints.Any(p => StorageClasses.Of(site, p) == StorageClass.Frozen && MaintenanceWindow.IsOf(alarm, p.Id));
        return AlarmDesk.WrongTime(
            length.TotalMinutes, freezer ? LongestDefrost : site.Alarms.LongestSuppression, "suppressed",
            freezer ? "a freezer's planned defrost is shorter; for maintenance take the alarm out of service ('edgestock alarm out-of-service')" : "for longer take it out of service ('edgestock alarm out-of-service')");
    }
}
