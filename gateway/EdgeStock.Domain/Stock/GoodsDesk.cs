using System.Globalization;

namespace EdgeStock.Domain;

/// <summary>Decides what people do with goods that are there, or were.</summary>
internal sealed class GoodsDesk(Site site, Projection projection, Instruct instruct)
{
    private readonly DateOnly today = site.Calendar.DayOf(instruct.Taken);
    private readonly DateTimeOffset at = instruct.Taken;
    private readonly string by = instruct.By;

    public Decision Return(ReturnGoods x)
    {
        if (Counted(x.Room, x.Goods, out var goods, out var pieces) is { } no)
        {
            return no;
        }

        if (goods.Epc is { } epc && projection.Tags.GetValueOrDefault(epc.Hex) is { Booked: true, Presence: Presence.Present } tag && tag.Room == x.Room)
        {
            return Decision.No($"the antennas of '{x.Room}' see tag {epc.Hex}: that its goods are back is booked already");
        }

        var (lot, expiry) = goods.Lot is null ? (null, goods.Expiry) : Booked(x.Room, goods);
        return InstructionDesk.Wrong(x.Reason, "the reason") is { } wrong ? Decision.No(wrong)
            : InstructionDesk.TooOld(goods.Article.Id, lot, expiry, today) ?? Decision.Of(new LotReturned(at, x.Room, goods.Article.Id, lot, expiry, pieces, x.Reason, by));
    }

    public Decision Waste(WasteGoods x)
    {
        if (Held(x.Room, x.Goods, true, out var goods, out var pieces) is { } no)
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
            return Decision.No($"the goods are to go from '{x.Room}' to '{x.To}': name another storeroom");
        }

        if (Held(x.Room, x.Goods, false, out var goods, out var pieces) is { } no)
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
        !projection.Book.Recalls.ContainsKey(x.Recall) ? Decision.No($"no recall '{x.Recall}' is in force: there {InstructionDesk.Are(projection.Book.Recalls.Keys)}")
        : InstructionDesk.Wrong(x.Reason, "the reason") is { } wrong ? Decision.No(wrong)
        : Decision.Of(new RecallEnded(at, x.Recall, x.Reason, by));

    private NamedGoods? Named(Goods goods, out string? refused) => NamedGoods.Find(site, projection, goods, today, out refused);

    private Decision? Counted(string room, Goods said, out NamedGoods goods, out int pieces)
    {
        (goods, pieces) = (null!, 0);
        if (InstructionDesk.WrongRoom(site, room) is { } wrong || Named(said, out wrong) is not { } named)
        {
            return Decision.No(wrong!);
        }

        (goods, pieces) = (named, named.Pieces ?? 0);
        return named.OpenedBefore(projection) ?? (pieces > 0 ? null : Decision.No("it is not said how many: give --pieces"));
    }

    /// <summary>The same of goods that must be there, or have gone today, where sensors saw them go before somebody said why.</summary>
    private Decision? Held(string room, Goods said, bool orGone, out NamedGoods goods, out int pieces)
    {
        if (Counted(room, said, out goods, out pieces) is { } no)
        {
            return no;
        }

        var (id, named, soFar) = (goods.Article.Id, goods, projection.Book.Holding(room, goods.Article.Id).Today);
        if (named.Epc is { } epc && projection.Tags.GetValueOrDefault(epc.Hex) is { } tag && tag.Room != room)
        {
            return Decision.No($"tag {epc.Hex} is in '{tag.Room}', not in '{room}': say it of that storeroom");
        }

        var gone = orGone ? Math.Max(0, soFar.Taken - soFar.Owed) : 0;
        var there = There(room, id) + gone;
        if (pieces > there)
        {
            return Decision.No($"'{room}' has {there - gone} pieces of '{id}'{(gone > 0 ? $" and {gone} went today" : "")}, not {pieces}: count them ('edgestock stock-take'), or give the right number");
        }

        if (named.Lot is null && named.Expiry is null)
        {
            return null;
        }

        // Pieces that nobody booked in may be of any lot, and so may those that went.
        var booked = projection.Book.Holding(room, id).Lots;
        var shelf = StockOnHand.LotsOf(site, projection, room, id, today, at).Where(l => Means(named, l.Lot, l.Expiry)).ToList();
        var meant = booked.Where(l => Means(named, l.Lot, l.Expiry)).ToList();
        var most = Math.Max(meant.Sum(l => l.Pieces), (int)Math.Ceiling(shelf.Sum(l => l.High))) + Math.Max(0, there - booked.Sum(l => l.Pieces));
        return meant.Count + shelf.Count == 0 && gone == 0 ? Decision.No($"{Spoken(named.Lot, named.Expiry)} of '{id}' is not booked in '{room}': there {InstructionDesk.Are(booked.Select(l => Spoken(l.Lot, l.Expiry)))}")
            : pieces > most ? Decision.No($"'{room}' has {most} pieces of {Spoken(named.Lot, named.Expiry)} of '{id}', not {pieces}: count that lot ('edgestock stock-take'), or give the right number") : null;
    }

