using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using EdgeStock.Domain;
using EdgeStock.Wire;
using Command = System.CommandLine.Command;

namespace EdgeStock.Gateway.Operations;

/// <summary>A lot that waits for a decision.</summary>
/// <param name="Since">Since when it was in the excursion.</param>
/// <param name="Ended">When the excursion ended; null while it lasts.</param>
/// <param name="State">Whether it may be used now: <c>usable</c>, <c>quarantined</c> or <c>gone</c>.</param>
internal sealed record UndecidedLot(string Room, string Alarm, DateTimeOffset Onset, DateTimeOffset? Ended, string Article, string? Lot, DateOnly? Expiry, int Pieces, DateTimeOffset Since, string State)
{
    /// <summary>All of them, the oldest excursion first.</summary>
    public static IReadOnlyList<UndecidedLot> Of(Site site, Projection projection, DateTimeOffset now) =>
    [
        .. from view in projection.Excursions.Values.OrderBy(v => v.Onset).ThenBy(v => v.Alarm, StringComparer.Ordinal)
           from lot in view.Undecided()
           select new UndecidedLot(view.Room, view.Alarm, view.Onset, view.EndedAt, lot.Article, lot.Lot, lot.Expiry, lot.Pieces, lot.From, StateOf(site, projection, lot, now)),
    ];

    private static string StateOf(Site site, Projection projection, ExcursionLot lot, DateTimeOffset now)
    {
        var rooms = lot.Rooms.Where(r => Exposure.Of(site, projection, r, lot.Article, now).Any(l => l.Is(lot.Article, lot.Lot, lot.Expiry))).ToList();
        return rooms.Count == 0 ? "gone" : rooms.TrueForAll(r => projection.Book.Holding(r, lot.Article).Lots.Any(l => l.Is(lot.Lot, lot.Expiry) && l.Quarantine is not null)) ? "quarantined" : "usable";
    }
}

/// <summary>Lots that an excursion reached and of which nobody has decided. Exit code 1 when there are any, for scripts that watch.</summary>
internal static class LotsUndecidedCommand
{
    public static Command Verb(Option<string> data)
    {
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var verb = new Command("undecided", "lots that an excursion reached and nobody has decided about; exit code 1 when there are any") { data, json };
        verb.SetAction(parsed => Show(parsed.GetValue(data)!, parsed.GetValue(json)));
        return verb;
    }

    private static int Show(string data, bool json)
    {
        var (site, projection) = LedgerView.Open(data);
        var lots = UndecidedLot.Of(site, projection, ScaledClock.FromEnvironment().GetUtcNow());
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(lots, JsonSerializerOptions.Web));
            return lots.Count > 0 ? 1 : 0;
        }

        if (lots.Count > 0)
        {
            Table.Write(["alarm", "storeroom", "since", "until", "article", "lot", "use by", "pieces", "now"], lots.Select(l => (IReadOnlyList<string>)
            [
                l.Alarm, l.Room, Clock(l.Since), l.Ended is { } at ? Clock(at) : "it lasts", l.Article, l.Lot ?? "-", Today.Text(l.Expiry), l.Pieces.ToString(CultureInfo.InvariantCulture), l.State,
            ]));
        }

        Console.Out.WriteLine(lots.Count == 0 ? "no lot waits for a decision"
            : $"{lots.Count} {(lots.Count == 1 ? "lot waits" : "lots wait")} for a decision: see 'edgestock lots climate ARTICLE --lot LOT', then 'edgestock lots decide ARTICLE --lot LOT --alarm ID --decision release|quarantine|discard --reason …'");
        return lots.Count > 0 ? 1 : 0;

        string Clock(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, site.Calendar.Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }
}
