using System.CommandLine;
using EdgeStock.Simulator.Scenarios;
using EdgeStock.Wire;

namespace EdgeStock.Simulator.History;

/// <summary>edgestock-simulator history: a storeroom's past as a trace, with its truth.</summary>
internal static class HistoryVerb
{
    private const string Hospital = "storeroom";

    /// <summary>Unless the caller names another: 90 days before it is Monday, 2 March 2026.</summary>
    private static readonly DateTimeOffset LastInstant = new(2026, 5, 31, 4, 0, 0, TimeSpan.Zero);

    public static Command Make()
    {
        var folder = new Option<string>("--dir") { Description = "Folder for site.yaml, history.ndjson and truth.jsonl", Required = true };
        var seed = new Option<long>("--seed") { Description = "Decides everything that chance decides", DefaultValueFactory = _ => 7 };
        var days = new Option<int>("--days") { Description = "How many days, 1 to 400", DefaultValueFactory = _ => 90 };
        var articles = new Option<int>("--articles") { Description = $"How many articles, {HospitalStoreroom.FewestArticles} to {Assortment.Articles.Count}", DefaultValueFactory = _ => Assortment.Articles.Count };
        var end = new Option<string>("--end") { Description = "UTC instant at which it ends", DefaultValueFactory = _ => LineCodec.Format(LastInstant) };
        var tick = new Option<double>("--tick") { Description = "Seconds between two ticks of the gateway, 1 to 600; of more than 5 the gateway counts 5 as listened", DefaultValueFactory = _ => 5 };
        var scenario = new Option<string>("--scenario") { Description = "Which storeroom: one of many articles, or the demonstration's ward", DefaultValueFactory = _ => Hospital };
        scenario.AcceptOnlyFromAmong(Hospital, Ward.Scenario.Id);
        Check(days, value => value is >= 1 and <= 400, "--days is from 1 to 400");
        Check(articles, value => value >= HospitalStoreroom.FewestArticles && value <= Assortment.Articles.Count, $"--articles is from {HospitalStoreroom.FewestArticles} to {Assortment.Articles.Count}");
        Check(end, value => LineCodec.TryParseInstant(value, out _), "--end is a UTC instant such as 2026-05-31T04:00:00Z");
        Check(tick, value => value is >= 1 and <= 600, "--tick is from 1 to 600 seconds");

        var command = new Command("history", "Write the past of a storeroom as a trace to replay, with its truth, without real time passing.") { folder, seed, days, articles, end, tick, scenario };
        command.SetAction((result, stop) =>
        {
            var path = Directory.CreateDirectory(result.GetRequiredValue(folder)).FullName;
            var number = result.GetValue(seed);
            var last = LineCodec.TryParseInstant(result.GetRequiredValue(end), out var instant) ? instant : LastInstant;
            var span = TimeSpan.FromDays(result.GetValue(days));
            var local = new LocalDays(last - span, span);
            var ward = result.GetValue(scenario) == Ward.Scenario.Id;
            var storeroom = ward ? WardPast.Make(number) : HospitalStoreroom.Make(number, result.GetValue(articles));
            Past.Write(storeroom, local, ward ? Troubles.None : Troubles.Draw(storeroom, local, number), number, TimeSpan.FromSeconds(result.GetValue(tick)), path, stop);
            return Task.FromResult(0);
        });
        return command;
    }

    private static void Check<T>(Option<T> option, Func<T, bool> holds, string rule) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<T>() is not { } value || !holds(value))
        {
            result.AddError(rule);
        }
    });
}
