using static EdgeStock.Domain.Figures;

namespace EdgeStock.Domain;

/// <summary>
/// Sees what stock and time mean: cover that falls below a month, surges, goods that got too old or were taken in the wrong order, transport
/// packages in sterile rooms, reviews that are due, and days that are over. Everything is found in the read models and told as events.
/// </summary>
public static class StockWatch
{
    /// <summary>A day is closed so long after its end: what was under way at midnight is still in time.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(10);

    /// <summary>What an event means beside itself.</summary>
    /// <param name="before">The read models before it.</param>
    /// <param name="after">The read models after it.</param>
    /// <param name="taken">The gateway's clock when its input was taken.</param>
    public static IEnumerable<StoreroomEvent> After(Site site, Projection before, Projection after, StoreroomEvent e, DateTimeOffset taken)
    {
        var today = site.Calendar.DayOf(taken);
        return e switch
        {
            StockTaken t => Judge(site, after, t.Room, t.Article, today, taken),
            StockAdded a => Judge(site, after, a.Room, a.Article, today, taken),
            StockCounted c => Judge(site, after, c.Room, c.Article, today, taken),
            TagArrived t => Hygiene.After(site, after, t.Epc, t.At).Concat(Goods(after, t.Epc) is { } g ? Judge(site, after, t.Room, g.Article, today, taken) : []),
            TagMoved t => Hygiene.After(site, after, t.Epc, t.At),
            TagDeparted t => [.. Hygiene.After(site, after, t.Epc, t.At), .. Goods(before, t.Epc) is { } g ? Order.After(site, before, after, t, g, today, taken).Concat(Judge(site, after, t.Room, g.Article, today, taken)) : []],
            LotSent s => [.. Order.After(site, after, s, today, taken), .. Judge(site, after, s.Room, s.Article, today, taken)],
            LotExpired or FefoBroken => [],
            LotEvent l => Judge(site, after, l.Room, l.Article, today, taken),
            NormalConsumptionSet n => Judge(site, after, n.Room, n.Article, today, taken),
            RecallIssued r => site.Rooms.SelectMany(room => Judge(site, after, room.Id, r.Article, today, taken)),
            RecallEnded r when before.Book.Recalls.GetValueOrDefault(r.Recall) is { } recall => site.Rooms.SelectMany(room => Judge(site, after, room.Id, recall.Article, today, taken)),
            StoreroomDayClosed d => Morning(site, after, d, today, taken),
            _ => [],
        };
    }

    /// <summary>What the passing of time means: days that are over, and, each hour, stock that cannot be known for a while.</summary>
    /// <param name="lastTick">The tick before; null for none.</param>
    public static IEnumerable<StoreroomEvent> Pass(Site site, Projection projection, DateTimeOffset? lastTick, DateTimeOffset now)
    {
        if (lastTick is not { } before || now <= before)
        {
            yield break;
        }

        foreach (var room in site.Rooms)
        {
            var closed = projection.Book.Days.GetValueOrDefault(room.Id);
            var last = closed?.Day ?? site.Calendar.DayOf(before).AddDays(-1);
            if (DayClosing.Next(site.Calendar.DayOf(now - Late), last) is { } day)
            {
                var away = now - before > Late ? (From: before, Until: now) : (From: DateTimeOffset.MinValue, Until: closed?.AwayUntil ?? DateTimeOffset.MinValue);
                yield return DayClosing.Of(site, projection, room.Id, day, now, away);
            }
            else if (before.ToUnixTimeSeconds() / 3600 != now.ToUnixTimeSeconds() / 3600)
            {
                foreach (var changed in projection.Book.ArticlesOf(site, room.Id).SelectMany(a => Judge(site, projection, room.Id, a, site.Calendar.DayOf(now), now)))
                {
                    yield return changed;
                }
            }
        }
    }

