namespace EdgeStock.Domain;

/// <summary>Decides what a pharmacist says about lots that an excursion reached.</summary>
internal sealed class LotDecisionDesk(Site site, Projection projection, Instruct instruct)
{
    private const string See = "see 'edgestock lots undecided'";

    private readonly DateTimeOffset at = instruct.Taken;

    public Decision Decide(DecideLot x)
    {
        if (InstructionDesk.Wrong(x.Reason, "the reason") is { } wrong || (x.Room is not null && (wrong = InstructionDesk.WrongRoom(site, x.Room)) is not null)
            || NamedGoods.Find(site, projection, x.Goods, site.Calendar.DayOf(at), out wrong) is not { } goods)
        {
            return Decision.No(wrong!);
        }

        var known = projection.Excursions.Values.Where(v => v.ToldAt is not null && (x.Alarm ?? v.Alarm) == v.Alarm && (x.Room ?? v.Room) == v.Room && (x.Onset is null || Seconds(v.Onset) == Seconds(x.Onset.Value))).ToList();
        if (known.Count == 0)
        {
            return Decision.No($"no excursion{(x.Alarm is null ? "" : $" of alarm '{x.Alarm}'")}{(x.Room is null ? "" : $" in '{x.Room}'")}{(x.Onset is { } onset ? $" that began at {Time(onset)}" : "")} that reached lots is known: {See}; of older ones the ledger tells ('edgestock export')");
        }

        var reached = known.SelectMany(v => v.Lots.Where(l => l.Article == goods.Article.Id && Means(goods, l)).Select(l => (View: v, Lot: l))).ToList();
        if (reached.Count == 0)
        {
            return NotIn(known, goods);
        }

        var lots = reached.Select(r => (r.Lot.Lot, r.Lot.Expiry)).Distinct().ToList();
        if (lots.Count > 1)
        {
            return Decision.No($"several lots of '{goods.Article.Id}' are meant by that: name one of {string.Join(", ", lots.Select(l => Spoken(l.Lot, l.Expiry)))}");
        }

        var open = reached.Where(r => r.Lot.Verdict is null).ToList();
        if (open.Count == 0)
        {
            // A later decision takes the place of the last one; which one is meant must be clear.
            var last = reached.MaxBy(r => r.View.Onset);
            var before = last.Lot.Verdict!;
            if (before.Decision == x.Decision || x.Alarm is null)
            {
                return Decision.No($"{Spoken(last.Lot.Lot, last.Lot.Expiry)} of '{goods.Article.Id}' was decided at {Time(before.At)} by {before.By} after '{last.View.Alarm}': {Word(before.Decision)} ({before.Reason}); to change that, name --alarm {last.View.Alarm} and another decision");
            }

            open = [last];
        }

        return Decision.Of([.. open.Select(r => new LotDecided(at, r.View.Room, r.Lot.Article, r.Lot.Lot, r.Lot.Expiry, r.View.Alarm, r.View.Onset, x.Decision, x.Reason, instruct.By)), .. Follows(open, x)]);
    }

    /// <summary>What the decision means for the stock.</summary>
    private IEnumerable<StoreroomEvent> Follows(List<(ExcursionView View, ExcursionLot Lot)> decided, DecideLot x)
    {
        var (view, lot) = decided[^1];
        lot = lot with { Rooms = [.. decided.SelectMany(d => d.Lot.Rooms).Distinct()] };
        if (x.Decision != LotDecision.Release)
        {
            // Another reason than an excursion stays: who gave it has to take it back.
            var reason = $"{view.QuarantineMark()}{(x.Decision == LotDecision.Discard ? "throw away: " : "")}{x.Reason}";
            return LotQuarantines.Of(site, projection, lot, at, reason, instruct.By, view.QuarantineMark());
        }

        var held = lot.Rooms.Where(r => LotQuarantines.Why(projection, r, lot) is { } why && decided.Exists(d => why.StartsWith(d.View.QuarantineMark(), StringComparison.Ordinal))).ToList();
        var other = projection.Excursions.Values.Where(v => !decided.Exists(d => d.View == v)).FirstOrDefault(v => v.Lots.Any(l => l.Is(lot.Article, lot.Lot, lot.Expiry) && Holds(v, l)));
        return held.Select(room => other is null
            ? (StoreroomEvent)new LotReleased(at, room, lot.Article, lot.Lot, lot.Expiry, x.Reason, instruct.By)
            : new LotQuarantined(at, room, lot.Article, lot.Lot, lot.Expiry, $"{other.QuarantineMark()}not released after that one yet", instruct.By));
    }

    /// <summary>Another excursion keeps the lot in quarantine.</summary>
    private bool Holds(ExcursionView view, ExcursionLot lot) => lot.Verdict is { } verdict ? verdict.Decision != LotDecision.Release : view.ToldAt is not null && site.Alarms.QuarantineOn.Contains(view.Kind);

    private static Decision NotIn(List<ExcursionView> known, NamedGoods goods)
    {
        var of = known.SelectMany(v => v.Lots).Where(l => l.Article == goods.Article.Id).Select(l => Spoken(l.Lot, l.Expiry)).Distinct().ToList();
        var where = known.Count == 1 ? $"the excursion '{known[0].Alarm}' of {Time(known[0].Onset)}" : "any of these excursions";
        return Decision.No(of.Count == 0
            ? $"nothing of '{goods.Article.Id}' was in {where}: {See}"
            : $"{Spoken(goods.Lot, goods.Expiry)} of '{goods.Article.Id}' was not in {where}: of that article {InstructionDesk.Are(of)}");
    }

    private static bool Means(NamedGoods goods, ExcursionLot lot) => (goods.Lot is null || lot.Lot == goods.Lot) && (goods.Expiry is null || lot.Expiry == goods.Expiry || (lot.Expiry is null && goods.Lot is not null));

    private static long Seconds(DateTimeOffset instant) => instant.ToUnixTimeSeconds();

    private static string Word(LotDecision decision) => decision.ToString().ToLowerInvariant();

    private static string Time(DateTimeOffset instant) => FormattableString.Invariant($"{instant.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}");

    private static string Spoken(string? lot, DateOnly? expiry) => (lot, expiry) switch
    {
        (null, null) => "what has no lot",
        ({ } number, null) => $"lot {number}",
        (null, { } day) => FormattableString.Invariant($"a lot to be used by {day:yyyy-MM-dd}"),
        ({ } number, { } day) => FormattableString.Invariant($"lot {number} to be used by {day:yyyy-MM-dd}"),
    };
}
