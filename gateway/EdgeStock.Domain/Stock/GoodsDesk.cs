using System.Globalization;

namespace EdgeStock.Domain;

/// <summary>Decides what people do with goods.</summary>
internal sealed class GoodsDesk(Site site, Projection projection, Instruct instruct)
{
    private readonly DateOnly today = site.Calendar.DayOf(instruct.Taken);
    private readonly DateTimeOffset at = instruct.Taken;
    private readonly string by = instruct.By;

    public Decision Receive(ReceiveGoods x)
    {
        if ((InstructionDesk.WrongRoom(site, x.Room) ?? (x.Supplier is null ? null : InstructionDesk.Wrong(x.Supplier, "the supplier"))) is { } wrong)
        {
            return Decision.No(wrong);
        }

        if (x.Zone is { } zone)
        {
            return ReceiveTags(x, zone);
        }

        if (Named(x.Goods, out var refused) is not { } goods)
        {
            return Decision.No(refused!);
        }

        if (goods.Pieces is not > 0)
        {
            return Decision.No("it is not said how many came: give --pieces, or scan a package that the catalogue knows");
        }

        if (goods.Epc is { } known && projection.Tags.GetValueOrDefault(known.Hex) is { Booked: true })
        {
            return Decision.No($"tag {known.Hex} came in already: its goods are booked");
        }

        return Old(goods) ?? Decision.Of(new LotReceived(
            at, x.Room, goods.Article.Id, goods.Lot, goods.Expiry, goods.Pieces.Value, goods.Package?.Gtin.Digits, goods.Packages, goods.Sscc, x.Supplier, goods.Epc is { } epc ? [epc] : [], goods.Via, by));
    }

    public Decision Open(OpenCase x)
    {
        if (InstructionDesk.WrongRoom(site, x.Room) is { } wrong || Named(x.Goods, out wrong) is not { } goods)
        {
            return Decision.No(wrong!);
        }

        if (goods.Epc is null && goods.Package is null)
        {
            return Decision.No("it is not said which case: scan it, or give its tag with --epc");
        }

        return goods.Epc is { } epc && !(projection.Tags.TryGetValue(epc.Hex, out var tag) && tag.Room == x.Room)
            ? Decision.No($"no antenna of '{x.Room}' sees tag {epc.Hex}: there is nothing that would count it")
            : goods.Pieces is > 0
                ? Decision.Of(new CaseOpened(at, x.Room, goods.Article.Id, goods.Lot, goods.Expiry, goods.Pieces.Value, goods.Epc, by))
                : Decision.No("it is not known how many pieces are in it: put its product code into the catalogue, or give --pieces");
    }

    public Decision Return(ReturnGoods x) => Counted(x.Room, x.Goods, out var goods, out var pieces) is { } no ? no
        : InstructionDesk.Wrong(x.Reason, "the reason") is { } wrong ? Decision.No(wrong)
        : Old(goods) ?? Decision.Of(new LotReturned(at, x.Room, goods.Article.Id, goods.Lot, goods.Expiry, pieces, x.Reason, by));

    public Decision Waste(WasteGoods x)
    {
        if (Held(x.Room, x.Goods, out var goods, out var pieces) is { } no)
        {
            return no;
        }

        var wrong = x.Text is null && x.Reason != WasteReason.Other ? null : InstructionDesk.Wrong(x.Text, "the text");
        var (lot, expiry) = Booked(x.Room, goods);
        return wrong is not null ? Decision.No(wrong) : Decision.Of(new LotWasted(at, x.Room, goods.Article.Id, lot, expiry, pieces, x.Reason, x.Text, by));
    }

    public Decision Transfer(TransferGoods x)
    {
        if (InstructionDesk.WrongRoom(site, x.To) is { } wrong)
        {
            return Decision.No(wrong);
        }

        if (x.To == x.Room)
        {
            return Decision.No($"the goods are to go from '{x.Room}' to '{x.To}': give another storeroom with --to");
        }

        if (Held(x.Room, x.Goods, out var goods, out var pieces) is { } no)
        {
            return no;
        }

        return Parts(x.Room, goods, pieces, out var parts) ?? Decision.Of([.. parts.SelectMany(p => (StoreroomEvent[])
        [
            new LotSent(at, x.Room, goods.Article.Id, p.Lot, p.Expiry, p.Pieces, x.To, by),
            new LotArrived(at, x.To, goods.Article.Id, p.Lot, p.Expiry, p.Pieces, x.Room, by),
        ])]);
    }

