using System.Collections.Immutable;
using System.Globalization;

namespace EdgeStock.Domain;

/// <summary>Keeps the book of stock: what each event makes of it. Pure; the same events give the same book.</summary>
internal static class StockKeeping
{
    /// <summary>A tag that comes back within this time brings back what it stood for; after it, it is news.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(7);

    /// <summary>The read models with their book after one more event.</summary>
    /// <param name="site">What stands where from the event on.</param>
    /// <param name="before">The read models before the event.</param>
    /// <param name="next">The same after it, with the book as it was.</param>
    public static Projection Apply(Site site, Projection before, Projection next, long seq, StoreroomEvent e)
    {
        var book = next.Book;
        switch (e)
        {
            case StockTaken t:
                return With(next, seq, t.Room, t.Article, h => Taken(site, before, h, t));
            case StockAdded a:
                return With(next, seq, a.Room, a.Article, h => Added(site, before, h, a));
            case StockCounted c:
                return Doubts(site, With(next, seq, c.Room, c.Article, h => Recounted(site, before, h, c)), seq, c.At, [(c.Room, c.Article)]);
            case StockUncounted u:
                return Doubts(site, next, seq, u.At, [(u.Room, u.Article)]);
            case BinConditionChanged c when next.Bins.GetValueOrDefault(c.Bin) is { } bin && bin.IsBlind() != before.Bins.GetValueOrDefault(c.Bin)?.IsBlind():
                return Doubts(site, next, seq, c.At, [(bin.Room, bin.Article)]);
            case DeviceStateChanged d:
                return Doubts(site, next, seq, d.At, [.. site.Bins.Where(b => b.Device == d.Device).Select(b => (b.Room, b.Article.Id))]);
            case SiteChanged s:
                return Doubts(site, Open(site, next, seq, s.At), seq, s.At, [.. site.Bins.Select(b => (b.Room, b.Article.Id)).Distinct()]);
            case TagArrived t:
                return Seen(site, before, TagBook.Arrive(site, next, seq, t), seq, t.At, t.Epc);
            case TagDeparted t when before.Tags.GetValueOrDefault(t.Epc.Hex) is { } gone:
                return Seen(site, before, TagBook.Leave(next, seq, t, gone), seq, t.At, t.Epc);
            case TagObscured t when next.Tags.GetValueOrDefault(t.Epc.Hex) is { Goods: { } goods } && book.Holding(t.Room, goods.Article).Today.UnknownSince is null:
                return Doubts(site, next, seq, t.At, [(t.Room, goods.Article)]);
            case LotReceived r:
                return ReceivedUnits.Add(TagBook.Bind(With(next, seq, r.Room, r.Article, h => Came(site, next, h, r, r.Pieces) with { Tagged = h.Tagged || r.Tags.Count > 0 }), seq, r), seq, r);
            case CaseOpened { Epc: { } epc } o when next.Tags.GetValueOrDefault(epc.Hex) is { } tag:
                return next with { Tags = next.Tags.SetItem(epc.Hex, tag with { Goods = null, Opened = true, Seq = seq }) };
            case LotReturned r:
                return With(next, seq, r.Room, r.Article, h => CameBack(site, next, h, r));
            case LotWasted w:
                return Wasted(With(next, seq, w.Room, w.Article, h => Gone(site, h, w, w.Pieces)), site, seq, w);
            case LotSent s:
                return With(next, seq, s.Room, s.Article, h => Gone(site, h, s, s.Pieces));
            case LotArrived a:
                return With(next, seq, a.Room, a.Article, h => Came(site, next, h, a, a.Pieces));
            case StockTakeMade s:
                return HandCount.Apply(site, next, seq, s);
            case LotQuarantined q:
                return With(next, seq, q.Room, q.Article, h => h with { Lots = SetApart(next, h, q) });
            case LotReleased r:
                return With(next, seq, r.Room, r.Article, h => h with { Lots = Marked(h.Lots, r, null) });
            case LotExpired x:
                return With(next, seq, x.Room, x.Article, h => h with { Lots = [.. h.Lots.Select(l => l.Is(x.Lot, x.Expiry) ? l with { Expired = true } : l)] });
            case RecallIssued r:
                return next with { Book = book with { Recalls = book.Recalls.SetItem(r.Recall, new(r.Recall, r.Article, r.Lot, r.Reason, r.Reference, r.At, seq)) } };
            case RecallEnded r:
                return next with { Book = book with { Recalls = book.Recalls.Remove(r.Recall) } };
            case HygieneAlarmChanged { Standing: true } h:
                return next with { Book = book with { Hygiene = book.Hygiene.SetItem(h.Epc.Hex, new(h.Epc.Hex, h.Room, h.Zone, h.Packaging, h.Article, h.At, seq)) } };
            case HygieneAlarmChanged h:
                return next with { Book = book with { Hygiene = book.Hygiene.Remove(h.Epc.Hex) } };
            case ArticleDefined a:
                return next with { Book = book with { Catalogue = book.Catalogue.With(new(a.Article, seq)) } };
            case ArticleWithdrawn a:
                return next with { Book = book with { Catalogue = book.Catalogue.Without(a.Article) } };
            case CatalogueImported:
                return TagBook.Resolve(site, next, seq);
            case NormalConsumptionSet n:
                return With(next, seq, n.Room, n.Article, h => h with { Normal = new(n.Room, n.Article, n.PerMonth, n.Source, n.Date) });
            case CoverStateChanged c:
                return With(next, seq, c.Room, c.Article, h => h with { State = c.State });
            case SurgeChanged s:
                return With(next, seq, s.Room, s.Article, h => h with { Surge = s.Standing });
            case ExemptionGranted x:
                return next with { Book = book with { Exemptions = book.Exemptions.SetItem(x.Exemption.Id, new(x.Exemption, false, false, null, seq)) } };
            case ExemptionReviewed x when book.Exemptions.GetValueOrDefault(x.Exemption) is { } view:
                var renewed = view.Exemption with { ReviewOn = x.ReviewOn, ValidUntil = x.ValidUntil };
                return next with { Book = book with { Exemptions = book.Exemptions.SetItem(x.Exemption, new(renewed, false, false, x.At, seq)) } };
            case ExemptionReviewDue x when book.Exemptions.GetValueOrDefault(x.Exemption) is { } view:
                return next with { Book = book with { Exemptions = book.Exemptions.SetItem(x.Exemption, view with { Reminded = true, Overdue = x.Overdue, Seq = seq }) } };
            case ExemptionEnded x:
                return next with { Book = book with { Exemptions = book.Exemptions.Remove(x.Exemption) } };
            case StoreroomDayClosed d:
                return DayBook.Close(site, next, seq, d, Remembered);
            default:
                return next;
        }
    }

