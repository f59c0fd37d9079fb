using System.Globalization;
using EdgeStock.Domain;

namespace EdgeStock.Gateway.Operations;

/// <summary>Calibrations in words.</summary>
internal static class CalibrationWords
{
    /// <summary>Which values are in doubt, and what to do about it.</summary>
    public static string Of(CalibrationDoubt doubt, TimeZoneInfo zone)
    {
        var (found, until) = (doubt.To.Calibration!.AsFound!, Day(doubt.To, zone));
        return Say($"{doubt.To.Device} was found {Figures(found)} off on {until}: its values from {(doubt.From is { } from ? At(from, zone) : "the beginning")} to then are in doubt by as much; judge excursions of that time again");
    }

    /// <summary>Two figures, each with its sign.</summary>
    public static string Figures(ClimateFigures? f) => f is null ? "-" : Say($"{f.Temperature:+0.0##;-0.0##;0.0} °C, {f.Humidity:+0.0##;-0.0##;0.0} %");

    /// <summary>An uncertainty.</summary>
    public static string Uncertainty(ClimateFigures? f) => f is null ? "-" : Say($"{f.Temperature:0.0##} °C, {f.Humidity:0.0##} %");

    /// <summary>An instant of the site's clock.</summary>
    public static string At(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Day(CalibrationRecorded e, TimeZoneInfo zone) => e.Calibration?.Date is { } day ? Today.Text(day) : At(e.At, zone);

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
