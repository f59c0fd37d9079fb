using System.Globalization;
using System.Text;

namespace EdgeStock.SystemTests.ClimateYear;

/// <summary>The score as the tables of docs/climate.md.</summary>
internal static class RoomsTable
{
    private static readonly (string Word, string Name)[] Limits = [("low-low", "far too low"), ("low", "too low"), ("high", "too high"), ("high-high", "far too high")];

    public static string Of(RoomsScore score)
    {
        var text = new StringBuilder();
        Head(text, score);
        Excursions(text, score);
        Alarms(text, score);
        Sensors(text, score);
        Calls(text, score);
        Complaints(text, score);
        return text.ToString();
    }

    private static void Head(StringBuilder text, RoomsScore score)
    {
        var truth = score.Truth;
        Line(text, $"Seed {truth.Seed}, {truth.Duration.TotalDays:0} days, {truth.Troubles.Count} troubles; {score.Replay.Lines} lines replayed in {score.Replay.Took.TotalSeconds:0} s, {score.Replay.Said.Events} entries about alarms.");
        text.Append('\n');
    }

    private static void Excursions(StringBuilder text, RoomsScore score)
    {
        text.Append("| true excursions | cases | clear | alarmed in time | unseen, told so | hidden in a short gap | missed | minutes after the on-delay: median | longest |\n|---|---|---|---|---|---|---|---|---|\n");
        foreach (var (room, quantity) in new[] { ("sterile", "temperature"), ("sterile", "humidity"), ("medicine", "temperature"), ("fridge", "temperature"), ("freezer", "temperature") })
        {
            foreach (var (word, name) in Limits)
            {
                var some = score.Excursions.Where(e => (e.Excursion.Point.Room == room || e.Excursion.Point.Point == room) && e.Excursion.Limit.Quantity == quantity && e.Excursion.Limit.Word == word).ToList();
                if (some.Count > 0)
                {
                    Row(text, $"{room}, {quantity} {name}", some);
                }
            }
        }

        Row(text, "**all**", score.Excursions);
        text.Append('\n');
    }

    private static void Row(StringBuilder text, string name, IReadOnlyList<ExcursionFate> all)
    {
        var clear = all.Where(e => e.Excursion.ClearOnset is not null).ToList();
        var late = clear.Where(e => e.Fate == Fate.InTime).Select(e => e.LateMinutes!.Value).Order().ToList();
        Line(text, $"| {name} | {all.Count} | {clear.Count} | {Count(Fate.InTime)} | {Count(Fate.ToldUnseen)} | {Count(Fate.Hidden)} | {Count(Fate.Missed)} | {Quantile(late, 0.5)} | {Quantile(late, 1)} |");

        int Count(Fate fate) => clear.Count(e => e.Fate == fate);
    }

    private static void Alarms(StringBuilder text, RoomsScore score)
    {
        text.Append("| alarms of limits | raised | of true excursions | within tolerance | false: ruined humidity sensor | false: after a gap or a fault | false otherwise | false, a room-month |\n|---|---|---|---|---|---|---|---|\n");
        foreach (var room in score.Truth.Rooms)
        {
            foreach (var quantity in score.LimitAlarms.Where(a => a.Point.Room == room).Select(a => a.Limit.Quantity).Distinct().OrderDescending(StringComparer.Ordinal))
            {
                AlarmRow(text, $"{room}, {quantity}", [.. score.LimitAlarms.Where(a => a.Point.Room == room && a.Limit.Quantity == quantity)], score.Truth.Months);
            }
        }

        AlarmRow(text, "**all**", score.LimitAlarms, score.Truth.Months * score.Truth.Rooms.Count);
        text.Append('\n');
    }

    private static void AlarmRow(StringBuilder text, string name, IReadOnlyList<LimitAlarmTruth> some, double months) => Line(
        text,
        $"| {name} | {some.Count} | {some.Count(a => a.Truth == Truthfulness.True)} | {some.Count(a => a.Truth == Truthfulness.WithinTolerance)} | {some.Count(a => a.Truth == Truthfulness.FalsePoisoned)} | {some.Count(a => a.Truth == Truthfulness.FalseUnseen)} | {some.Count(a => a.Truth == Truthfulness.False)} | {some.Count(a => a.IsFalse) / months:0.00} |");

