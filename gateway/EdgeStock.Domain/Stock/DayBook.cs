namespace EdgeStock.Domain;

/// <summary>Closes the days of a storeroom.</summary>
internal static class DayBook
{
    /// <summary>Seconds of an interval; a clock that was set back gives none.</summary>
    public static double Seconds(Site site, DateTimeOffset since, DateTimeOffset until) => Math.Max(0, (until - Later(since, site.Calendar.StartOf(site.Calendar.DayOf(until)))).TotalSeconds);

    /// <summary>The read models after a day was closed: what was used stands among the days, and a new one begins.</summary>
    /// <param name="remembered">For so long it is known what a tag stood for after it left.</param>
    public static Projection Close(Site site, Projection next, long seq, StoreroomDayClosed d, TimeSpan remembered)
    {
        var book = next.Book;
        var (holdings, use) = (book.Holdings.ToBuilder(), book.Use.ToBuilder());
        var morning = site.Calendar.StartOf(d.Day.AddDays(1));
        foreach (var day in d.Articles)
        {
            var key = HoldingView.Key(d.Room, day.Article);
            var holding = book.Holding(d.Room, day.Article);
            holdings[key] = Reopen(holding, morning, IsBare(day)) with { Seq = seq };
            use[key] = With(use.GetValueOrDefault(key) ?? new(d.Room, day.Article, d.Day, [], null, seq), d.Day, holding.Today.Bare, day.Consumed, seq);
        }

        return next with
        {
            Book = book with
            {
                Holdings = holdings.ToImmutable(),
                Use = use.ToImmutable(),
                Days = book.Days.SetItem(d.Room, new(d.Room, d.Day, DayClosing.AwayUntil(site.Calendar, d), seq)),
                Units = ReceivedUnits.Still(book, morning),
                Gone = book.Gone.RemoveRange(book.Gone.Values.Where(g => g.Room == d.Room && morning - g.At > remembered).Select(g => g.Epc)),
            },
        };
    }

    /// <summary>What was used of an article on the day that is being closed; null when that is not known.</summary>
    public static double? Used(HoldingView h, bool sensed, double unknownShare) =>
        !sensed || h.Today.Recounted || unknownShare > 0.05 ? null : Math.Max(0, h.Today.Taken - Settled(h.Today) - h.Today.Returned);

    /// <summary>Pieces that were thrown away or sent after a sensor had seen them go: they were taken, and not used.</summary>
    private static int Settled(DaySoFar today) => Math.Min(today.Owed, today.Taken);

    /// <summary>Nothing that may be used is there in the evening, and nothing in doubt.</summary>
    private static bool IsBare(ArticleDay day) => day.OnHand - day.Blocked <= 0 && day.Unknown <= 0;

    /// <summary>A new day. What is owed for two days will never be seen to go.</summary>
    private static HoldingView Reopen(HoldingView h, DateTimeOffset morning, bool bare)
    {
        var today = h.Today;
        var settled = Settled(today);
        var owed = Math.Max(0, today.Owed - settled - Math.Max(0, today.OwedBefore - settled));
        return h with
        {
            Lots = settled > 0 ? Fefo.PutBack(h.Lots, settled, DateOnly.MinValue) : h.Lots,
            Today = new(0, 0, owed, owed, 0, today.UnknownSince is { } since ? Later(since, morning) : null, false, Bare: bare),
        };
    }

    /// <summary>
    /// The days with one more. One that began with an empty shelf is left out: else a shortage would look like little demand, and the figure
    /// would sink until nothing at all covered a month. It stands as it was while nothing is there, however long that lasts.
    /// </summary>
    private static UseView With(UseView use, DateOnly day, bool bare, double? used, long seq)
    {
        var pieces = bare ? null : used;
        var all = use.Pieces.ToList();
        var first = use.First;
        for (var next = first.AddDays(all.Count); next < day; next = next.AddDays(1))
        {
            all.Add(null);
        }

        if (day.DayNumber - first.DayNumber is var at && at >= 0 && at < all.Count)
        {
            all[at] = pieces;
        }
        else
        {
            all.Add(pieces);
        }

        var excess = Math.Max(0, all.Count - UseView.MostDays);
        (all, first) = ([.. all.Skip(excess)], first.AddDays(excess));
        var kept = use with { First = first, Pieces = all, Seq = seq };
        return bare ? kept : kept with { Measured = MeasuredConsumption.Of([.. kept.Days()], day.AddDays(1)) };
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
