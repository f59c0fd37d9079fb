using System.Globalization;
using EdgeStock.Domain;

namespace EdgeStock.Gateway.Operations;

/// <summary>A judged stretch in words.</summary>
internal static class JudgedWords
{
    /// <summary>Its lines.</summary>
    /// <param name="zone">The site's; times are local.</param>
    public static IEnumerable<string> Of(JudgedStretch judged, TimeZoneInfo zone)
    {
        var (record, trace) = (judged.Record, judged.Record.Trace);
        yield return Say($"{record.Point.Id} (room {record.Point.Room}): {At(record.From)} to {At(trace.At(trace.Length))} ({zone.Id}), measured {100.0 * judged.Measured / judged.Minutes:0.0} % of the minutes");
        foreach (var line in ClimatePicture.Of(trace, judged.First, Quantity.Temperature).Concat(ClimatePicture.Of(trace, judged.First, Quantity.Humidity)))
        {
            yield return line;
        }

        if (record.HoursOnly > 0)
        {
            yield return record.AboveInHours is { } above
                ? $"  {record.HoursOnly} hours are kept as sums only: {above} minutes above and {record.BelowInHours} below a limit in them; when, is not kept"
                : $"  {record.HoursOnly} hours are kept as sums only: whether these limits were kept in them cannot be said";
        }

        if (!judged.WasOutside)
        {
            yield return judged.Measured > 0 ? "  nothing that was measured was outside its limits" : "  no minute was measured";
        }

        foreach (var line in judged.Excursions.SelectMany(e => Excursion(e, At)))
        {
            yield return line;
        }

        foreach (var (side, limit, forecast) in judged.Forecasts)
        {
            var course = forecast.Fit is { } fit ? $"settling at {fit.To:0.0} °C, time constant {fit.Tau:0} min" : $"{forecast.Trend.Slope * 60:+0.00;-0.00} K an hour";
            yield return Say($"  at the end: {(side == ClimateState.High ? "above" : "below")} {limit:0.0#} °C in {forecast.Minutes:0} min if it goes on so ({forecast.Earliest:0} to {(forecast.Latest is { } l ? Say($"{l:0}") : "never")}; {course})");
        }

        string At(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }

    private static IEnumerable<string> Excursion(ExcursionJudgement judgement, Func<DateTimeOffset, string> at)
    {
        var e = judgement.Excursion;
        var (unit, name) = e.Quantity == Quantity.Temperature ? ("°C", "temperature") : ("%", "humidity");
        yield return Say($"  {name} {(e.Side == ClimateState.High ? "above" : "below")} {e.Limit:0.0#} {unit}: {at(e.Start)} to {at(e.End)}{(e.Ongoing ? ", not over" : "")}");
        yield return Say($"    peak {e.Peak:0.0##} {unit} at {at(e.PeakAt)}; {e.MinutesOutside} minutes outside{(e.MinutesUncertain > 0 ? $", {e.MinutesUncertain} of them uncertain" : "")}");
        if (e.MinutesUnknown > 0)
        {
            yield return $"    {e.MinutesUnknown} minutes were not measured: it can have lasted from {at(e.StartEarliest)} to {at(e.EndLatest)}";
        }

        if (judgement is { Window: { } window, Kinetic: { Low: { } low, High: { } high } kinetic, Credible: { } credible })
        {
            var limit = judgement.KineticLimit is { } l ? Say($"; limit {l:0.0#}: {Verdict(judgement.Verdict)}") : "";
            yield return Say($"    mean kinetic temperature over {Length(window.Length)} to {at(judgement.WindowEnd!.Value)}: {kinetic.Known:0.00} °C of what was measured ({100 * kinetic.Coverage:0.0} %), [{low:0.00}, {high:0.00}]{limit}");
            if (kinetic.Coverage < 1)
            {
                yield return Say($"    (time not measured counts as {credible.Low:0.#} to {credible.High:0.#} °C)");
            }
        }

        if (judgement is { Budget: { } budget, BudgetAt: { } celsius })
        {
            yield return Say($"    budget left at {celsius:0.0##} °C{(e.Ongoing ? "" : " (its peak)")}: {Hours(budget)}");
        }
    }

    private static string Verdict(KineticVerdict? verdict) => verdict switch
    {
        KineticVerdict.Within => "kept",
        KineticVerdict.Exceeded => "EXCEEDED",
        _ => "cannot be told, the gaps decide",
    };

    /// <summary>A budget.</summary>
    public static string Hours(BudgetLeft budget) => budget switch
    {
        { AtLeast: null } => "no end to it",
        { AtLeast: { } least, AtMost: null } => Say($"{least:0.0} hours at least"),
        { AtLeast: { } least, AtMost: { } most } when most - least < 0.05 => Say($"{least:0.0} hours"),
        _ => Say($"{budget.AtLeast:0.0} to {budget.AtMost:0.0} hours"),
    };

    /// <summary>Length of a window.</summary>
    public static string Length(TimeSpan window) => window.TotalDays > 1 ? $"{window.TotalDays:0} days" : $"{window.TotalHours:0} hours";

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