    /// <summary>What a new day brings to a storeroom.</summary>
    private static IEnumerable<StoreroomEvent> Morning(Site site, Projection after, StoreroomDayClosed d, DateOnly today, DateTimeOffset taken)
    {
        foreach (var article in after.Book.ArticlesOf(site, d.Room))
        {
            var holding = after.Book.Holding(d.Room, article);
            foreach (var lot in holding.Lots.Where(l => l.Expiry < today && !l.Expired))
            {
                yield return new LotExpired(taken, d.Room, article, lot.Lot, lot.Expiry, lot.Pieces);
            }

            if (Cover.UseOf(after, d.Room, article) is { } use)
            {
                var baseline = Cover.BaselineOf(site, after, d.Room, article);
                var surge = Surge.Of(baseline, [.. use.Days()], d.Day.AddDays(1), holding.Surge);
                if (surge is not null != holding.Surge && (surge is not null || baseline.PerDay is not null))
                {
                    yield return new SurgeChanged(taken, d.Room, article, surge is not null, Rounded(surge?.RecentPerDay ?? 0), Rounded(surge?.NormalPerDay ?? baseline.PerDay ?? 0), surge?.Days ?? 0);
                }
            }

            foreach (var changed in Judge(site, after, d.Room, article, today, taken))
            {
                yield return changed;
            }
        }

        foreach (var e in Reviews(after, today, taken))
        {
            yield return e;
        }
    }

    private static IEnumerable<StoreroomEvent> Reviews(Projection after, DateOnly today, DateTimeOffset taken)
    {
        foreach (var view in after.Book.Exemptions.Values)
        {
            var x = view.Exemption;
            var standing = x.On(today);
            if (standing == ExemptionStanding.Over)
            {
                yield return new ExemptionEnded(taken, x.Id, "its time is over", null);
            }
            else if (standing == ExemptionStanding.ReviewOverdue ? !view.Overdue : standing == ExemptionStanding.ReviewDue && !view.Reminded)
            {
                yield return new ExemptionReviewDue(taken, x.Id, x.ReviewOn, standing == ExemptionStanding.ReviewOverdue);
            }
        }
    }

    /// <summary>
    /// Says when an article's cover is in another state than was said last. Once below a month it is covered again only when a day more than
    /// a month is there, so that a cover at the edge does not come and go with every piece.
    /// </summary>
    private static IEnumerable<StoreroomEvent> Judge(Site site, Projection projection, string room, string article, DateOnly today, DateTimeOffset now)
    {
        var was = projection.Book.Holding(room, article).State;
        if (was == CoverState.Undefined && Cover.BaselineOf(site, projection, room, article).PerDay is null)
        {
            return [];
        }

        var cover = Cover.Of(site, projection, room, article, today, now);
        var state = cover.State;
        if (state == CoverState.Covered && was is CoverState.BelowMonth or CoverState.Out or CoverState.Unknown && cover.DaysLow < site.MonthDays + 1)
        {
            state = was == CoverState.Out ? CoverState.BelowMonth : was;
        }

        return state == was ? [] :
        [
            new CoverStateChanged(now, room, article, state, was, Rounded(cover.DaysLow), Rounded(cover.Baseline.PerDay), Rounded(cover.Usable ?? cover.OnHandLow), Rounded(cover.Required), cover.RunsOut),
        ];
    }

    private static TagGoods? Goods(Projection projection, Epc epc) => projection.Tags.GetValueOrDefault(epc.Hex)?.Goods;

    /// <summary>First-expired-first-out: whether an earlier lot was passed over.</summary>
    private static class Order
    {
        public static IEnumerable<StoreroomEvent> After(Site site, Projection before, Projection after, TagDeparted t, TagGoods goods, DateOnly today, DateTimeOffset now) =>
            before.Book.Holding(t.Room, goods.Article).Today.Owed > 0 ? [] : After(site, after, t.At, t.Room, goods.Article, goods.Lot, goods.Expiry, t.Epc, today, now);

        public static IEnumerable<StoreroomEvent> After(Site site, Projection after, LotSent s, DateOnly today, DateTimeOffset now) =>
            After(site, after, s.At, s.Room, s.Article, s.Lot, s.Expiry, null, today, now);

        private static IEnumerable<StoreroomEvent> After(Site site, Projection after, DateTimeOffset at, string room, string article, string? lot, DateOnly? expiry, Epc? epc, DateOnly today, DateTimeOffset now)
        {
            var earlier = expiry is null ? null : StockOnHand.Of(site, after, room, article, today, now).Usable.Where(l => l.LastUse < expiry && l.Best > 0).Select(l => (LotStock?)l).FirstOrDefault();
            return earlier is { LastUse: { } date } e ? [new FefoBroken(at, room, article, lot, expiry, e.Lot, date, epc)] : [];
        }
    }
}
