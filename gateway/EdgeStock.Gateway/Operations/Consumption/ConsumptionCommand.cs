using System.CommandLine;
using EdgeStock.Domain;
using EdgeStock.Gateway.Intake.Csv;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>Normal consumption: what is configured, beside what was measured.</summary>
internal static class ConsumptionCommand
{
    public static Command Verb(Option<string> data)
    {
        var json = new Option<bool>("--json") { Description = "print JSON" };
        return new("consumption", "what storerooms normally use in a month (docs/catalogue.md)") { Import(data, json), Set(data), List(data, json) };
    }

    private static Command Import(Option<string> data, Option<bool> json)
    {
        var file = new Argument<string>("FILE") { Description = "a CSV file with the columns room, article, per_month, source and date" };
        var dryRun = new Option<bool>("--dry-run") { Description = "only say what is wrong, or what would change" };
        var verb = new Command("import", "configure the figures of a file; where one line is wrong, nothing is changed") { file, dryRun, data, json };
        verb.SetAction((parsed, _) => ConsumptionImport.RunAsync(parsed.GetValue(file)!, parsed.GetValue(data)!, parsed.GetValue(dryRun), parsed.GetValue(json)));
        return verb;
    }

    private static Command Set(Option<string> data)
    {
        var room = new Argument<string>("ROOM") { Description = "a storeroom's id" };
        var article = new Argument<string>("ARTICLE") { Description = "an article's id" };
        var perMonth = new Argument<string>("PER_MONTH") { Description = "pieces a month" };
        var source = new Option<string>("--source") { Description = "where the figure comes from, in words", Required = true };
        var date = new Option<string?>("--date") { Description = "day from which it holds; today when it is not given" };
        var verb = new Command("set", "configure one figure") { room, article, perMonth, source, date, data };
        verb.SetAction((parsed, _) => SetAsync(
            parsed.GetValue(data)!, parsed.GetValue(room)!, parsed.GetValue(article)!, parsed.GetValue(perMonth)!, parsed.GetValue(source)!, parsed.GetValue(date)));
        return verb;
    }

    private static Command List(Option<string> data, Option<bool> json)
    {
        var room = new Option<string?>("--room") { Description = "only one storeroom" };
        var verb = new Command("list", "configured and measured figures, and where they differ by more than a quarter") { room, data, json };
        verb.SetAction((parsed, _) => ConsumptionListing.ListAsync(parsed.GetValue(data)!, parsed.GetValue(room), parsed.GetValue(json)));
        return verb;
    }

    private static async Task<int> SetAsync(string data, string room, string article, string perMonth, string source, string? date)
    {
        var figure = ConsumptionFile.TryPerMonth(perMonth, out var pieces, out var why) ? pieces : throw new CommandException($"PER_MONTH: {why}");
        var day = date is null ? Today.At(LedgerView.Open(data).Site) : Today.Parse(date, "--date");
        var entries = await Instructing.DoAsync(data, new SetNormalConsumption([new(room, article, figure, source, day)]));
        await Console.Out.WriteLineAsync(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{figure} pieces of {article} a month are normal in {room} from {Today.Text(day)}: ledger entry {entries[0].Seq}"));
        return 0;
    }
}
