using EdgeStock.Domain;

namespace EdgeStock.Gateway.Operations;

/// <summary>A kept minute of a climate point with what follows from it.</summary>
/// <param name="RawTemperature">Mean in °C as the sensor said it, before the calibration then in force; likewise humidity in %.</param>
/// <param name="Coverage">Share of the values expected in a minute, 0 to 1.</param>
/// <param name="DewPoint">In °C; null where humidity is not measured.</param>
internal sealed record MinuteRow(
    DateTimeOffset At, MilliSpan? Temperature, double? RawTemperature, MilliSpan? Humidity, double? RawHumidity, Quality Quality, double Coverage, double? DewPoint)
{
    /// <summary>Of a stored minute.</summary>
    public static MinuteRow Of(StoredMinute minute, ClimatePoint point, CalibrationHistory history)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(minute.Start);
        var offsets = history.OffsetsAt(at);
        var coverage = point.Channels.Min(c => c.Coverage((c.Quantity == Quantity.Temperature ? minute.Temperature : minute.Humidity)?.Samples ?? 0));
        var dew = minute is { Temperature: { } t, Humidity: { } h } ? EdgeStock.Domain.DewPoint.From(t.Mean / 1000.0, h.Mean / 1000.0) : null;
        return new(at, minute.Temperature, Raw(minute.Temperature, offsets.Temperature), minute.Humidity, Raw(minute.Humidity, offsets.Humidity), (Quality)minute.Quality, coverage, dew is { } d ? Math.Round(d, 2) : null);
    }

    private static double? Raw(MilliSpan? span, double offset) => span is { } s ? Math.Round((s.Mean / 1000.0) - offset, 3) : null;
}