    /// <summary>The read models with an article's holding changed.</summary>
    internal static Projection With(Projection next, long seq, string room, string article, Func<HoldingView, HoldingView> change)
    {
        var (book, was) = (next.Book, next.Book.Holding(room, article));
        var now = change(was);
        return ReferenceEquals(was, now) ? next : next with { Book = book with { Holdings = book.Holdings.SetItem(HoldingView.Key(room, article), now with { Seq = seq }) } };
    }

    /// <summary>Pieces that the scales see of an article in a storeroom.</summary>
    internal static int Seen(Projection projection, string room, string article) => projection.Bins.Values.Where(b => b.Room == room && b.Article == article).Sum(b => b.Count ?? 0);

    /// <summary>
    /// Pieces taken from a bin. Those that were thrown away or sent are not used; of the others those without a date go first, being the oldest
    /// that there are (goods that nobody booked in), and then the first to expire.
    /// </summary>
    private static HoldingView Taken(Site site, Projection before, HoldingView h, StockTaken t)
    {
        var owed = Math.Min(h.Today.Owed, t.Quantity);
        var used = t.Quantity - owed;
        var unbooked = Math.Max(0, Seen(before, t.Room, t.Article) - h.Booked);
        return h with
        {
            Lots = Fefo.Take(h.Lots, Math.Max(0, used - unbooked), site.Calendar.DayOf(t.At)),
            Today = h.Today with { Taken = h.Today.Taken + used, Owed = h.Today.Owed - owed, OwedBefore = Math.Min(h.Today.OwedBefore, h.Today.Owed - owed) },
        };
    }

