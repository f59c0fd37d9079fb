using System.CommandLine;
using EdgeStock.Domain;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>Books goods in that came: by hand, by scan, scan after scan from a scanner, or by the tags that the antennas of a zone see.</summary>
internal static class GoodsInCommand
{
    /// <summary>Scans come on standard input.</summary>
    private const string StandardInput = "-";

    public static Command Verb(Option<string> data)
    {
        var (room, goods, json) = (Saying.Room(), new GoodsOptions(), Saying.Json());
        var zone = new Option<string?>("--zone") { Description = "book in the goods whose tags the antennas of this zone see and that are of no lot yet" };
        var supplier = new Option<string?>("--supplier") { Description = "who delivered them" };
        var verb = new Command("goods-in", "book in goods that came; '--scan -' takes a scanner's lines from standard input") { room, zone, supplier, data, json };
        foreach (var option in new Option[] { goods.Article, goods.Scan, goods.Lot, goods.Expiry, goods.Pieces, goods.Packages, goods.Epc })
        {
            verb.Options.Add(option);
        }

        GoodsOptions.Named(verb, goods.Article, goods.Scan, goods.Epc, zone);
        verb.Validators.Add(given =>
        {
            Option[] amounts = [goods.Pieces, goods.Packages, goods.Epc];
            if (amounts.Count(o => GoodsOptions.IsGiven(given, o)) > 1)
            {
                given.AddError("give one of --pieces, --packages and --epc");
            }

            if ((GoodsOptions.IsGiven(given, zone) || given.GetValue(goods.Scan) == StandardInput) && GoodsOptions.IsGiven(given, goods.Epc))
            {
                given.AddError("--epc names one package: leave it out where tags or scans name the goods");
            }

            if (GoodsOptions.IsGiven(given, zone) && given.GetValue(goods.Scan) == StandardInput)
            {
                given.AddError("give --zone or '--scan -', not both");
            }
        });
        verb.SetAction((parsed, _) =>
        {
            var said = new ReceiveGoods(parsed.GetValue(room)!, goods.Read(parsed), parsed.GetValue(zone), parsed.GetValue(supplier));
            return said.Goods.Scan == StandardInput
                ? LinesAsync(parsed.GetValue(data)!, parsed.GetValue(json), said)
                : Saying.SayAsync(parsed.GetValue(data)!, parsed.GetValue(json), said);
        });
        return verb;
    }

    private static async Task<int> LinesAsync(string data, bool json, ReceiveGoods said)
    {
        if (!Console.IsInputRedirected)
        {
            await Console.Error.WriteLineAsync("scan now, one package after the other; end with Ctrl-D");
        }

        return await new GoodsInLines(said, what => Instructing.AskAsync(data, what), json).RunAsync(Console.In, Console.Out);
    }
}
