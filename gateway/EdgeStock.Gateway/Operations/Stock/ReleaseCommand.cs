using System.CommandLine;
using EdgeStock.Domain;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>A quarantined lot may be used again.</summary>
internal static class ReleaseCommand
{
    public static Command Verb(Option<string> data)
    {
        var (room, goods, json) = (Saying.Room(), new GoodsOptions(), Saying.Json());
        var reason = Saying.Reason("who judged it, and why it may be used");
        var verb = new Command("release", "say that a quarantined lot may be used again") { room, reason, data, json };
        goods.AddNamesTo(verb);
        verb.SetAction((parsed, _) => Saying.SayAsync(parsed.GetValue(data)!, parsed.GetValue(json), new ReleaseGoods(parsed.GetValue(room)!, goods.Read(parsed), parsed.GetValue(reason)!)));
        return verb;
    }
}
