using System.CommandLine;
using EdgeStock.Domain;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>Somebody counted (inventering): a bin, a lot, or all that a storeroom has of an article.</summary>
internal static class StockTakeCommand
{
    public static Command Verb(Option<string> data)
    {
        var (room, goods, json) = (Saying.Room(), new GoodsOptions(), Saying.Json());
        var count = new Option<int>("--count") { Description = "pieces that were counted", Required = true };
        var bin = new Option<string?>("--bin") { Description = "the bin that was counted" };
        var verb = new Command("stock-take", "say what was counted: of a lot, of a bin, or of all that a storeroom has of an article") { room, count, bin, data, json };
        GoodsOptions.Named(verb, goods.Article, goods.Scan, bin);
        foreach (var option in new Option[] { goods.Article, goods.Scan, goods.Lot, goods.Expiry })
        {
            verb.Options.Add(option);
        }

        verb.SetAction((parsed, _) => Saying.SayAsync(
            parsed.GetValue(data)!, parsed.GetValue(json), new TakeStock(parsed.GetValue(room)!, goods.Read(parsed) with { Pieces = parsed.GetValue(count) }, parsed.GetValue(bin))));
        return verb;
    }
}
