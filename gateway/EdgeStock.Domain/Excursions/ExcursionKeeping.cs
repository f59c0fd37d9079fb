namespace EdgeStock.Domain;

/// <summary>Keeps the excursions and their lots: what each event makes of them. Pure; the same events give the same views.</summary>
internal static class ExcursionKeeping
{
    /// <summary>The read models with their excursions after one more event.</summary>
    /// <param name="site">What stands where from the event on.</param>
    /// <param name="before">The read models before the event.</param>
    /// <param name="next">The same after it, with the excursions as they were.</param>
    public static Projection Apply(Site site, Projection before, Projection next, long seq, StoreroomEvent e) => e switch
    {
        AlarmChanged c when ExcursionView.Is(c.Alarm.Kind) && c.Alarm.Room is { } room => c.Condition == AlarmCondition.Clear ? Dropped(next, c.Alarm.Id) : Begun(next, seq, c, room),
        AlarmWithdrawn w => Dropped(next, w.Alarm.Id),
        ExcursionLots x => With(next, x.Alarm, x.Onset, seq, v => Told(next, v, x)),
        ExcursionEnded x => With(next, x.Alarm, x.Onset, seq, v => v with { EndedAt = x.At, Peak = x.Peak, OutsideSeconds = x.OutsideSeconds }),
        LotDecided d => With(next, d.Alarm, d.Onset, seq, v => v with
        {
            Lots = [.. v.Lots.Select(l => l.Is(d.Article, d.Lot, d.Expiry) ? l with { Verdict = new(d.Decision, d.Reason, d.By, d.At) } : l)],
        }),
        _ => next.Excursions.IsEmpty ? next : Moved(site, before, Gone(site, before, next, seq, e), seq, e),
    };

    /// <summary>The excursion of an alarm that lasts; null when none does.</summary>
    public static ExcursionView? Lasting(Projection projection, string alarm) => projection.Excursions.Values.LastOrDefault(v => v.Alarm == alarm && v.EndedAt is null);

    private static Projection Begun(Projection next, long seq, AlarmChanged c, string room)
    {
        if (Lasting(next, c.Alarm.Id) is not null)
        {
            return next;
        }

        var kept = next.Excursions.RemoveRange(next.Excursions.Where(v => v.Value.IsSettled() && c.At - v.Value.EndedAt > ExcursionView.KeptDecided).Select(v => v.Key));
        while (kept.Count >= ExcursionView.MostKept && kept.Values.Where(v => v.EndedAt is not null).OrderBy(v => v.IsSettled() ? 0 : 1).ThenBy(v => v.Onset).FirstOrDefault() is { } oldest)
        {
            kept = kept.Remove(ExcursionView.Key(oldest.Alarm, oldest.Onset));
        }

        var gone = next.Excursions.Values.Where(v => !kept.ContainsKey(ExcursionView.Key(v.Alarm, v.Onset))).Select(v => v.Alarm).Distinct().ToList();
        next = next with { Excursions = kept.SetItem(ExcursionView.Key(c.Alarm.Id, c.Onset), new(room, c.Alarm.Id, c.Alarm.Kind, c.Alarm.Subject.Split('/')[0], c.Onset, null, null, null, null, [], seq)) };
        return gone.Aggregate(next, (projection, alarm) => Summed(projection, alarm, seq));
    }

    /// <summary>Nothing was told of it, and nothing will be.</summary>
    private static Projection Dropped(Projection next, string alarm) =>
        Lasting(next, alarm) is { ToldAt: null } view ? next with { Excursions = next.Excursions.Remove(ExcursionView.Key(view.Alarm, view.Onset)) } : next;

    private static ExcursionView Told(Projection next, ExcursionView view, ExcursionLots x)
    {
        var (lots, first) = (view.Lots.ToList(), view.ToldAt is null || view.ToldAt == x.At);
        foreach (var lot in x.Lots.Where(l => !lots.Exists(k => k.Is(l.Article, l.Lot, l.Expiry))))
        {
            // What came while the alarm was pending has been in it only since then.
            var since = next.Book.Holding(x.Room, lot.Article).Lots.FirstOrDefault(l => l.Is(lot.Lot, lot.Expiry))?.Since;
            lots.Add(new(lot.Article, lot.Lot, lot.Expiry, lot.Pieces, !first ? x.At : since > x.Onset ? since.Value : x.Onset, null, [x.Room], null));
        }

        return view with { ToldAt = view.ToldAt ?? x.At, Lots = lots };
    }