    public Decision Quarantine(QuarantineGoods x) => Lots(x.Room, x.Goods, x.Reason, l => l.Quarantine is null, "that may be used", out var lots) is { } no ? no
        : Decision.Of([.. lots.Select(l => new LotQuarantined(at, x.Room, l.Article, l.Lot.Lot, l.Lot.Expiry, x.Reason, by))]);

    public Decision Release(ReleaseGoods x) => Lots(x.Room, x.Goods, x.Reason, l => l.Quarantine is not null, "in quarantine", out var lots) is { } no ? no
        : Decision.Of([.. lots.Select(l => new LotReleased(at, x.Room, l.Article, l.Lot.Lot, l.Lot.Expiry, x.Reason, by))]);

    public Decision Recall(RecallGoods x, long next)
    {
        if (Named(x.Goods, out var refused) is not { } goods)
        {
            return Decision.No(refused!);
        }

        var wrong = InstructionDesk.Wrong(x.Reason, "the reason") ?? (x.Reference is null ? null : InstructionDesk.Wrong(x.Reference, "the reference"));
        var standing = projection.Book.Recalls.Values.FirstOrDefault(r => r.Article == goods.Article.Id && r.Lot == goods.Lot);
        return wrong is not null ? Decision.No(wrong)
            : standing is not null ? Decision.No($"it is recalled already, by {standing.Recall}")
            : Decision.Of(new RecallIssued(at, string.Create(CultureInfo.InvariantCulture, $"recall-{next}"), goods.Article.Id, goods.Lot, x.Reason, x.Reference, by));
    }

    public Decision EndRecall(EndRecall x) =>
        !projection.Book.Recalls.ContainsKey(x.Recall) ? Decision.No($"no recall '{x.Recall}' is in force: there {Are(projection.Book.Recalls.Keys)}")
        : InstructionDesk.Wrong(x.Reason, "the reason") is { } wrong ? Decision.No(wrong)
        : Decision.Of(new RecallEnded(at, x.Recall, x.Reason, by));

    /// <summary>The tags that a zone's antennas see now and that came in with nothing yet are the goods.</summary>
    private Decision ReceiveTags(ReceiveGoods x, string zone)
    {
        if (!site.Zones.Any(z => z.Id == zone && z.Room == x.Room))
        {
            return Decision.No($"'{zone}' is no zone of '{x.Room}': there {Are(site.Zones.Where(z => z.Room == x.Room).Select(z => z.Id))}");
        }

        var seen = projection.Tags.Values.Where(t => t.Zone == zone && t.Presence == Presence.Present && !t.Booked && t.Goods is not null).ToList();
        NamedGoods? named = null;
        if (x.Goods.Article is not null || x.Goods.Scan is not null)
        {
            if ((named = Named(x.Goods, out var refused)) is null)
            {
                return Decision.No(refused!);
            }

            seen = [.. seen.Where(t => t.Goods!.Article == named.Article.Id)];
        }

        if (seen.Count == 0)
        {
            return Decision.No($"the antennas of '{zone}' see no tag of {(named is null ? "the catalogue" : $"'{named.Article.Id}'")} that is not booked in yet: bring the goods there, or import their product codes");
        }

        var (lot, expiry) = (named?.Lot ?? x.Goods.Lot, named?.Expiry ?? x.Goods.Expiry);
        var groups = seen.GroupBy(t => (t.Goods!.Article, Lot: lot ?? t.Goods.Lot, Expiry: expiry ?? t.Goods.Expiry)).OrderBy(g => g.Key.Article, StringComparer.Ordinal).ToList();
        return lot is not null && groups.Select(g => g.Key.Article).Distinct().Count() > 1
            ? Decision.No($"there are tags of {string.Join(", ", groups.Select(g => g.Key.Article).Distinct())}, and one lot was given: name the article with --article")
            : Decision.Of([.. groups.Select(g => new LotReceived(
                at, x.Room, g.Key.Article, g.Key.Lot, g.Key.Expiry, g.Sum(t => t.Goods!.Pieces), null, g.Count(), null, x.Supplier, [.. g.Select(t => Epc.From(t.Epc)).Order()], GoodsSource.Tags, by))]);
    }

    private NamedGoods? Named(Goods goods, out string? refused) => NamedGoods.Find(site, projection, goods, today, out refused);

    private Decision? Old(NamedGoods goods) => goods.Expiry < today
        ? Decision.No($"it was to be used until {goods.Expiry:yyyy-MM-dd}: goods that are too old are not taken in; check the date, and send them back or throw them away")
        : null;

