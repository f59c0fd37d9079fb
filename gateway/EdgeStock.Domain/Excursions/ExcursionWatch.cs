namespace EdgeStock.Domain;

/// <summary>Sees which lots an excursion reaches, and when it is over. All that it knows it takes from the read models.</summary>
public static class ExcursionWatch
{
    /// <summary>Lots in one event; more are told in several.</summary>
    private const int MostInOne = 200;

    /// <summary>Who stands in the ledger for what the gateway does by itself.</summary>
    private const string Gateway = "gateway";

    /// <summary>What an event means for the lots in the storerooms.</summary>
    /// <param name="before">The read models before it.</param>
    /// <param name="after">The read models after it.</param>
    public static IEnumerable<StoreroomEvent> After(Site site, Projection before, Projection after, StoreroomEvent e) => after.Excursions.IsEmpty ? [] : e switch
    {
        AlarmEvent a => OfAlarm(site, after, a),
        ExcursionLots x => Quarantined(site, after, x),
        ExcursionEnded or LotQuarantined or LotReleased or LotDecided => [],
        _ => Added(site, before, after, e),
    };

    private static IEnumerable<StoreroomEvent> OfAlarm(Site site, Projection after, AlarmEvent a)
    {
        if (ExcursionKeeping.Lasting(after, a.Alarm.Id) is not { } view)
        {
            return [];
        }

        var alarm = after.Alarms.GetValueOrDefault(a.Alarm.Id);
        if (view.ToldAt is not null)
        {
            return alarm is { Condition: not AlarmCondition.Clear } && a is not AlarmWithdrawn ? [] :
            [
                new ExcursionEnded(a.At, view.Room, view.Alarm, view.Onset, alarm?.Peak, alarm?.OutsideSeconds, [.. view.Lots.Select(l => new EndedLot(l.Article, l.Lot, l.Expiry, l.Pieces, l.From, l.Until))]),
            ];
        }

        return ExcursionView.Reaches(alarm) ? Told(view, a.At, Exposure.At(site, after, view.Room, view.Point, a.At).Concat(view.Lots.Select(l => new ExposedLot(l.Article, l.Lot, l.Expiry, l.Pieces)))) : [];
    }

    /// <summary>Goods came while it lasts.</summary>
    private static IEnumerable<StoreroomEvent> Added(Site site, Projection before, Projection after, StoreroomEvent e)
    {
        var lasting = after.Excursions.Values.Where(v => v.EndedAt is null && ExcursionView.Reaches(after.Alarms.GetValueOrDefault(v.Alarm))).ToList();
        if (lasting.Count == 0)
        {
            return [];
        }

        var touched = GoodsTouched.By(site, before, after, e);
        return lasting.SelectMany(view => Told(view, e.At, touched
            .Where(t => t.Room == view.Room && Exposure.Stands(site, after, t.Room, t.Article, view.Point))
            .SelectMany(t => Exposure.Of(site, after, t.Room, t.Article, e.At))
            .Where(l => !view.Lots.Any(k => k.Is(l.Article, l.Lot, l.Expiry)))));
    }

    private static IEnumerable<ExcursionLots> Told(ExcursionView view, DateTimeOffset at, IEnumerable<ExposedLot> lots)
    {
        var room = Math.Max(0, ExcursionView.MostLots - (view.ToldAt is null ? 0 : view.Lots.Count));
        var singly = lots.DistinctBy(l => (l.Article, l.Lot, l.Expiry)).OrderBy(l => l.Article, StringComparer.Ordinal).ToList();
        var together = singly.Skip(room).GroupBy(l => l.Article).Select(g => new ExposedLot(g.Key, null, null, g.Sum(l => l.Pieces)))
            .Where(l => !view.Lots.Any(k => k.Is(l.Article, null, null)) && !singly.Take(room).Any(k => k.Is(l.Article, null, null)));
        return singly.Take(room).Concat(together).Chunk(MostInOne).Select(some => new ExcursionLots(at, view.Room, view.Alarm, view.Onset, some));
    }

    /// <summary>What the site file says must not be used until somebody has decided.</summary>
    private static IEnumerable<StoreroomEvent> Quarantined(Site site, Projection after, ExcursionLots x)
    {
        if (after.Excursions.GetValueOrDefault(ExcursionView.Key(x.Alarm, x.Onset)) is not { } view || !site.Alarms.QuarantineOn.Contains(view.Kind))
        {
            return [];
        }

        return view.Lots.Where(l => x.Lots.Any(k => k.Is(l.Article, l.Lot, l.Expiry)))
            .SelectMany(l => LotQuarantines.Of(site, after, l, x.At, $"{view.QuarantineMark()}until somebody has decided", Gateway));
    }
}
