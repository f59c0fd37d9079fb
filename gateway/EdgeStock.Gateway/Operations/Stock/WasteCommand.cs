using System.CommandLine;
using EdgeStock.Domain;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>Goods are thrown away (kassation): no consumption.</summary>
internal static class WasteCommand
{
    public static Command Verb(Option<string> data)
    {
        var (room, goods, json) = (Saying.Room(), new GoodsOptions(), Saying.Json());
        var words = Enum.GetNames<WasteReason>().Select(n => n.ToLowerInvariant()).ToArray();
        var reason = Saying.Reason($"why: {string.Join(", ", words)}");
        reason.AcceptOnlyFromAmong(words);
        var text = new Option<string?>("--text") { Description = "more about it, in words; needed with 'other'" };
        var verb = new Command("waste", "say that goods were thrown away") { room, reason, text, data, json };
        goods.AddTo(verb);
        verb.Validators.Add(given =>
        {
            if (given.GetResult(reason) is { Tokens: [{ Value: "other" }] } && !GoodsOptions.IsGiven(given, text))
            {
                given.AddError("--reason other: say with --text why");
            }
        });
        verb.SetAction((parsed, _) => Saying.SayAsync(
            parsed.GetValue(data)!, parsed.GetValue(json),
            new WasteGoods(parsed.GetValue(room)!, goods.Read(parsed), Enum.Parse<WasteReason>(parsed.GetValue(reason)!, ignoreCase: true), parsed.GetValue(text))));
        return verb;
    }
}
