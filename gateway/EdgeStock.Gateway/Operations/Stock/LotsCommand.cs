using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using EdgeStock.Wire;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>What stands on the shelves, lot by lot, in the order in which it is to be used.</summary>
internal static class LotsCommand
{
    public static Command Verb(Option<string> data)
    {
        var room = new Argument<string?>("ROOM") { Description = "id of a storeroom; every one otherwise", Arity = ArgumentArity.ZeroOrOne };
        var article = new Option<string?>("--article") { Description = "only this article" };
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var verb = new Command("lots", "what stands on the shelves by lot, first to expire first; the gateway may run")
        {
            room, article, data, json,
            LotsUndecidedCommand.Verb(data), LotsDecideCommand.Verb(data), LotsClimateCommand.Verb(data),
        };
        verb.SetAction(parsed => Show(parsed.GetValue(data)!, parsed.GetValue(room), parsed.GetValue(article), parsed.GetValue(json)));
        return verb;
    }

    private static int Show(string data, string? room, string? article, bool json)
    {
        var (site, projection) = LedgerView.Open(data);
        if (room is not null && site.Rooms.All(r => r.Id != room))
        {
            throw new CommandException($"'{room}' is no storeroom of this gateway: there are {string.Join(", ", site.Rooms.Select(r => r.Id))}");
        }

        if (article is not null && projection.Book.Catalogue.Find(site, article) is null)
        {
            throw new CommandException($"'{article}' is neither in the catalogue nor in the site file: give an article's id, such as those that 'edgestock lots' shows");
        }

        var shelves = ArticleShelf.Of(site, projection, room, article, ScaledClock.FromEnvironment().GetUtcNow());
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(shelves, JsonSerializerOptions.Web));
            return 0;
        }

        Table.Write(ArticleShelf.Head, shelves.SelectMany(s => s.Rows(at => TimeZoneInfo.ConvertTime(at.AddMinutes(1).AddTicks(-1), site.Calendar.Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture))));
        return 0;
    }
}
