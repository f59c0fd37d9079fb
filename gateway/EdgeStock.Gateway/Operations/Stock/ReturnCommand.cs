using System.CommandLine;
using EdgeStock.Domain;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>Goods that had been taken come back unused.</summary>
internal static class ReturnCommand
{
    public static Command Verb(Option<string> data)
    {
        var (room, goods, json) = (Saying.Room(), new GoodsOptions(), Saying.Json());
        var reason = Saying.Reason("why they came back, in words");
        var verb = new Command("return", "book in goods that had been taken and came back unused") { room, reason, data, json };
        goods.AddTo(verb);
        verb.SetAction((parsed, _) => Saying.SayAsync(parsed.GetValue(data)!, parsed.GetValue(json), new ReturnGoods(parsed.GetValue(room)!, goods.Read(parsed), parsed.GetValue(reason)!)));
        return verb;
    }
}