    /// <summary>The lot as it is booked: who names the lot alone means the date that is booked with it, and who names the date alone the lot.</summary>
    private (string? Lot, DateOnly? Expiry) Booked(string room, NamedGoods goods)
    {
        var named = goods.Lot is not null || goods.Expiry is not null;
        var lots = projection.Book.Holding(room, goods.Article.Id).Lots;
        return named && lots.FirstOrDefault(l => (goods.Lot is null || l.Lot == goods.Lot) && (goods.Expiry is null || l.Expiry == goods.Expiry)) is { } lot ? (lot.Lot, lot.Expiry) : (goods.Lot, goods.Expiry);
    }

    /// <summary>
    /// The lots that go, so that they arrive as what they are: the one that was named, else the first to expire of those that may be used, and at
    /// last pieces that nobody booked in. Neither a quarantine nor a recall ends by carrying the goods to another room.
    /// </summary>
    private Decision? Parts(string room, NamedGoods goods, int pieces, out List<(string? Lot, DateOnly? Expiry, int Pieces)> parts)
    {
        var lots = projection.Book.Holding(room, goods.Article.Id).Lots;
        if (goods.Lot is not null || goods.Expiry is not null)
        {
            var (lot, expiry) = Booked(room, goods);
            parts = [(lot, expiry, pieces)];
            return lots.FirstOrDefault(l => l.Quarantine is not null && Means(goods, l.Lot, l.Expiry))?.Quarantine is { } why ? Decision.No($"{Spoken(lot, expiry)} of '{goods.Article.Id}' is in quarantine ({why}): release it first, or leave it where it is")
                : projection.Book.RecallOf(goods.Article.Id, lot) is { } recall ? Decision.No($"{Spoken(lot, expiry)} of '{goods.Article.Id}' is recalled ({recall.Recall}: {recall.Reason}): leave it where it is until it is sent back or thrown away")
                : expiry < today ? Decision.No($"{Spoken(lot, expiry)} of '{goods.Article.Id}' is too old: throw it away where it is ('edgestock waste')") : null;
        }

        parts = [];
        foreach (var lot in lots.Where(l => l.Quarantine is null && !(l.Expiry < today) && projection.Book.RecallOf(goods.Article.Id, l.Lot) is null))
        {
            var some = Math.Min(pieces, lot.Pieces);
            if (some > 0)
            {
                parts.Add((lot.Lot, lot.Expiry, some));
                pieces -= some;
            }
        }

        var unbooked = projection.Book.RecallOf(goods.Article.Id, null) is null ? Math.Max(0, There(room, goods.Article.Id) - lots.Sum(l => l.Pieces)) : 0;
        if (pieces > unbooked)
        {
            return Decision.No($"{pieces} of these pieces are in quarantine, recalled or too old: give fewer, or name the lot");
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

        var booked = projection.Book.Holding(room, goods.Article.Id).Lots;
        lots = [.. booked.Where(l => Means(goods, l.Lot, l.Expiry) && which(l)).Select(l => (goods.Article.Id, l))];
        return lots.Count > 0 ? null : Decision.No($"'{room}' has no lot of '{goods.Article.Id}'{(goods.Lot is null ? "" : $" with number {goods.Lot}")} {what}: booked there {InstructionDesk.Are(booked.Select(l => Spoken(l.Lot, l.Expiry)))}{(booked.Count == 0 ? "; say with 'edgestock stock-take' and --lot what is there" : "")}");
    }

    /// <summary>Whether a lot may be the one that was named; one that was booked without its date is known by its number alone.</summary>
    private static bool Means(NamedGoods goods, string? lot, DateOnly? expiry) => (goods.Lot is null || lot == goods.Lot) && (goods.Expiry is null || expiry == goods.Expiry || (expiry is null && lot is not null && lot == goods.Lot));

    private static string Spoken(string? lot, DateOnly? expiry) => (lot, expiry) switch
    {
        (null, null) => "one without a number",
        ({ } number, null) => $"lot {number}",
        (null, { } day) => $"a lot to be used by {day:yyyy-MM-dd}",
        ({ } number, { } day) => $"lot {number} to be used by {day:yyyy-MM-dd}",
    };
}