    /// <summary>Pieces put into a bin: booked goods that find their shelf, or pieces that were taken a while ago; otherwise goods that nobody booked in yet.</summary>
    private static HoldingView Added(Site site, Projection before, HoldingView h, StockAdded a)
    {
        var awaited = Math.Max(0, h.Booked - Seen(before, a.Room, a.Article));
        var rest = a.Quantity - Math.Min(a.Quantity, awaited);
        return rest == 0 || rest > h.Today.Taken
            ? h
            : h with { Lots = Fefo.PutBack(h.Lots, rest, site.Calendar.DayOf(a.At)), Today = h.Today with { Taken = h.Today.Taken - rest, PutBack = h.Today.PutBack + rest } };
    }

    /// <summary>New goods are booked. What the scale took for pieces that were put back a while ago was these, as far as the books would hold more than it sees.</summary>
    private static HoldingView Came(Site site, Projection next, HoldingView h, LotEvent e, int pieces)
    {
        var taken = TakenForReturned(site, next, h, pieces);
        return h with
        {
            Lots = Fefo.Add(Fefo.Take(h.Lots, taken, site.Calendar.DayOf(e.At)), e.Lot, e.Expiry, pieces, e.At),
            Today = h.Today with { Taken = h.Today.Taken + taken, PutBack = h.Today.PutBack - taken },
        };
    }

    /// <summary>Goods are booked that came back: those that the scale saw come were not used already, and are of this lot.</summary>
    private static HoldingView CameBack(Site site, Projection next, HoldingView h, LotReturned r)
    {
        var seen = TakenForReturned(site, next, h, r.Pieces);
        return h with
        {
            Lots = Fefo.Add(Fefo.Take(h.Lots, seen, site.Calendar.DayOf(r.At)), r.Lot, r.Expiry, r.Pieces, r.At),
            Today = h.Today with { Returned = h.Today.Returned + r.Pieces - seen, PutBack = h.Today.PutBack - seen },
        };
    }

    private static int TakenForReturned(Site site, Projection next, HoldingView h, int pieces) => site.Bins.Any(b => b.Room == h.Room && b.Article.Id == h.Article)
        ? Math.Min(h.Today.PutBack, Math.Max(0, h.Booked + pieces - Seen(next, h.Room, h.Article))) : 0;

    /// <summary>A count that no movement explains: fewer pieces are gone from the books, and nobody can say what was used that day.</summary>
    private static HoldingView Recounted(Site site, Projection before, HoldingView h, StockCounted c)
    {
        if (before.Bins.GetValueOrDefault(c.Bin)?.Count is not { } was)
        {
            return h with { Today = h.Today with { Recounted = true } };
        }

        var unbooked = Math.Max(0, Seen(before, c.Room, c.Article) - h.Booked);
        return c.Count == was ? h : h with
        {
            Lots = Fefo.Take(h.Lots, Math.Max(0, was - c.Count - unbooked), site.Calendar.DayOf(c.At)),
            Today = h.Today with { Recounted = true },
        };
    }

    /// <summary>Goods that went another way than into use. Where sensors count, they are owed until a sensor sees them go.</summary>
    private static HoldingView Gone(Site site, HoldingView h, LotEvent e, int pieces)
    {
        var sensed = h.Tagged || site.Bins.Any(b => b.Room == h.Room && b.Article.Id == h.Article);
        return h with
        {
            Lots = Fefo.TakeOf(h.Lots, e.Lot, e.Expiry, pieces),
            Today = sensed ? h.Today with { Owed = h.Today.Owed + pieces } : h.Today,
        };
    }

