using System.CommandLine;
using System.Globalization;
using EdgeStock.Simulator.History;
using EdgeStock.Wire;

namespace EdgeStock.Simulator.ClimateYear;

/// <summary>edgestock-simulator climate-year: the climate of three storerooms as a trace, with its truth.</summary>
internal static class ClimateYearVerb
{
    private const string Year = "year";
    private const string Week = "week";
    private const int DaysBetweenWords = 30;

    /// <summary>Unless the caller names another: New Year in Sweden.</summary>
    private static readonly DateTimeOffset FirstInstant = new(2024, 12, 31, 23, 0, 0, TimeSpan.Zero);

    public static Command Make()
    {
        var folder = new Option<string>("--dir") { Description = "Folder for site.yaml, climate.ndjson and truth.jsonl", Required = true };
        var seed = new Option<long>("--seed") { Description = "Decides everything that chance decides", DefaultValueFactory = _ => 7 };
        var days = new Option<int>("--days") { Description = "How many days of a year, 1 to 400; some 4.5 MB a day", DefaultValueFactory = _ => 365 };
        var start = new Option<string>("--start") { Description = "UTC instant at which a year begins", DefaultValueFactory = _ => LineCodec.Format(FirstInstant) };
        var scenario = new Option<string>("--scenario") { Description = "A year whose troubles the seed draws, or a week in July that holds each kind", DefaultValueFactory = _ => Year };
        scenario.AcceptOnlyFromAmong(Year, Week);
        days.Validators.Add(result => Check(result, result.GetValueOrDefault<int>() is >= 1 and <= 400, "--days is from 1 to 400"));
        start.Validators.Add(result => Check(result, LineCodec.TryParseInstant(result.GetValueOrDefault<string>() ?? "", out _), "--start is a UTC instant such as 2025-06-01T00:00:00Z"));

        var command = new Command("climate-year", "Write the climate of three storerooms as a trace to replay, with its truth, without real time passing.") { folder, seed, days, start, scenario };
        command.SetAction((result, stop) =>
        {
            var path = Directory.CreateDirectory(result.GetRequiredValue(folder)).FullName;
            var number = result.GetValue(seed);
            var week = result.GetValue(scenario) == Week;
            var first = week ? PlannedWeek.Start : LineCodec.TryParseInstant(result.GetRequiredValue(start), out var instant) ? instant : FirstInstant;
            var count = week ? PlannedWeek.Days : result.GetValue(days);
            var troubles = week ? PlannedWeek.Troubles : DrawnTroubles.Draw(new LocalDays(first, TimeSpan.FromDays(count)), number);
            YearOfRooms.Write($"climate-{result.GetValue(scenario)}", first, count, troubles, number, path, day =>
            {
                if (day % DaysBetweenWords == 0)
                {
                    result.InvocationConfiguration.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"climate-year: day {day} of {count}"));
                }
            }, stop);
            return Task.FromResult(0);
        });
        return command;
    }

    private static void Check(System.CommandLine.Parsing.OptionResult result, bool holds, string rule)
    {
        if (!holds)
        {
            result.AddError(rule);
        }
    }
}
