using System.CommandLine;
using EdgeStock.Domain;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>A case was opened: its pieces stand for themselves.</summary>
internal static class OpenCaseCommand
{
    public static Command Verb(Option<string> data)
    {
        var (room, goods, json) = (Saying.Room(), new GoodsOptions(), Saying.Json());
        var verb = new Command("open-case", "say that a case was opened: its own tag stands for nothing any more") { room, data, json };
        goods.AddTo(verb);
        verb.SetAction((parsed, _) => Saying.SayAsync(parsed.GetValue(data)!, parsed.GetValue(json), new OpenCase(parsed.GetValue(room)!, goods.Read(parsed))));
        return verb;
    }
}
