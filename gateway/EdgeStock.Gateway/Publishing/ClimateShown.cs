using EdgeStock.Domain;

namespace EdgeStock.Gateway.Publishing;

/// <summary>What is shown of a climate point beside its own minute: the room's surfaces, and how far its values can be trusted.</summary>
/// <param name="Margin">How far its air is from wetting the coldest surface of its room; null where it has no dew point.</param>
/// <param name="Surface">The point at that surface; null where the air itself is coldest, or no surface is measured.</param>
/// <param name="IsOverdue">Its sensor should have been calibrated.</param>
/// <param name="IsStale">Nothing was heard of it for three intervals.</param>
internal sealed record ClimateShown(DewMargin? Margin, string? Surface, bool IsOverdue, bool IsStale)
{
    /// <summary>A surface's minute of so long before the air's is not of today's air.</summary>
    private static readonly TimeSpan SameAir = TimeSpan.FromMinutes(10);

    /// <summary>Where nothing but the minute is known.</summary>
    public static ClimateShown Nothing { get; } = new(null, null, false, false);

    /// <summary>Of a point on a sheet.</summary>
    public static ClimateShown Of(Snapshot sheet, ClimatePoint point, ClimateMinute minute)
    {
        var device = sheet.Site.Devices.FirstOrDefault(d => d.Id == point.Channels[0].Source.Split('/')[0]);
        var isOverdue = device?.CalibrationDue is { } due && minute.Minute >= sheet.Site.Calendar.StartOf(due.AddDays(1));
        var isStale = device is not null && sheet.Hearing.TryGetValue(device.Id, out var heard) && sheet.AsOf - heard > 3 * point.Channels.Max(c => c.Interval);
        var surfaces = sheet.Site.ClimatePoints.Where(p => p.Room == point.Room && p.Placement == ClimatePlacement.Surface)
            .Select(p => sheet.Minutes.FirstOrDefault(m => m.Point == p.Id && m.Temperature is not null && (m.Minute - minute.Minute).Duration() <= SameAir)).OfType<ClimateMinute>().ToList();
        var margin = point.Placement == ClimatePlacement.Air && minute is { Temperature: { } t, Humidity: { } h }
            ? DewMargin.Of(t.Mean, h.Mean, surfaces.Select(s => s.Temperature!.Mean).ToArray()) : null;
        return new(margin, margin?.Surface is { } at ? surfaces[at].Point : null, isOverdue, isStale);
    }

    /// <summary>How far the point's values can be trusted now, and why not wholly.</summary>
    public (Quality Quality, string? Reason) Trust(ClimateMinute minute, IReadOnlyCollection<ClimateView> channels)
    {
        var fault = channels.Select(c => c.Fault).Where(f => f != SensorFault.Ok).DefaultIfEmpty(SensorFault.Ok).MinBy(f => IsBad(f) ? 0 : 1);
        return IsBad(fault) ? (Quality.Bad, JsonFields.Lower(fault))
            : fault != SensorFault.Ok ? (Doubtful(minute), JsonFields.Lower(fault))
            : channels.Any(c => c.Doubt is not null) ? (Doubtful(minute), "disagrees")
            : IsOverdue ? (Doubtful(minute), "calibrationOverdue")
            : IsStale ? (Doubtful(minute), "stale")
            : (minute.Quality, null);
    }

    /// <summary>There is no value, or none that means anything; otherwise there is one that may be right.</summary>
    private static bool IsBad(SensorFault fault) => fault is SensorFault.Silent or SensorFault.Implausible;

    private static Quality Doubtful(ClimateMinute minute) => minute.Quality == Quality.Bad ? Quality.Bad : Quality.Uncertain;
}
