using System.CommandLine;
using System.Text.Json;
using EdgeStock.Domain;
using EdgeStock.Ledger;
using EdgeStock.Wire;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>The key figures of alarms in a stretch of days, from the ledger. Exit code 1 when a target is missed.</summary>
internal static class AlarmKpiCommand
{
    public static Command Verb(Option<string> data)
    {
        var from = new Option<string>("--from") { Description = "first day, as 2026-03-01", Required = true };
        var to = new Option<string>("--to") { Description = "last day", Required = true };
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var verb = new Command("kpi", "alarms a day, time to acknowledge, what chatters, what stands; exit code 1 when a target is missed") { from, to, json, data };
        verb.SetAction(parsed => Show(parsed.GetValue(data)!, Today.Parse(parsed.GetValue(from)!, "--from"), Today.Parse(parsed.GetValue(to)!, "--to"), parsed.GetValue(json)));
        return verb;
    }

    private static int Show(string data, DateOnly from, DateOnly to, bool json)
    {
        if (to < from)
        {
            throw new CommandException($"--to {Today.Text(to)} is before --from {Today.Text(from)}: give the first day first");
        }

        var site = LedgerView.Open(data).Site;
        var (begin, end) = (site.Calendar.StartOf(from), site.Calendar.StartOf(to.AddDays(1)));
        var now = ScaledClock.FromEnvironment().GetUtcNow();
        using var ledger = LedgerReader.Open(Path.Combine(data, "ledger.db"));
        var f = AlarmFigures.Of(AlarmQueries.Until(ledger, end), begin, end < now || now <= begin ? end : now, AlarmQueries.Judgements(ledger)) with
        {
            Drills = DrillFigures.Of([.. NotificationQueries.From(ledger, begin)], begin, end, now),
        };
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(f, JsonSerializerOptions.Web));
            return f.IsGood() ? 0 : 1;
        }

        foreach (var (what, value) in Said(f))
        {
            Console.Out.WriteLine($"{what,-26}  {value}");
        }

        return f.IsGood() ? 0 : 1;
    }

    private static IEnumerable<(string What, string Value)> Said(AlarmFigures f) =>
    [
        ("alarms", FormattableString.Invariant($"{f.Raised}, {f.PerDay:0.0#} a day")),
        ("most within ten minutes", FormattableString.Invariant($"{f.BusiestTenMinutes}{(f.BusiestTenMinutes >= 10 ? ": a flood" : "")}")),
        ("acknowledged", FormattableString.Invariant($"{f.Acknowledged}{(f.AcknowledgeMinutes is { } m ? FormattableString.Invariant($", after {m:0.#} min (median), {f.LongestAcknowledgeMinutes:0.#} min at most") : "")}")),
        ("judged false", f.Judged.FalseShare is { } share ? FormattableString.Invariant($"{share:0.#%} ({f.Judged.False} of {f.Judged.False + f.Judged.True} judged; {f.Judged.NotJudged} not judged)") : $"none judged, {f.Judged.NotJudged} not judged"),
        ("calls in a shift of 8 h", FormattableString.Invariant($"{f.Shifts.Median:0.#} (median), {f.Shifts.Most} at most; over two in {f.Shifts.OverTarget} of {f.Shifts.Shifts} shifts")),
        ("further steps called", FormattableString.Invariant($"{f.Escalated}")),
        ("shelved", FormattableString.Invariant($"{f.Shelvings} times")),
        ("chattering", List(f.Chattering)),
        ("standing at the end", List(f.Standing)),
        ("over a day without owner", List(f.Unowned)),
        .. f.Drills is { } d ? [("drills of notification", FormattableString.Invariant($"{d.Begun}, signed {d.Signed}, not signed within a day: {List(d.Unsigned)}"))] : Array.Empty<(string, string)>(),
        .. f.ByAlarm.Take(10).Select(a => ($"  {a.Alarm}", FormattableString.Invariant($"{a.Raised}"))),
    ];

    private static string List(IReadOnlyList<string> alarms) => alarms.Count == 0 ? "none" : string.Join(", ", alarms);
}
