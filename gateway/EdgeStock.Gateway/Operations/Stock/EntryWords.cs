using System.Globalization;
using System.Text;
using EdgeStock.Domain;
using EdgeStock.Ledger;

namespace EdgeStock.Gateway.Operations;

/// <summary>What ledger entries say, in a sentence each for somebody who stands in a storeroom.</summary>
/// <param name="names">What articles are called, by their ids.</param>
internal sealed class EntryWords(IReadOnlyDictionary<string, string> names)
{
    /// <summary>The sentence of an entry, with its number.</summary>
    public string Of(InstructEntry entry) => string.Create(CultureInfo.InvariantCulture, $"{(Event(entry) is { } e ? Of(e) : null) ?? $"{entry.Kind} of {entry.Subject}"} (entry {entry.Seq})");

    /// <summary>The event of an entry; null when a newer release wrote it.</summary>
    public static StoreroomEvent? Event(InstructEntry entry) => EventCodec.StoredNames.Contains(entry.Kind)
        ? EventCodec.Decode(new(entry.Seq, entry.Kind, null, entry.Subject, default, default, Encoding.UTF8.GetBytes(entry.Data.GetRawText()), []))
        : null;

    /// <summary>The sentence of an event; null for one that is not about goods.</summary>
    public string? Of(StoreroomEvent e) => e switch
    {
        LotReceived r => $"{r.Room}: {Some(r, r.Pieces)} came in{(r.Packages is > 1 and var packages ? Text($" in {packages} packages") : "")}",
        CaseOpened o => $"{o.Room}: a case of {Name(o.Article)} is opened; its {Pieces(o.Pieces)} stand for themselves now",
        LotReturned r => $"{r.Room}: {Some(r, r.Pieces)} came back unused: {r.Reason}",
        LotWasted w => $"{w.Room}: {Some(w, w.Pieces)} thrown away: {w.Reason.ToString().ToLowerInvariant()}{(w.Text is null ? "" : $", {w.Text}")}",
        LotSent s => $"{s.Room}: {Some(s, s.Pieces)} sent to {s.To}",
        LotArrived a => $"{a.Room}: {Some(a, a.Pieces)} came from {a.From}",
        StockTakeMade s => $"{s.Room}: counted {Pieces(s.Counted)} of {Name(s.Article)}{Counted(s)}, {Text($"{s.Expected}")} booked: {Difference(s)}",
        LotQuarantined q => $"{q.Room}: {Which(q)} of {Name(q.Article)} must not be used until it is released: {q.Reason}",
        LotReleased r => $"{r.Room}: {Which(r)} of {Name(r.Article)} may be used again: {r.Reason}",
        LotDecided d => $"{d.Room}: {Which(d)} of {Name(d.Article)}, after {d.Alarm}: {Decided(d.Decision)}: {d.Reason}",
        LotAcclimatising a => Text($"{a.Room}: {Which(a)} of {Name(a.Article)}: do not open before {MinuteFrom(a.Until.UtcDateTime):yyyy-MM-dd HH:mm} UTC (pack {a.PackTemp:0.#} °C, room {a.RoomTemp:0.#} °C, dew point {a.DewPoint:0.#} °C)"),
        LotAcclimatised a => $"{a.Room}: {Which(a)} of {Name(a.Article)} may be opened now",
        ExcursionLots x => Text($"ALARM {x.Room}: {x.Alarm} reached {(x.Lots.Count == 1 ? "1 lot" : Text($"{x.Lots.Count} lots"))}: see 'edgestock lots undecided'"),
        ExcursionEnded x => $"{x.Room}: {x.Alarm} is over",
        LotExpired x => $"WARNING {x.Room}: {Some(x, x.Pieces)}: too old, throw it away",
        FefoBroken f => $"WARNING {f.Room}: {Which(f)} of {Name(f.Article)} went before {(f.EarlierLot is null ? "what is" : $"lot {f.EarlierLot}, which is")} to be used by {Day(f.EarlierExpiry)}: take first what expires first",
        RecallIssued r => $"{r.Recall}: {(r.Lot is null ? "every lot" : $"lot {r.Lot}")} of {Name(r.Article)} is recalled and counts in no storeroom any more: {r.Reason}{(r.Reference is null ? "" : $" ({r.Reference})")}",
        RecallEnded r => $"{r.Recall} is over: {r.Reason}",
        HygieneAlarmChanged h => h.Standing
            ? $"ALARM {h.Room}: a transport package{Perhaps(h.Article)} stands in zone {h.Zone} of a sterile storeroom: unpack it outside"
            : $"{h.Room}: the transport package{Perhaps(h.Article)} is out of zone {h.Zone}",
        CoverStateChanged c => $"{(c.State is CoverState.Covered or CoverState.Undefined ? "" : "WARNING ")}{c.Room}: {Name(c.Article)} {Cover(c)}",
        StockCounted c => $"{c.Room}: bin {c.Bin} of {Name(c.Article)} holds {Pieces(c.Count)} now",
        _ => null,
    };

    /// <summary>Rounded up: who reads 14:32 may act at 14:32.</summary>
    private static DateTime MinuteFrom(DateTime instant) => instant.AddMinutes(1).AddTicks(-1);

    private static string Decided(LotDecision decision) => decision switch
    {
        LotDecision.Release => "it may be used",
        LotDecision.Quarantine => "it must not be used for now",
        _ => "it must not be used any more, throw it away ('edgestock waste')",
    };

    private static string Cover(CoverStateChanged c) => c.State switch
    {
        CoverState.Covered => $"is covered for {Days(c)}, a month or more",
        CoverState.BelowMonth => $"is covered for {Days(c)}, less than a month{(c.RunsOut is { } day ? $"; without a delivery it runs out on {Day(day)}" : "")}",
        CoverState.Out => "has nothing left that can be used",
        CoverState.Unknown => "has surely less than a month's need, and stock that cannot be seen now",
        _ => "has no normal consumption to tell its cover by",
    };

    private static string Days(CoverStateChanged c) => Text($"{c.Days ?? 0:0.#} days");

    private static string Counted(StockTakeMade s) => s.Bin is { } bin ? $" in bin {bin}" : s.Whole ? "" : $", {Which(s)}";

    private static string Difference(StockTakeMade s) => (s.Counted - s.Expected) switch
    {
        0 => "no difference",
        < 0 and var fewer => Text($"{-fewer} fewer"),
        var more => Text($"{more} more"),
    };

    private string Some(LotEvent e, int pieces) => $"{Pieces(pieces)} of {Name(e.Article)}, {Which(e)}";

    private static string Which(LotEvent e) => (e.Lot, e.Expiry) switch
    {
        (null, null) => "no lot and no date known",
        ({ } lot, null) => $"lot {lot}",
        (null, { } day) => $"use by {Day(day)}",
        ({ } lot, { } day) => $"lot {lot} (use by {Day(day)})",
    };

    private static string Pieces(int pieces) => pieces == 1 ? "1 piece" : Text($"{pieces} pieces");

    private string Name(string article) => names.GetValueOrDefault(article) ?? article;

    private string Perhaps(string? article) => article is null ? "" : $" of {Name(article)}";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
