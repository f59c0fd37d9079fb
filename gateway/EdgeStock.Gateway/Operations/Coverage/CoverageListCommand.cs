using System.CommandLine;
using EdgeStock.Domain;
using static EdgeStock.Gateway.Operations.CoverageCommand;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>Every article, the worst first. Exit code 1 when one under the obligation holds neither a month nor its exemption's own target, for scripts that watch.</summary>
internal static class CoverageListCommand
{
    public static Command Verb(Option<string> data)
    {
        var room = new Option<string?>("--room") { Description = "one storeroom; all otherwise" };
        var state = new Option<string?>("--state") { Description = "only articles in this state: covered, below-month, out, unknown or undefined" };
        state.AcceptOnlyFromAmong([.. Enum.GetValues<CoverState>().Select(Code)]);
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var verb = new Command("list", "every article, the worst first; exit code 1 when one holds neither a month nor its exemption's own target") { room, state, data, json };
        verb.SetAction(parsed => List(parsed.GetValue(data)!, parsed.GetValue(room), parsed.GetValue(state), parsed.GetValue(json)));
        return verb;
    }

    private static int List(string data, string? room, string? state, bool json)
    {
        var (view, covers, now) = Now(data, room);
        var shown = covers.Where(c => state is null || Code(c.State) == state)
            .OrderBy(c => c.State switch { CoverState.Out => 0, CoverState.BelowMonth => 1, CoverState.Unknown => 2, CoverState.Undefined => 3, _ => 4 }).ThenBy(c => c.DaysLow ?? 0).ToList();
        if (json)
        {
            CoverageJson.Print(shown, view, now);
        }
        else
        {
            Table.Write(
                ["storeroom", "article", "name", "state", "days", "on hand", "usable", "month", "missing", "runs out", "remarks"],
                shown.Select(c => (IReadOnlyList<string>)
                [
                    c.Room, c.Article, NameOf(view, c.Article), Say(c.State), Days(c.DaysLow), Number(c.OnHand), Number(c.Usable), Number(c.Required, 1), Number(c.Shortfall, 1), Today.Text(c.RunsOut), Remarks(view, c),
                ]));

            var (judged, held) = (covers.Count(c => c.Obligated && c.State != CoverState.Undefined), covers.Count(c => c.Obligated && c.State == CoverState.Covered));
            Console.Out.WriteLine($"{held} of {judged} articles with a baseline hold a month{(covers.Count(c => c.Obligated && c.State == CoverState.Undefined) is var none and > 0 ? $"; {none} have no baseline ('edgestock consumption' sets one)" : "")}");
        }

        return shown.Any(c => c.FallsShort()) ? 1 : 0;
    }

    private static string Remarks(LedgerView view, ArticleCover c)
    {
        var remarks = new List<string>();
        Add(c.Exemption is not null, $"exemption {c.Exemption?.Id}: {Number(c.Exemption?.TargetDays, 1)} days {(c.Exemption?.Met == true ? "held" : "NOT held")}");
        Add(view.Projection.Book.Holding(c.Room, c.Article).Surge, "surge");
        Add(c.Unknown > 0, $"{Number(c.Unknown)} not seen");
        Add(c.Quarantined > 0, $"{Number(c.Quarantined)} quarantined");
        Add(c.Recalled > 0, $"{Number(c.Recalled)} recalled");
        Add(c.Expired > 0, $"{Number(c.Expired)} expired");
        Add(c.Undated > 0, $"{Number(c.Undated)} without a date");
        Add(c.Awaiting > 0, $"{Number(c.Awaiting)} booked in, not on a shelf");
        Add(c.Unused >= 1, $"{Number(c.Unused)} will expire unused");
        Add(!c.Obligated, "not under the obligation");
        return string.Join(", ", remarks);

        void Add(bool holds, string what)
        {
            if (holds)
            {
                remarks.Add(what);
            }
        }
    }

    private static string Code(CoverState state) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(state.ToString());
}