    private Decision? Counted(string room, Goods said, out NamedGoods goods, out int pieces)
    {
        (goods, pieces) = (null!, 0);
        if (InstructionDesk.WrongRoom(site, room) is { } wrong || Named(said, out wrong) is not { } named)
        {
            return Decision.No(wrong!);
        }

        (goods, pieces) = (named, named.Pieces ?? 0);
        return pieces > 0 ? null : Decision.No("it is not said how many: give --pieces");
    }

    /// <summary>The same of goods that must be there.</summary>
    private Decision? Held(string room, Goods said, out NamedGoods goods, out int pieces)
    {
        if (Counted(room, said, out goods, out pieces) is { } no)
        {
            return no;
        }

        var named = goods;
        var holding = projection.Book.Holding(room, named.Article.Id);
        if (named.Lot is { } lot && holding.Lots.All(l => l.Lot != lot))
        {
            return Decision.No($"lot {lot} of '{named.Article.Id}' is not booked in '{room}': there {Are(holding.Lots.Select(l => l.Lot ?? "one without a number"))}");
        }

        var there = There(room, named.Article.Id);
        return pieces > there ? Decision.No($"'{room}' has {there} pieces of '{named.Article.Id}', not {pieces}: count them ('edgestock stock-take'), or give the right number") : null;
    }

    /// <summary>The lot as it is booked: a scan that names the lot alone means the date that is booked with it.</summary>
    private (string? Lot, DateOnly? Expiry) Booked(string room, NamedGoods goods) =>
        projection.Book.Holding(room, goods.Article.Id).Lots.FirstOrDefault(l => l.Lot == goods.Lot && (goods.Expiry is null || l.Expiry == goods.Expiry)) is { } lot && goods.Lot is not null
            ? (lot.Lot, lot.Expiry) : (goods.Lot, goods.Expiry);

    /// <summary>
    /// The lots that go, so that they arrive as what they are: the one that was named, else the first to expire of those that may be used, and at
    /// last pieces that nobody booked in. A quarantine does not end by carrying the goods to another room.
    /// </summary>
    private Decision? Parts(string room, NamedGoods goods, int pieces, out List<(string? Lot, DateOnly? Expiry, int Pieces)> parts)
    {
        var lots = projection.Book.Holding(room, goods.Article.Id).Lots;
        if (goods.Lot is not null || goods.Expiry is not null)
        {
            var (lot, expiry) = Booked(room, goods);
            parts = [(lot, expiry, pieces)];
            return lots.FirstOrDefault(l => l.Is(lot, expiry))?.Quarantine is { } why
                ? Decision.No($"lot {lot} of '{goods.Article.Id}' is in quarantine ({why}): release it first, or leave it where it is") : null;
        }

        parts = [];
        foreach (var lot in lots.Where(l => l.Quarantine is null && !(l.Expiry < today)))
        {
            var some = Math.Min(pieces, lot.Pieces);
            if (some > 0)
            {
                parts.Add((lot.Lot, lot.Expiry, some));
                pieces -= some;
            }
        }

        var unbooked = Math.Max(0, There(room, goods.Article.Id) - lots.Sum(l => l.Pieces));
        if (pieces > unbooked)
        {
            return Decision.No($"{pieces} of these pieces are in quarantine or too old: give fewer, or name the lot");
        }

        if (pieces > 0)
        {
            parts.Add((null, null, pieces));
        }

        return null;
    }

    private int There(string room, string article)
    {
        var stock = StockOnHand.Of(site, projection, room, article, today, at);
        return (int)Math.Ceiling(Math.Max(projection.Book.Holding(room, article).Booked, stock.High + stock.Unknown + stock.Awaiting));
    }

    private Decision? Lots(string room, Goods said, string reason, Func<BookedLot, bool> which, string what, out List<(string Article, BookedLot Lot)> lots)
    {
        lots = [];
        if (InstructionDesk.WrongRoom(site, room) is { } wrong || Named(said, out wrong) is not { } goods || (wrong = InstructionDesk.Wrong(reason, "the reason")) is not null)
        {
            return Decision.No(wrong!);
        }

        var booked = projection.Book.Holding(room, goods.Article.Id).Lots.Where(l => (goods.Lot is null || l.Lot == goods.Lot) && (goods.Expiry is null || l.Expiry == goods.Expiry)).ToList();
        lots = [.. booked.Where(which).Select(l => (goods.Article.Id, l))];
        return lots.Count > 0 ? null : Decision.No($"'{room}' has no lot of '{goods.Article.Id}'{(goods.Lot is null ? "" : $" with number {goods.Lot}")} {what}: there {Are(booked.Select(l => l.Lot ?? "one without a number"))}");
    }

    private static string Are(IEnumerable<string> names) => names.ToList() is { Count: > 0 } some ? $"are {string.Join(", ", some)}" : "are none";
}
