using System.Globalization;

namespace EdgeStock.Gateway.Reports;

/// <summary>Instants as the site's clocks show them; in the hour that comes twice a year with its distance from UTC.</summary>
/// <param name="timeZone">Name of the site's time zone.</param>
internal sealed class ClockText(string timeZone)
{
    private readonly TimeZoneInfo zone = Operations.ExportRange.Zone(timeZone);

    /// <summary>To the minute; a dash for none.</summary>
    public string Minute(DateTimeOffset? at) => at is { } instant ? Text(instant, "yyyy-MM-dd HH:mm") : "–";

    /// <summary>To the second.</summary>
    public string Second(DateTimeOffset at) => Text(at, "yyyy-MM-dd HH:mm:ss");

    /// <summary>The day alone.</summary>
    public string Day(DateTimeOffset at) => Local(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The time as the site's clocks show it.</summary>
    public DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone);

    private string Text(DateTimeOffset at, string format)
    {
        var local = Local(at);
        return local.ToString(zone.IsAmbiguousTime(local.DateTime) ? format + " zzz" : format, CultureInfo.InvariantCulture);
    }
}