    private static void Sensors(StringBuilder text, RoomsScore score)
    {
        text.Append("| sensors | cases | judged | named | after, median | longest |\n|---|---|---|---|---|---|\n");
        foreach (var (kind, name) in new[]
        {
            ("silent", "silent"), ("stuck", "stuck"), ("sentinel", "value of a stuck bus"), ("readerror", "reads fail"), ("loose", "reads fail now and then"),
            ("handrub", "humidity ruined by hand rub"), ("drift", "humidity drifts"),
        })
        {
            var some = score.Sensors.Where(s => s.Trouble.Kind == kind).ToList();
            var judged = some.Where(s => s.Judged).ToList();
            var after = judged.Where(s => s.After is not null).Select(s => s.After!.Value.TotalMinutes).Order().ToList();
            Line(text, $"| {name} | {some.Count} | {judged.Count} | {after.Count} | {Span(after, 0.5)} | {Span(after, 1)} |");
        }

        text.Append('\n');
    }

    private static void Calls(StringBuilder text, RoomsScore score)
    {
        var judged = score.Power.Where(p => p.Judged).ToList();
        Line(text, $"Power cuts, or series of them: {score.Power.Count}, of which {judged.Count} judged; one call each: {judged.Count(p => p.IsOneCall && !p.Stood)}, part of an absence that still stood: {judged.Count(p => p.IsOneCall && p.Stood)}, otherwise: {judged.Count(p => !p.IsOneCall)}.");
        Line(text, $"The gateway was away {score.Truth.Troubles.Count(t => t.Kind == "gateway")} times. Calls of all kinds: {score.Replay.Said.Calls.Count}, {score.Replay.Said.Calls.Count / score.Truth.Months / score.Truth.Rooms.Count:0.0} a room-month. Chattering: {score.Chattering.Count}.");
    }

    /// <summary>Everything that is not as it should be, one line each.</summary>
    private static void Complaints(StringBuilder text, RoomsScore score)
    {
        foreach (var e in score.Excursions.Where(e => e.Fate is Fate.Missed or Fate.Hidden))
        {
            Line(text, $"- **{e.Fate.ToString().ToLowerInvariant()}**: {e.Excursion.Alarm} from {e.Excursion.Onset:yyyy-MM-dd HH:mm:ss} to {e.Excursion.End:yyyy-MM-dd HH:mm:ss}, peak {e.Excursion.Peak:0.00} beyond, raised {e.Raised:yyyy-MM-dd HH:mm:ss}");
        }

        foreach (var a in score.LimitAlarms.Where(a => a.IsFalse && a.Truth != Truthfulness.FalsePoisoned))
        {
            Line(text, $"- **false**: {a.Alarm.Id} raised {a.Alarm.From:yyyy-MM-dd HH:mm:ss}, onset {a.Alarm.Onset:yyyy-MM-dd HH:mm:ss} ({a.Truth})");
        }

        foreach (var s in score.Sensors.Where(s => s.Judged && s.IsDeath && (s.After is null || s.After > ExcursionFate.FaultPatience)))
        {
            Line(text, $"- **not named in time**: {s.Trouble.Kind} of {s.Trouble.Subject} from {s.Trouble.From:yyyy-MM-dd HH:mm:ss} to {s.Trouble.Until:yyyy-MM-dd HH:mm:ss}, named after {s.After}");
        }

        foreach (var p in score.Power.Where(p => p.Judged && !p.IsOneCall))
        {
            Line(text, $"- **{p.Calls} calls**: power of {p.Room}, {p.Cuts} cuts from {p.From:yyyy-MM-dd HH:mm:ss} to {p.Until:yyyy-MM-dd HH:mm:ss}");
        }

        foreach (var c in score.Chattering)
        {
            Line(text, $"- **chattering**: {c.Alarm}, {c.Calls} calls within an hour from {c.From:yyyy-MM-dd HH:mm:ss}");
        }
    }

    private static string Quantile(List<double> sorted, double share) => sorted.Count == 0 ? "" : sorted[(int)Math.Round((sorted.Count - 1) * share)].ToString("0.0", CultureInfo.InvariantCulture);

    private static string Span(List<double> sorted, double share) => sorted.Count == 0 ? "" : sorted[(int)Math.Round((sorted.Count - 1) * share)] switch
    {
        < 120 and var minutes => string.Create(CultureInfo.InvariantCulture, $"{minutes:0} min"),
        var minutes => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:0} h"),
    };

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
