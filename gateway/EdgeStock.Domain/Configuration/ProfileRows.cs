using System.Globalization;

namespace EdgeStock.Domain;

/// <summary>What a climate profile says, field by field, under the names of the site file.</summary>
public static class ProfileRows
{
    /// <summary>Everything that it limits; null where it does not.</summary>
    public static IReadOnlyList<(string Field, string? Value)> Of(ClimateProfile p) =>
    [
        ("temperature low_low", Number(p.OuterLow)), ("temperature low", Number(p.Low)), ("temperature high", Number(p.High)), ("temperature high_high", Number(p.OuterHigh)),
        ("temperature at_once", Number(p.AtOnce)), ("temperature delay_min", Limited(p.Low ?? p.High, p.Hold)), ("temperature outer_delay_min", Limited(p.OuterLow ?? p.OuterHigh, p.OuterHold)),
        ("temperature deadband", Number(p.Deadband)),
        ("humidity low", Number(p.HumidityLow)), ("humidity high", Number(p.HumidityHigh)), ("humidity high_high", Number(p.OuterHumidityHigh)),
        ("humidity delay_min", Limited(p.HumidityLow ?? p.HumidityHigh, p.HumidityHold)), ("humidity outer_delay_min", Limited(p.OuterHumidityHigh, p.OuterHumidityHold)),
        ("humidity deadband", Number(p.HumidityDeadband)), ("off_delay_min", Number(p.OffDelay.TotalMinutes)),
        ("rate most", Number(p.Rate?.Most)), ("rate within_min", Number(p.Rate?.Within.TotalMinutes)),
        .. Further(p), ("credible low", Number(p.Credible?.Low)), ("credible high", Number(p.Credible?.High)), ("based_on", p.BasedOn),
    ];

    /// <summary>What it limits beside single values.</summary>
    public static IReadOnlyList<(string Field, string? Value)> Further(ClimateProfile? p) =>
    [
        ("cumulative above", Number(p?.Cumulative?.Above)), ("cumulative hours", Number(p?.Cumulative?.Hours)), ("cumulative within_days", Number(p?.Cumulative?.WithinDays)),
        ("mkt limit", Number(p?.Kinetic?.Limit)), ("mkt window_h", Number(p?.Kinetic?.Window.TotalHours)),
        ("dew_margin warn", Number(p?.DewMargin?.Warning)), ("dew_margin alarm", Number(p?.DewMargin?.Alarm)), ("dew_margin delay_min", Number(p?.DewMargin?.Hold.TotalMinutes)),
        ("dew_margin off_delay_min", Number(p?.DewMargin?.OffDelay.TotalMinutes)), ("dew_margin deadband", Number(p?.DewMargin?.Deadband)),
    ];

    private static string? Limited(double? limit, TimeSpan delay) => limit is null ? null : Number(delay.TotalMinutes);

    private static string? Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);
}
