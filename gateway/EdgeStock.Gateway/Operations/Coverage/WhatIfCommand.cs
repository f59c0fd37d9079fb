using System.CommandLine;
using System.Text.Json;
using EdgeStock.Domain;
using static EdgeStock.Gateway.Operations.CoverageCommand;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>How long stock would last: with more demand, without deliveries, without a lot.</summary>
internal static class WhatIfCommand
{
    private const double MostDemand = 1000;

    public static Command Verb(Option<string> data)
    {
        var room = new Argument<string>("ROOM") { Description = "storeroom" };
        var article = new Argument<string?>("ARTICLE") { Description = "article; every article of the storeroom otherwise", Arity = ArgumentArity.ZeroOrOne };
        var demand = new Option<double>("--demand") { Description = "demand is so many times normal", DefaultValueFactory = _ => 1 };
        var stops = new Option<string?>("--supply-stops") { Description = "deliveries end on this day; until then what is used is replaced" };
        var lot = new Option<string?>("--without-lot") { Description = "this lot must not be used any more" };
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var verb = new Command("what-if", "how long stock lasts with more demand, without deliveries, without a lot") { room, article, demand, stops, lot, data, json };
        verb.SetAction(parsed => Ask(
            parsed.GetValue(data)!, parsed.GetValue(room)!, parsed.GetValue(article), parsed.GetValue(demand), parsed.GetValue(stops), parsed.GetValue(lot), parsed.GetValue(json)));
        return verb;
    }

    private static int Ask(string data, string room, string? article, double demand, string? stops, string? lot, bool json)
    {
        if (!(demand > 0 && demand <= MostDemand))
        {
            throw new CommandException($"--demand {demand}: give a number of times normal, more than 0 and at most {MostDemand}");
        }

        var (view, all, now) = article is null ? Now(data, room) : One(data, room, article) is var (v, one, at) ? (v, [one], at) : default;
        var question = new WhatIf(demand, stops is null ? null : Today.Parse(stops, "--supply-stops"), lot);
        if (lot is not null && !all.Any(c => LotsOf(c).Any(l => l.Lot == lot)))
        {
            throw new CommandException($"no usable stock of lot '{lot}' lies there: see 'edgestock lots {room}'");
        }

        var answers = all.Where(c => c.Baseline.PerDay is not null)
            .Select(c => (Cover: c, Forecast: CoverForecast.Of(LotsOf(c), c.Baseline.PerDay!.Value, c.Day, c.Baseline.MonthDays, question))).OrderBy(a => a.Forecast.Days).ToList();
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(
                answers.Select(a => new { a.Cover.Room, a.Cover.Article, daysNow = a.Cover.DaysLow, a.Forecast.Days, a.Forecast.BelowMonth, a.Forecast.RunsOut }), JsonSerializerOptions.Web));
            return 0;
        }

        Table.Write(
            ["article", "name", "days now", "days then", "below a month", "runs out"],
            answers.Select(a => (IReadOnlyList<string>)[a.Cover.Article, NameOf(view, a.Cover.Article), Number(a.Cover.DaysLow, 1), Number(a.Forecast.Days, 1), Today.Text(a.Forecast.BelowMonth), Today.Text(a.Forecast.RunsOut)]));

        if (all.Count > answers.Count)
        {
            Console.Out.WriteLine($"{all.Count - answers.Count} without a baseline: nothing can be said");
        }

        return 0;

        IReadOnlyList<LotStock> LotsOf(ArticleCover c) => StockOnHand.Of(view.Site, view.Projection, c.Room, c.Article, c.Day, now).Usable;
    }
}
