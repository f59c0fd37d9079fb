using System.CommandLine;
using EdgeStock.Domain;
using static EdgeStock.Gateway.Operations.CoverageCommand;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>How one article's cover comes about: what lies there, what is normal, and how the lots run down.</summary>
internal static class CoverageShowCommand
{
    private const int BarDays = 60;

    public static Command Verb(Option<string> data)
    {
        var room = new Argument<string>("ROOM") { Description = "storeroom" };
        var article = new Argument<string>("ARTICLE") { Description = "article" };
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var verb = new Command("show", "how one article's cover comes about") { room, article, data, json };
        verb.SetAction(parsed => Show(parsed.GetValue(data)!, parsed.GetValue(room)!, parsed.GetValue(article)!, parsed.GetValue(json)));
        return verb;
    }

    private static int Show(string data, string room, string article, bool json)
    {
        var (view, c, now) = One(data, room, article);
        if (json)
        {
            CoverageJson.Print(c, view, now);
            return 0;
        }

        Line($"{NameOf(view, article)} ({article}) in {room} on {Today.Text(c.Day)}: {Say(c.State)}");
        Line($"  on hand     {Number(c.OnHand)} pieces{(c.OnHandLow < c.OnHand || c.OnHandHigh > c.OnHand ? $" ({Number(c.OnHandLow)} to {Number(c.OnHandHigh)})" : "")}");
        Part(c.Unknown, "not seen now; does not count");
        Part(c.Quarantined, "of them quarantined; do not count");
        Part(c.Recalled, "of them recalled; do not count");
        Part(c.Expired, "of them expired; do not count");
        Part(c.Undated, "of them without a date; do not count at the low end");
        Part(c.Awaiting, "booked in and not on a shelf yet; do not count");
        Baseline(view, c);
        if (c.DaysLow is null)
        {
            return 0;
        }

        Line($"  a month     {Number(c.Required, 1)} pieces; usable {Number(c.Usable)}, missing {Number(c.Shortfall, 1)}");
        Line($"  cover       {Days(c.DaysLow)} days (best value {Days(c.DaysBest)}, high end {Days(c.DaysHigh)}); below a month on {Today.Text(c.BelowMonth)}, runs out on {Today.Text(c.RunsOut)}");
        if (c.Exemption is { } x)
        {
            Line($"  exemption   {x.Id}: {Number(x.TargetDays, 1)} days are to be held, {(x.Met ? "and are" : "and are NOT")}");
        }

        foreach (var v in VariantCover.Of(view.Site, view.Projection, Cover.Of(view.Site, view.Projection, room, c.Day, now), c.Day, now).Where(v => v.Articles.Contains(article)))
        {
            Line($"  variants    {string.Join(", ", v.Articles)} together: {Number(v.Days, 1)} days");
        }

        Lots(view, c, now);
        return 0;
    }

    private static void Baseline(LedgerView view, ArticleCover c)
    {
        var b = c.Baseline;
        Line(b.PerDay is { } perDay ? $"  normal      {Number(perDay, 1)} a day, {(b.Source == BaselineSource.Configured ? "configured" : "measured")}" : $"  normal      none is configured, and fewer than {MeasuredConsumption.FewestDays} valid days were measured: set one with 'edgestock consumption set'");
        if (b.Configured is { } set)
        {
            Line($"              configured {Number(set.PerMonth, 1)} a month ({set.Source}, {Today.Text(set.Since)})");
        }

        if (b.Measured is { } m)
        {
            Line($"              measured {Number(m.PerDay * b.MonthDays, 1)} a month ({Number(m.Low * b.MonthDays, 1)} to {Number(m.High * b.MonthDays, 1)}), from {m.ValidDays} valid days{(b.Differs ? "; DIFFERS by more than a quarter" : "")}");
        }

        if (view.Projection.Book.Holding(c.Room, c.Article).Surge)
        {
            Line("              a SURGE stands: consumption is far above normal");
        }
    }

    /// <summary>The lots as they run down, first to expire first: a bar of the days in which each is used, and what expires of it.</summary>
    private static void Lots(LedgerView view, ArticleCover c, DateTimeOffset now)
    {
        var lots = StockOnHand.Of(view.Site, view.Projection, c.Room, c.Article, c.Day, now).Usable;
        if (lots.Count == 0)
        {
            return;
        }

        var before = new List<(DateOnly? LastUse, double Pieces)>();
        var (days, unused) = (0.0, 0.0);
        Line($"  lots, first to expire first; each sign is {(c.DaysLow > BarDays ? "a week" : "a day")}, x expires unused");
        foreach (var lot in lots)
        {
            before.Add((lot.LastUse, lot.Low));
            var run = RunDown.Of(before, c.Baseline.PerDay!.Value, c.Day);
            var (used, lost) = (Math.Min(run.Days, 730) - Math.Min(days, 730), run.Unused - unused);
            var sign = c.DaysLow > BarDays ? 7 : 1;
            Line($"    {lot.Lot ?? "(no lot)",-14} {Today.Text(lot.LastUse),-10} {Number(lot.Low),6}  {new string(' ', Math.Min(BarDays * 2, (int)(Math.Min(days, 730) / sign)))}{new string('#', (int)Math.Ceiling(used / sign))}{(lost >= 1 ? $" x {Number(lost)}" : "")}");
            (days, unused) = (run.Days, run.Unused);
        }
    }

    private static void Part(double pieces, string what)
    {
        if (pieces > 0)
        {
            Line($"              {Number(pieces)} {what}");
        }
    }

    private static void Line(string text) => Console.Out.WriteLine(text);
}
