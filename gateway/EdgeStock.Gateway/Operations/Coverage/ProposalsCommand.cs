using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeStock.Domain;
using static EdgeStock.Gateway.Operations.CoverageCommand;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>What could be done: order, move, ask for more shelf life, think of an exemption. Nothing is done by it.</summary>
internal static class ProposalsCommand
{
    private const int MostDays = 365;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static Command Verb(Option<string> data)
    {
        var room = new Option<string?>("--room") { Description = "one storeroom; all otherwise" };
        var lead = new Option<int>("--lead-days") { Description = "days from an order to its delivery", DefaultValueFactory = _ => new ProposalTerms().LeadDays };
        var review = new Option<int>("--review-days") { Description = "days between two orders", DefaultValueFactory = _ => new ProposalTerms().ReviewDays };
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var verb = new Command("proposals", "what to order and to move, and what is turned over too slowly to hold a month") { room, lead, review, data, json };
        verb.SetAction(parsed => Propose(parsed.GetValue(data)!, parsed.GetValue(room), parsed.GetValue(lead), parsed.GetValue(review), parsed.GetValue(json)));
        return verb;
    }

    /// <summary>A proposal in a sentence.</summary>
    public static string Say(Proposal proposal, Func<string, string> name) => proposal switch
    {
        OrderProposal o => $"{o.Room}: order {(o.Package is { } p ? $"{o.Packages} packages of {p.Pieces} ({p.Gtin.Digits}), {o.Pieces} pieces" : $"{o.Pieces} pieces")} of {name(o.Article)}: "
            + $"{Number(o.DaysNow, 1)} days are there, {Number(o.TargetDays, 1)} must be; with it {Number(o.DaysAfter, 1)} on delivery"
            + (o.ShelfLifeToAsk is { } ask ? $". Ask for at least {ask} days of shelf life" : "")
            + (o.IsLimited ? ". More would expire before it is used" : "")
            + (o.Unknown > 0 ? $". See first to the {Number(o.Unknown)} pieces that cannot be seen now" : ""),
        MoveProposal m => $"{m.Room}: take {m.Pieces} pieces of {name(m.Article)}{(m.Lot is { } lot ? $", lot {lot}" : "")} from {m.From}{(m.WouldExpire ? ", where they would expire unused" : "")}: "
            + $"{Number(m.DaysBefore, 1)} days become {Number(m.DaysAfter, 1)}, {Number(m.DaysLeftThere, 1)} stay there",
        SlowMoverProposal s => $"{s.Room}: {name(s.Article)} is turned over too slowly to hold a month: {Number(s.PerMonth, 1)} a month are used, "
            + $"{(s.PackagePieces > 1 ? $"a package of {s.PackagePieces} lasts {Number(s.PackageDays, 1)} days, and its last piece" : "a piece")} waits {Number(s.HoldDays)} days, "
            + $"but keeps {s.ShelfLifeDays} ({(s.ShelfLifeSeen ? "as the freshest lot here" : "two thirds of the catalogue's")}): {Number(s.WastedShare * 100)} % {(s.PackagePieces > 1 ? "of each package " : "")}would expire. "
            + (s.TargetThatWorks > 0 ? $"{Number(s.TargetThatWorks)} days can be held without waste: a candidate for an exemption" : s.PackagePieces > 1 ? "Ask for smaller packages or a longer shelf life" : "Ask for a longer shelf life"),
        _ => throw new ArgumentException($"{proposal.GetType().Name} has no sentence", nameof(proposal)),
    };

    private static int Propose(string data, string? room, int lead, int review, bool json)
    {
        if (lead is < 0 or > MostDays || review is < 0 or > MostDays)
        {
            throw new CommandException($"--lead-days and --review-days must be 0 to {MostDays}");
        }

        var (view, _, now) = Now(data, room);
        var proposals = Proposing.Of(view.Site, view.Projection, view.Site.Calendar.DayOf(now), now, new(lead, review)).Where(p => room is null || p.Room == room).ToList();
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(
                new { order = proposals.OfType<OrderProposal>(), move = proposals.OfType<MoveProposal>(), slowMovers = proposals.OfType<SlowMoverProposal>() }, Json));
            return 0;
        }

        foreach (var (title, some) in new (string, IEnumerable<Proposal>)[] { ("Move", proposals.OfType<MoveProposal>()), ("Order", proposals.OfType<OrderProposal>()), ("Too slow for a month", proposals.OfType<SlowMoverProposal>()) })
        {
            var list = some.ToList();
            if (list.Count > 0)
            {
                Console.Out.WriteLine($"{title}:");
                list.ForEach(p => Console.Out.WriteLine($"  {Say(p, a => NameOf(view, a))}"));
            }
        }

        if (proposals.Count == 0)
        {
            Console.Out.WriteLine("nothing to propose: every article with a baseline holds what it must, and will until the next order");
        }

        return 0;
    }
}
