using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using EdgeStock.Domain;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>An article or a lot of it is recalled: in no storeroom of this gateway does it count until the recall ends.</summary>
internal static class RecallCommand
{
    public static Command Verb(Option<string> data)
    {
        var (goods, json) = (new GoodsOptions(), Saying.Json());
        var reason = Saying.Reason("why, in words");
        var reference = new Option<string?>("--reference") { Description = "number of the maker's or the authority's notice" };
        var verb = new Command("recall", "recall an article, or a lot of it, in every storeroom of this gateway")
        {
            goods.Article, goods.Scan, goods.Lot, reason, reference, data, json, End(data), List(data),
        };
        GoodsOptions.Named(verb, goods.Article, goods.Scan);
        verb.SetAction((parsed, _) => Saying.SayAsync(parsed.GetValue(data)!, parsed.GetValue(json), new RecallGoods(goods.Read(parsed), parsed.GetValue(reason)!, parsed.GetValue(reference))));
        return verb;
    }

    private static Command End(Option<string> data)
    {
        var json = Saying.Json();
        var recall = new Argument<string>("RECALL") { Description = "its id, as in 'edgestock recall list'" };
        var reason = Saying.Reason("why it does not hold any more, in words");
        var verb = new Command("end", "a recall is over: what is left of the goods may be used again") { recall, reason, data, json };
        verb.SetAction((parsed, _) => Saying.SayAsync(parsed.GetValue(data)!, parsed.GetValue(json), new EndRecall(parsed.GetValue(recall)!, parsed.GetValue(reason)!)));
        return verb;
    }

    private static Command List(Option<string> data)
    {
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var verb = new Command("list", "the recalls that are in force") { data, json };
        verb.SetAction(parsed => Show(parsed.GetValue(data)!, parsed.GetValue(json)));
        return verb;
    }

    private static int Show(string data, bool json)
    {
        var recalls = LedgerView.Open(data).Projection.Book.Recalls.Values.OrderBy(r => r.Seq).ToList();
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(recalls, JsonSerializerOptions.Web));
            return 0;
        }

        Table.Write(
            ["recall", "since (UTC)", "article", "lot", "reason", "reference"],
            recalls.Select(r => new[] { r.Recall, r.Since.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), r.Article, r.Lot ?? "every lot", r.Reason, r.Reference ?? "-" }));
        return 0;
    }
}
