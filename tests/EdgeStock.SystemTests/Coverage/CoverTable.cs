using System.Globalization;
using System.Text;
using EdgeStock.Domain;

namespace EdgeStock.SystemTests.Coverage;

/// <summary>How EdgeStock's cover compared with the truth, as Markdown.</summary>
internal static class CoverTable
{
    public static string Of(PastTruth truth, PastReplay replay, IReadOnlyList<Compared> compared, int monthDays)
    {
        var text = new StringBuilder();
        Line(text, $"{truth.Articles.Count} articles, {compared.Select(c => c.Truth.Day).Distinct().Count()} evenings, seed {truth.Seed}: {replay.Lines} lines made {replay.Head.Seq} entries; {replay.Skipped} lines skipped, {replay.Refused} instructions refused.");
        Errors(text, compared);
        Baselines(text, compared, truth);
        States(text, compared, monthDays);
        Surges(text, truth, replay);
        Warnings(text, Shortage.All(truth, replay), MonthCrossing.All(compared, replay, monthDays));
        return text.ToString();
    }

    /// <summary>The value below which a share of all lies.</summary>
    public static double Quantile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? double.NaN : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];
    }

    private static void Errors(StringBuilder text, IReadOnlyList<Compared> compared)
    {
        text.Append('\n');
        Line(text, $"Days of cover, of the evenings on which the truth lies within {CoverScore.Near:0} days:");
        text.Append('\n');
        Line(text, $"| which | evenings | best: median error | p90 | bias | low end: bias | above the truth by > 3 days | [low, high] holds |");
        Line(text, $"|---|---|---|---|---|---|---|---|");
        var sound = compared.Where(c => !c.Faulty).ToList();
        Row(text, "all, without faults", sound);
        Row(text, "configured figure", sound.Where(c => c.Said.Cover.Baseline.Source == BaselineSource.Configured));
        Row(text, "measured figure", sound.Where(c => c.Said.Cover.Baseline.Source == BaselineSource.Measured));
        Row(text, "slow movers", sound.Where(c => c.Article.Movement == "slow"));
        Row(text, "counted by weight", sound.Where(c => c.Article.Counted == "scale"));
        Row(text, "counted by tags", sound.Where(c => c.Article.Counted == "tags"));
        Row(text, "counted by hand", sound.Where(c => c.Article.Counted == "hand"));
        Row(text, "days with a silent device", compared.Where(c => c.Faulty));
    }

    private static void Row(StringBuilder text, string name, IEnumerable<Compared> some)
    {
        var all = some.ToList();
        var near = all.Where(c => c.Defined && c.Days < CoverScore.Near).ToList();
        if (near.Count == 0)
        {
            Line(text, $"| {name} | 0 | | | | | | |");
            return;
        }

        Line(text, $"| {name} | {near.Count} | {Quantile(near.Select(c => Math.Abs(c.BestError)), 0.5):0.0} | {Quantile(near.Select(c => Math.Abs(c.BestError)), 0.9):0.0} | {near.Average(c => c.BestError):+0.0;-0.0} | {near.Average(c => c.LowError):+0.0;-0.0} | {Share(near, c => c.LowError > 3)} | {Share(all, c => c.Holds)} |");
    }

    private static void Baselines(StringBuilder text, IReadOnlyList<Compared> compared, PastTruth truth)
    {
        text.Append('\n');
        Line(text, $"Normal consumption against the true rate, on the last evening:");
        text.Append('\n');
        Line(text, $"| which | articles | median error | p90 | bias | interval holds |");
        Line(text, $"|---|---|---|---|---|---|");
        var last = compared.Max(c => c.Truth.Day);
        var end = compared.Where(c => c.Truth.Day == last).ToList();
        var surged = truth.Surges.Select(s => s.Article).ToHashSet(StringComparer.Ordinal);
        var measured = end.Where(c => c.Said.Cover.Baseline.Measured is not null && !surged.Contains(c.Article.Article)).ToList();
        Rate(text, "measured, fast and regular", measured.Where(c => c.Article.Movement != "slow"), c => c.Said.Cover.Baseline.Measured!.PerDay, Holds);
        Rate(text, "measured, slow movers", measured.Where(c => c.Article.Movement == "slow"), c => c.Said.Cover.Baseline.Measured!.PerDay, Holds);
        Rate(text, "measured, with a surge in it", end.Where(c => c.Said.Cover.Baseline.Measured is not null && surged.Contains(c.Article.Article)), c => c.Said.Cover.Baseline.Measured!.PerDay, Holds);
        Rate(text, "configured (an input: as wrong as people made it)", end.Where(c => c.Said.Cover.Baseline.Configured is not null), c => c.Said.Cover.Baseline.Configured!.PerMonth / c.Said.Cover.Baseline.MonthDays, null);

        static bool Holds(Compared c) => c.Article.PerDay >= c.Said.Cover.Baseline.Measured!.Low && c.Article.PerDay <= c.Said.Cover.Baseline.Measured!.High;
    }

    private static void Rate(StringBuilder text, string name, IEnumerable<Compared> some, Func<Compared, double> rate, Func<Compared, bool>? holds)
    {
        var all = some.ToList();
        var errors = all.Select(c => (rate(c) / c.Article.PerDay) - 1).ToList();
        Line(text, $"| {name} | {all.Count} | {(all.Count == 0 ? "" : $"{100 * Quantile(errors.Select(Math.Abs), 0.5):0} %")} | {(all.Count == 0 ? "" : $"{100 * Quantile(errors.Select(Math.Abs), 0.9):0} %")} | {(all.Count == 0 ? "" : (100 * errors.Average()).ToString("+0;-0", CultureInfo.InvariantCulture) + " %")} | {(holds is null || all.Count == 0 ? "" : Share(all, holds))} |");
    }

    private static void States(StringBuilder text, IReadOnlyList<Compared> compared, int monthDays)
    {
        text.Append('\n');
        Line(text, $"States, evenings of all articles:");
        text.Append('\n');
        Line(text, $"| true \\ said | covered | below a month | out | unknown | undefined |");
        Line(text, $"|---|---|---|---|---|---|");
        foreach (var (state, name) in new[] { (CoverState.Covered, "covered"), (CoverState.BelowMonth, "below a month"), (CoverState.Out, "out") })
        {
            var row = compared.Where(c => CoverScore.TrueState(c, monthDays) == state).ToList();
            int Said(CoverState s) => row.Count(c => c.Said.Cover.State == s);
            Line(text, $"| {name} | {Said(CoverState.Covered)} | {Said(CoverState.BelowMonth)} | {Said(CoverState.Out)} | {Said(CoverState.Unknown)} | {Said(CoverState.Undefined)} |");
        }

        var wrong = compared.Where(c => c.Said.Cover.State == CoverState.Covered && c.Days < monthDays).ToList();
        text.Append('\n');
        Line(text, $"Said covered and truly below a month: {wrong.Count} evenings; on {wrong.Count(c => Math.Abs((c.Said.Cover.Baseline.PerDay!.Value / c.Article.PerDay) - 1) > 0.1)} of them the normal consumption in use was more than 10 % off, on {wrong.Count(c => c.Said.Low > c.Truth.Usable)} the low end was above the truth.");
    }

    private static void Surges(StringBuilder text, PastTruth truth, PastReplay replay)
    {
        var all = ToldSurge.All(truth, replay);
        var told = all.Where(s => s.AfterDays is not null).ToList();
        text.Append('\n');
        Line(text, $"Surges: {all.Count} true ones (three times normal for two weeks), {all.Count(s => s.Known)} of articles with a normal consumption by then; {told.Count} were told while they lasted, {Quantile(told.Select(s => s.AfterDays!.Value), 0.5):0} days after they began (median). {ToldSurge.False(truth, replay)} were told where demand was as always, in {truth.Days.Count} article-days.");
    }

    private static void Warnings(StringBuilder text, IReadOnlyList<Shortage> shortages, IReadOnlyList<MonthCrossing> crossings)
    {
        var judged = shortages.Where(s => s.Baseline && (s.Warned is not null || !s.Sudden)).ToList();
        text.Append('\n');
        Line(text, $"| warnings | cases | warned before | shortest lead, days | median lead, days |");
        Line(text, $"|---|---|---|---|---|");
        Leads(text, "shortages, of articles that were covered before", [.. judged.Where(s => !s.Standing)]);
        Leads(text, "shortages, of articles that were below a month from the first day on", [.. judged.Where(s => s.Standing)]);
        Line(text, $"| shortages by more than a month's consumption on one day | {shortages.Count(s => s.Baseline && s.Sudden && s.Warned is null)} | cannot be | | |");
        Line(text, $"| shortages of articles without any normal consumption yet | {shortages.Count(s => !s.Baseline)} | cannot be | | |");
        text.Append('\n');
        var said = crossings.Where(c => c.DelayDays is not null).Select(c => c.DelayDays!.Value).ToList();
        Line(text, $"Fell below a month, truly and for three evenings or more: {crossings.Count}; EdgeStock said so in {said.Count}, {Quantile(said, 0.5):+0.0;-0.0} days after the true evening (median; 10 % {Quantile(said, 0.1):+0.0;-0.0}, 90 % {Quantile(said, 0.9):+0.0;-0.0}).");
        foreach (var s in judged.Where(s => s.Warned is null))
        {
            Line(text, $"- **without a warning**: {s.Article} at {s.At:yyyy-MM-dd HH:mm}");
        }
    }

    private static void Leads(StringBuilder text, string name, List<Shortage> some)
    {
        var leads = some.Where(s => s.Warned is not null).Select(s => s.LeadDays!.Value).ToList();
        Line(text, $"| {name} | {some.Count} | {leads.Count} | {Quantile(leads, 0):0.0} | {Quantile(leads, 0.5):0.0} |");
    }

    private static string Share(List<Compared> of, Func<Compared, bool> which) => $"{(100.0 * of.Count(which) / of.Count).ToString("0.0", CultureInfo.InvariantCulture)} %";

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