    /// <summary>Notes which lots leave a storeroom while an excursion lasts there, or come back.</summary>
    private static Projection Gone(Site site, Projection before, Projection next, long seq, StoreroomEvent e)
    {
        foreach (var view in next.Excursions.Values.Where(v => v.EndedAt is null))
        {
            foreach (var (_, article) in GoodsTouched.By(site, before, next, e).Where(t => t.Room == view.Room && Exposure.Stands(site, next, t.Room, t.Article, view.Point)))
            {
                var now = Exposure.Of(site, next, view.Room, article, e.At);
                var left = view.ToldAt is null ? Exposure.Of(site, before, view.Room, article, e.At).Where(l => e is LotSent s ? l.Is(s.Article, s.Lot, s.Expiry) : !now.Any(n => n.Is(l.Article, l.Lot, l.Expiry))) : [];
                next = With(next, view.Alarm, view.Onset, seq, v =>
                {
                    var lots = v.Lots.Concat(left.Where(l => !v.Lots.Any(k => k.Is(l.Article, l.Lot, l.Expiry))).Select(l => new ExcursionLot(l.Article, l.Lot, l.Expiry, l.Pieces, v.Onset, null, [v.Room], null)));
                    var noted = lots.Select(l => l.Article != article ? l : l with { Until = now.Any(n => n.Is(l.Article, l.Lot, l.Expiry)) ? null : l.Until ?? e.At }).ToList();
                    return noted.SequenceEqual(v.Lots) ? v : v with { Lots = noted };
                });
            }
        }

        return next;
    }

    /// <summary>Notes to which storerooms lots went on that an excursion had reached.</summary>
    private static Projection Moved(Site site, Projection before, Projection next, long seq, StoreroomEvent e)
    {
        if (Way(before, next, e) is not { } way || way.From == way.To || site.Rooms.All(r => r.Id != way.To))
        {
            return next;
        }

        foreach (var view in next.Excursions.Values.Where(v => v.Lots.Any(Went)))
        {
            next = With(next, view.Alarm, view.Onset, seq, v => v with { Lots = [.. v.Lots.Select(l => Went(l) ? l with { Rooms = [.. l.Rooms, way.To] } : l)] });
        }

        return next;

        bool Went(ExcursionLot lot) => lot.Is(way.Article, way.Lot, way.Expiry) && lot.Rooms.Contains(way.From) && !lot.Rooms.Contains(way.To);
    }

    private static (string Article, string? Lot, DateOnly? Expiry, string From, string To)? Way(Projection before, Projection next, StoreroomEvent e) => e switch
    {
        LotArrived a => (a.Article, a.Lot, a.Expiry, a.From, a.Room),
        TagArrived t when before.Book.Gone.GetValueOrDefault(t.Epc.Hex) is { Goods: { } g } gone => (g.Article, g.Lot, g.Expiry, gone.Room, t.Room),
        TagArrived t when before.Tags.GetValueOrDefault(t.Epc.Hex) is { Goods: { } g } tag => (g.Article, g.Lot, g.Expiry, tag.Room, t.Room),
        TagMoved t when before.Tags.GetValueOrDefault(t.Epc.Hex) is { Goods: { } g } tag => (g.Article, g.Lot, g.Expiry, tag.Room, t.Room),
        _ => null,
    };

    private static Projection With(Projection next, string alarm, DateTimeOffset onset, long seq, Func<ExcursionView, ExcursionView> change)
    {
        var key = ExcursionView.Key(alarm, onset);
        if (!next.Excursions.TryGetValue(key, out var was) || change(was) is var now && ReferenceEquals(was, now))
        {
            return next;
        }

        next = next with { Excursions = next.Excursions.SetItem(key, now with { Seq = seq }) };
        return Summed(next, alarm, seq);
    }

    /// <summary>The alarm's own view tells how many lots wait for a decision.</summary>
    private static Projection Summed(Projection next, string alarm, long seq)
    {
        var open = next.Excursions.Values.Where(v => v.Alarm == alarm && v.ToldAt is not null && !v.IsSettled()).ToList();
        var lots = open.Count == 0 ? null : new AlarmLots(open.Sum(v => v.Lots.Count), open.Sum(v => v.Undecided().Count()));
        return next.Alarms.GetValueOrDefault(alarm) is { } view && view.Lots != lots ? next with { Alarms = next.Alarms.SetItem(alarm, view with { Lots = lots, Seq = seq }) } : next;
    }
}
