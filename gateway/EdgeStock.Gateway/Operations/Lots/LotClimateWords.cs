using System.Globalization;
using EdgeStock.Domain;

namespace EdgeStock.Gateway.Operations;

/// <summary>A lot's thermal record in words.</summary>
internal static class LotClimateWords
{
    /// <summary>Its lines.</summary>
    /// <param name="zone">The site's; times are local.</param>
    public static IEnumerable<string> Of(LotClimate record, TimeZoneInfo zone)
    {
        var what = record.Epc is { } epc ? $"tag {epc} of {record.Article}" : $"{record.Article}, {(record.Lot is { } lot ? $"lot {lot}" : "no lot known")}";
        yield return Say($"{what}: {At(record.From)} to {At(record.To)} ({zone.Id}), measured {Share(record.Whole)} of the minutes");
        yield return record.Own is { } own
            ? $"  its own limits ({record.Profile}): {Limits(own)}"
            : "  the catalogue names no storage profile for it: it is judged by the limits in force in its storerooms";
        foreach (var line in ClimatePicture.Of(record.Course, 0, Quantity.Temperature).Concat(ClimatePicture.Of(record.Course, 0, Quantity.Humidity)))
        {
            yield return line;
        }

        foreach (var (stay, sums) in record.Stays)
        {
            yield return $"  {stay.Room}: {At(stay.From)} to {At(stay.To!.Value)}, {(stay.Points.Count == 0 ? "where no climate point is" : $"judged by the worst of {string.Join(", ", stay.Points.Select(p => p.Id))}")}";
            foreach (var line in Figures(sums, record.Own))
            {
                yield return line;
            }
        }

        yield return record.Stays.Count > 1 ? "  all together:" : "  as a whole:";
        foreach (var line in record.Stays.Count > 1 ? Figures(record.Whole, record.Own) : [])
        {
            yield return line;
        }

        if (record.Whole.Kinetic(record.Own?.High) is { Low: { } low, High: { } high, Coverage: var coverage })
        {
            yield return Say($"    mean kinetic temperature over its whole time here: [{low:0.00}, {high:0.00}] °C, measured {100 * coverage:0.0} %{(record.Own?.High is { } limit ? Say($"; limit {limit:0.0#}: {Verdict(record.Whole.Kinetic(limit).Against(limit))}") : "")}");
        }

        string At(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }

    private static IEnumerable<string> Figures(ThermalSums sums, ClimateLimits? own)
    {
        if (own is not null)
        {
            yield return $"    outside its own limits: {Minutes(sums.Own)}";
        }

        yield return $"    outside the limits in force there: {Minutes(sums.OfRoom)}";
        if (sums.Unknown > 0)
        {
            yield return $"    not measured: {sums.Unknown} minutes; each can have been outside";
        }

        if (sums is { Lowest: { } lowest, Highest: { } highest, Mean: var (coldest, warmest) })
        {
            yield return Say($"    temperature {lowest:0.0##} to {highest:0.0##} °C, mean {coldest:0.00}{(warmest - coldest < 0.005 ? "" : Say($" to {warmest:0.00}"))} °C");
        }

        if (sums.DoseHigh > 0)
        {
            yield return Say($"    humidity above its upper limit: {sums.DoseLow:0.0##}{(sums.DoseHigh - sums.DoseLow < 0.001 ? "" : Say($" to {sums.DoseHigh:0.0##}"))} %RH·h");
        }
    }

    private static string Minutes(OutsideMinutes outside) => outside.Possible == 0 ? $"{outside.Known} minutes" : $"{outside.Known} minutes for sure, {outside.Possible} more can have been (only their hours are kept)";

    private static string Verdict(KineticVerdict verdict) => verdict switch
    {
        KineticVerdict.Within => "kept",
        KineticVerdict.Exceeded => "EXCEEDED",
        _ => "cannot be told, the gaps decide",
    };

    private static string Limits(ClimateLimits own) => string.Join(", ", new[] { Pair(own.Low, own.High, "°C"), Pair(own.Dry, own.Damp, "%") }.OfType<string>());

    private static string? Pair(double? low, double? high, string unit) => (low, high) switch
    {
        (null, null) => null,
        ({ } l, { } h) => Say($"{l:0.#} to {h:0.#} {unit}"),
        (null, { } h) => Say($"at most {h:0.#} {unit}"),
        ({ } l, null) => Say($"at least {l:0.#} {unit}"),
    };

    private static string Share(ThermalSums sums) => Say($"{100.0 * sums.Measured / Math.Max(1, sums.Minutes):0.0} %");

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
