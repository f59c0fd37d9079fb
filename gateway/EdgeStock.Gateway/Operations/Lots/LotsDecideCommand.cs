using System.CommandLine;
using EdgeStock.Domain;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>What becomes of a lot after an excursion. Who says it is the account that runs the tool, under its pseudonym.</summary>
internal static class LotsDecideCommand
{
    public static Command Verb(Option<string> data)
    {
        var article = new Argument<string>("ARTICLE") { Description = "id of the article" };
        var lot = new Option<string?>("--lot") { Description = "the lot; may be left out where only one of the article was in the excursion" };
        var expiry = new Option<string?>("--expiry") { Description = "last day of use, YYYY-MM-DD, where two lots have the same number" };
        var alarm = new Option<string?>("--alarm") { Description = "id of the alarm; without it, every excursion in which nobody has decided about the lot" };
        var room = new Option<string?>("--room") { Description = "only excursions in this storeroom" };
        var onset = new Option<string?>("--onset") { Description = "only the excursion that began at this instant, such as 2026-03-02T06:00:00Z" };
        var decision = new Option<LotDecision>("--decision") { Description = "release: it may be used; quarantine: not for now; discard: never, throw it away", Required = true };
        var (reason, json) = (Saying.Reason("why, in words"), Saying.Json());
        var verb = new Command("decide", "decide about a lot that an excursion reached: release, quarantine or discard") { article, lot, expiry, alarm, room, onset, decision, reason, data, json };
        verb.SetAction((parsed, _) => Saying.SayAsync(parsed.GetValue(data)!, parsed.GetValue(json), new DecideLot(
            new(parsed.GetValue(article), null, parsed.GetValue(lot), parsed.GetValue(expiry) is { } day ? Today.Parse(day, "--expiry") : null),
            parsed.GetValue(decision), parsed.GetValue(reason)!, parsed.GetValue(alarm), parsed.GetValue(room),
            parsed.GetValue(onset) is { } text ? ExportRange.Instant("--onset", text) : null)));
        return verb;
    }
}
