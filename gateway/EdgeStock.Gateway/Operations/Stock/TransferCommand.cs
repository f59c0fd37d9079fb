using System.CommandLine;
using EdgeStock.Domain;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>Goods go to another storeroom of this gateway, as the lots that they are.</summary>
internal static class TransferCommand
{
    public static Command Verb(Option<string> data)
    {
        var (room, goods, json) = (Saying.Room(), new GoodsOptions(), Saying.Json());
        var to = new Argument<string>("TO") { Description = "id of the storeroom that they go to" };
        var verb = new Command("transfer", "send goods to another storeroom of this gateway") { room, to, data, json };
        goods.AddTo(verb);
        verb.SetAction((parsed, _) => Saying.SayAsync(parsed.GetValue(data)!, parsed.GetValue(json), new TransferGoods(parsed.GetValue(room)!, parsed.GetValue(to)!, goods.Read(parsed))));
        return verb;
    }
}
