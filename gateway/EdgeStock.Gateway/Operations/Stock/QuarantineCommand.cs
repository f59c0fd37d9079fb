using System.CommandLine;
using EdgeStock.Domain;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>A lot must not be used for now.</summary>
internal static class QuarantineCommand
{
    public static Command Verb(Option<string> data)
    {
        var (room, goods, json) = (Saying.Room(), new GoodsOptions(), Saying.Json());
        var reason = Saying.Reason("why, in words");
        var verb = new Command("quarantine", "say that a lot, or every lot of an article here, must not be used until it is released") { room, reason, data, json };
        goods.AddNamesTo(verb);
        verb.SetAction((parsed, _) => Saying.SayAsync(parsed.GetValue(data)!, parsed.GetValue(json), new QuarantineGoods(parsed.GetValue(room)!, goods.Read(parsed), parsed.GetValue(reason)!)));
        return verb;
    }
}
