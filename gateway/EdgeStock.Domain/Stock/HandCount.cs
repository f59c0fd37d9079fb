namespace EdgeStock.Domain;

/// <summary>What somebody counted. Where no sensor counts, the difference is what was used since the last count.</summary>
internal static class HandCount
{
    public static Projection Apply(Site site, Projection next, long seq, StockTakeMade s)
    {
        // A bin's own count follows as an event of its own, which books the difference.
        var lots = (HoldingView h) => s.Bin is not null ? h.Lots
            : !s.Whole ? Fefo.Set(h.Lots, s.Lot, s.Expiry, s.Counted, s.At)
            : s.Counted < h.Booked ? Fefo.Take(h.Lots, h.Booked - s.Counted, site.Calendar.DayOf(s.At))
            : s.Counted > h.Booked ? Fefo.Add(h.Lots, null, null, s.Counted - h.Booked, s.At) : h.Lots;
        var (was, today) = (next.Book.Holding(s.Room, s.Article), site.Calendar.DayOf(s.At));
        var again = was.Counted is { } last && site.Calendar.DayOf(last) == today;
        next = StockKeeping.With(next, seq, s.Room, s.Article, h => h with { Lots = lots(h), Counted = s.At, CountBefore = again ? h.CountBefore : h.Counted });

        // Lot after lot is counted on one day: each against the count before that day.
        var since = again && !s.Whole ? was.CountBefore : was.Counted;
        return was.Tagged || site.Bins.Any(b => b.Room == s.Room && b.Article.Id == s.Article) || since is null
            ? next
            : Spread(next, seq, s, site.Calendar.DayOf(since.Value), today);
    }

    /// <summary>Lays what was used since the last count evenly over the days since; whole pieces, the odd ones first. What one lot has more than was booked, another may have less.</summary>
    private static Projection Spread(Projection next, long seq, StockTakeMade s, DateOnly since, DateOnly today)
    {
        var key = HoldingView.Key(s.Room, s.Article);
        var used = s.Whole ? Math.Max(0, s.Expected - s.Counted) : s.Expected - s.Counted;
        var days = Enumerable.Range(0, Math.Max(0, today.DayNumber - since.DayNumber)).Select(since.AddDays).ToList();
        if (days.Count == 0 || !next.Book.Use.TryGetValue(key, out var use))
        {
            // Counted twice on one day: what is missing was used that day.
            return StockKeeping.With(next, seq, s.Room, s.Article, h => h with { Today = h.Today with { Taken = Math.Max(0, h.Today.Taken + used) } });
        }

        var pieces = use.Pieces.ToArray();
        for (var i = 0; i < days.Count; i++)
        {
            var at = days[i].DayNumber - use.First.DayNumber;
            if (at >= 0 && at < pieces.Length)
            {
                pieces[at] = Math.Max(0, (pieces[at] ?? 0) + (used / days.Count) + (i < Math.Abs(used % days.Count) ? Math.Sign(used) : 0));
            }
        }

        return next with { Book = next.Book with { Use = next.Book.Use.SetItem(key, use with { Pieces = pieces, Measured = MeasuredConsumption.Of([.. Days(use.First, pieces)], today), Seq = seq }) } };
    }

    private static IEnumerable<DayUse> Days(DateOnly first, double?[] pieces) => pieces.Select((p, i) => new DayUse(first.AddDays(i), p));
}