    private static Projection Wasted(Projection next, Site site, long seq, LotWasted w)
    {
        if (next.Book.Catalogue.Find(site, w.Article) is { Obligated: false })
        {
            return next;
        }

        var day = site.Calendar.DayOf(w.At);
        var month = new DateOnly(day.Year, day.Month, 1);
        var key = string.Create(CultureInfo.InvariantCulture, $"{w.Room}/{month:yyyy-MM}/{w.Reason}");
        var pieces = next.Book.Waste.GetValueOrDefault(key)?.Pieces ?? 0;
        return next with { Book = next.Book with { Waste = next.Book.Waste.SetItem(key, new(w.Room, month, w.Reason, pieces + w.Pieces, seq)) } };
    }

    /// <summary>Pieces that nobody booked in, but that tags or a scale show, are booked with their quarantine: otherwise they would count on.</summary>
    private static IReadOnlyList<BookedLot> SetApart(Projection next, HoldingView h, LotQuarantined q)
    {
        if (h.Lots.Any(l => l.Is(q.Lot, q.Expiry)))
        {
            return Marked(h.Lots, q, q.Reason);
        }

        var tagged = next.Tags.Values.Where(t => t.Room == q.Room && t.Goods is { } g && g.Article == q.Article && g.Lot == q.Lot && g.Expiry == q.Expiry).Sum(t => t.Goods!.Pieces);
        var pieces = tagged > 0 || q.Lot is not null || q.Expiry is not null ? tagged : Seen(next, q.Room, q.Article) - h.Booked;
        return pieces > 0 ? Fefo.InOrder(h.Lots.Append(new(q.Lot, q.Expiry, pieces, q.Reason, q.At))) : h.Lots;
    }

    private static IReadOnlyList<BookedLot> Marked(IReadOnlyList<BookedLot> lots, LotEvent e, string? quarantine) =>
        [.. lots.Select(l => l.Is(e.Lot, e.Expiry) ? l with { Quarantine = quarantine } : l)];

    /// <summary>A storeroom's first day begins with the first site file that names it.</summary>
    private static Projection Open(Site site, Projection next, long seq, DateTimeOffset at)
    {
        var yesterday = site.Calendar.DayOf(at).AddDays(-1);
        var days = next.Book.Days.RemoveRange(next.Book.Days.Keys.Where(r => site.Rooms.All(n => n.Id != r)));
        return next with { Book = next.Book with { Days = days.AddRange(site.Rooms.Where(r => !days.ContainsKey(r.Id)).Select(r => KeyValuePair.Create(r.Id, new ClosedDayView(r.Id, yesterday, null, seq)))) } };
    }

    /// <summary>A tag of which its reader could not say anything is known of again.</summary>
    private static Projection Seen(Site site, Projection before, Projection next, long seq, DateTimeOffset at, Epc epc) =>
        before.Tags.GetValueOrDefault(epc.Hex) is { Presence: Presence.Obscured, Goods: { } goods } tag ? Doubts(site, next, seq, at, [(tag.Room, goods.Article)]) : next;

    /// <summary>Notes since when the stock of these articles cannot be known, or that it can again.</summary>
    private static Projection Doubts(Site site, Projection next, long seq, DateTimeOffset at, IReadOnlyList<(string Room, string Article)> articles)
    {
        foreach (var (room, article) in articles)
        {
            var bins = next.Bins.Values.Where(b => b.Room == room && b.Article == article).ToList();
            var bad = bins.Count > 0 ? bins.Any(b => b.IsBlind()) : next.Tags.Values.Any(t => t.Presence == Presence.Obscured && t.Room == room && t.Goods?.Article == article);
            next = With(next, seq, room, article, h => (bad, h.Today.UnknownSince) switch
            {
                (true, null) => h with { Today = h.Today with { UnknownSince = at } },
                (false, { } since) => h with { Today = h.Today with { UnknownSince = null, UnknownSeconds = h.Today.UnknownSeconds + DayBook.Seconds(site, since, at) } },
                _ => h,
            });
        }

        return next;
    }
}
