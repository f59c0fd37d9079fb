namespace EdgeStock.Domain;

/// <summary>What tags stand for: goods of a lot that came in with them, of a lot that they name themselves, or of the article that their code names.</summary>
internal static class TagBook
{
    /// <summary>A tag came. One that left a short while ago brings back what it stood for.</summary>
    public static Projection Arrive(Site site, Projection next, long seq, TagArrived t)
    {
        var tag = next.Tags[t.Epc.Hex];
        if (next.Book.Gone.TryGetValue(t.Epc.Hex, out var gone))
        {
            next = next with
            {
                Tags = next.Tags.SetItem(t.Epc.Hex, tag with { Goods = gone.Goods, Packaging = EpcCode.Decode(t.Epc).Packaging, Booked = gone.Booked, Opened = gone.Opened }),
                Book = next.Book with { Gone = next.Book.Gone.Remove(t.Epc.Hex) },
            };
            return gone.Goods is { } known ? Back(next, seq, t, gone, known) : next;
        }

        if (tag.Goods is not null || tag.Opened)
        {
            // It was in doubt, and is found again.
            return next;
        }

        var (goods, packaging) = Read(site, next.Book.Catalogue, t.Epc);
        next = next with { Tags = next.Tags.SetItem(t.Epc.Hex, tag with { Goods = goods, Packaging = packaging }) };
        return goods is null ? next : Seen(next, seq, t.Room, goods);
    }

    /// <summary>A tag left. What it stood for is used, unless it was thrown away or sent.</summary>
    public static Projection Leave(Projection next, long seq, TagDeparted t, TagView gone)
    {
        if (gone.Goods is null && !gone.Opened)
        {
            return next;
        }

        var quarantine = gone.Goods is { } of ? next.Book.Holding(t.Room, of.Article).Lots.FirstOrDefault(l => l.Is(of.Lot, of.Expiry))?.Quarantine : null;
        next = next with { Book = next.Book with { Gone = next.Book.Gone.SetItem(t.Epc.Hex, new(t.Epc.Hex, t.Room, gone.Goods, t.At, seq, gone.Booked, gone.Opened, quarantine)) } };
        if (gone.Goods is not { } goods)
        {
            return next;
        }

        return StockKeeping.With(next, seq, t.Room, goods.Article, h =>
        {
            var owed = Math.Min(h.Today.Owed, goods.Pieces);
            return h with
            {
                Lots = owed > 0 ? h.Lots : Fefo.TakeOf(h.Lots, goods.Lot, goods.Expiry, goods.Pieces),
                Today = h.Today with { Taken = h.Today.Taken + goods.Pieces - owed, Owed = h.Today.Owed - owed, OwedBefore = Math.Min(h.Today.OwedBefore, h.Today.Owed - owed) },
            };
        });
    }

    /// <summary>Goods came in with their tags: from now on these stand for the lot.</summary>
    public static Projection Bind(Projection next, long seq, LotReceived r)
    {
        foreach (var epc in r.Tags)
        {
            if (next.Tags.TryGetValue(epc.Hex, out var tag))
            {
                var pieces = tag.Goods?.Pieces ?? r.Pieces / r.Tags.Count;
                next = next with { Tags = next.Tags.SetItem(epc.Hex, tag with { Goods = new(r.Article, pieces, r.Lot ?? tag.Goods?.Lot, r.Expiry ?? tag.Goods?.Expiry), Booked = true, Seq = seq }) };
            }
        }

        return next;
    }

    /// <summary>The catalogue is another: tags that stand for no booked goods are read again.</summary>
    public static Projection Resolve(Site site, Projection next, long seq)
    {
        foreach (var tag in next.Tags.Values.Where(t => !t.Booked && !t.Opened))
        {
            var (goods, _) = Read(site, next.Book.Catalogue, Epc.From(tag.Epc));
            if (goods != tag.Goods)
            {
                next = next with { Tags = next.Tags.SetItem(tag.Epc, tag with { Goods = goods, Seq = seq }) };
                next = goods is null ? next : Seen(next, seq, tag.Room, goods);
            }
        }

        return next;
    }

    /// <summary>What a tag says, and the goods that it stands for when its product code is known.</summary>
    public static (TagGoods? Goods, Packaging Packaging) Read(Site site, Catalogue catalogue, Epc epc)
    {
        var identity = EpcCode.Decode(epc);
        return identity.Gtin is { } gtin && catalogue.Find(site, gtin) is var (article, item)
            ? (new(article.Id, item.Pieces, identity.Lot, identity.Expiry), identity.Packaging)
            : (null, identity.Packaging);
    }

    /// <summary>
    /// Goods are back with their tag, in the same storeroom or another one. Booked ones are booked there again, with their quarantine, unless
    /// somebody has said already that they come. A quarantine comes back also with goods that nobody had booked: they were set apart all the same.
    /// </summary>
    private static Projection Back(Projection next, long seq, TagArrived t, GoneTagView gone, TagGoods goods)
    {
        var others = next.Tags.Values.Where(o => o.Room == t.Room && o.Booked && o.Epc != gone.Epc && o.Goods is { } same && same.Article == goods.Article && same.Lot == goods.Lot && same.Expiry == goods.Expiry);
        return StockKeeping.With(next, seq, t.Room, goods.Article, h =>
        {
            var lot = h.Lots.FirstOrDefault(l => l.Is(goods.Lot, goods.Expiry));
            var said = (lot?.Pieces ?? 0) - others.Sum(o => o.Goods!.Pieces) >= goods.Pieces;
            return h with
            {
                Lots = lot is null && gone.Quarantine is { } why ? Fefo.InOrder(h.Lots.Append(new(goods.Lot, goods.Expiry, goods.Pieces, why, t.At)))
                    : said || !gone.Booked ? h.Lots
                    : Fefo.Add(h.Lots, goods.Lot, goods.Expiry, goods.Pieces, t.At),
                Today = gone.Room == t.Room && !said ? h.Today with { Returned = h.Today.Returned + goods.Pieces } : h.Today,
                Tagged = true,
            };
        });
    }

    private static Projection Seen(Projection next, long seq, string room, TagGoods goods) =>
        StockKeeping.With(next, seq, room, goods.Article, h => h.Tagged ? h : h with { Tagged = true });
}
