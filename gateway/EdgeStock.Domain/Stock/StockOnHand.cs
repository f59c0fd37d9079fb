namespace EdgeStock.Domain;

/// <summary>
/// What a storeroom has of an article: what may be used, by lot, as intervals; and what must not or cannot be counted on. An article is counted
/// one way in a storeroom: by weight where a bin holds it, else by tags where there are any, else by hand.
/// </summary>
/// <param name="Usable">Neither too old, quarantined, recalled nor unknown; first to expire first.</param>
/// <param name="Unknown">Pieces last known whose state cannot be known now.</param>
/// <param name="Undated">Pieces of <paramref name="Usable"/> whose expiry is not known, of an article that expires: their low end is 0.</param>
/// <param name="Awaiting">Pieces that are booked in and that no sensor has seen: they do not count.</param>
/// <param name="Unseen">A bin of it has not been counted yet, or its scale cannot be asked now: that nothing lies there must not be concluded.</param>
public sealed record StockOnHand(IReadOnlyList<LotStock> Usable, double Unknown, double Quarantined, double Recalled, double Expired, double Undated, double Awaiting, bool Unseen)
{
    /// <summary>A bin that is in doubt for less than this, as when goods are taken out of it, is as it was.</summary>
    private static readonly TimeSpan Doubt = TimeSpan.FromMinutes(15);

    /// <summary>A count by hand holds for so many days.</summary>
    public const int HandCountDays = 35;

    /// <summary>Pieces whose state is known, from the low end, the best value and the high end of the interval.</summary>
    public double Low => Usable.Sum(l => l.Low) + Quarantined + Recalled + Expired;

    /// <inheritdoc cref="Low"/>
    public double Best => Usable.Sum(l => l.Best) + Quarantined + Recalled + Expired;

    /// <inheritdoc cref="Low"/>
    public double High => Usable.Sum(l => l.High) + Quarantined + Recalled + Expired;

    /// <summary>Takes together what sensors and books say.</summary>
    /// <param name="today">The local day that it is about.</param>
    /// <param name="now">The instant; how long a doubt has lasted is told by it.</param>
    public static StockOnHand Of(Site site, Projection projection, string room, string article, DateOnly today, DateTimeOffset now)
    {
        var (lots, unknown, awaiting, unseen) = On(site, projection, room, article, today, now);
        var usable = lots.Where(l => l.State <= ShelfState.Doubtful).Select(l => new LotStock(l.Lot, l.Expiry, l.State == ShelfState.Usable ? l.Low : 0, l.Best, l.High));
        var expires = projection.Book.Catalogue.Find(site, article)?.Expires() ?? false;
        return new(
            [.. usable], unknown, Sum(ShelfState.Quarantined), Sum(ShelfState.Recalled), Sum(ShelfState.Expired),
            lots.Where(l => l.State <= ShelfState.Doubtful && expires && l.Expiry is null).Sum(l => l.Best), awaiting, unseen);

        double Sum(ShelfState state) => lots.Where(l => l.State == state).Sum(l => l.Best);
    }

    /// <summary>The same lot by lot, first to expire first, with what must not be used.</summary>
    public static IReadOnlyList<ShelfLot> LotsOf(Site site, Projection projection, string room, string article, DateOnly today, DateTimeOffset now) =>
        On(site, projection, room, article, today, now).Lots;

    private static Shelf On(Site site, Projection projection, string room, string article, DateOnly today, DateTimeOffset now)
    {
        var holding = projection.Book.Holding(room, article);
        var expires = projection.Book.Catalogue.Find(site, article)?.Expires() ?? false;
        var bins = projection.Bins.Values.Where(b => b.Room == room && b.Article == article).ToList();
        var recalls = projection.Book.Recalls.Values.Where(r => r.Article == article).ToList();
        var parts = bins.Count > 0 ? Weighed(bins, holding, recalls, now) : holding.Tagged ? Tagged(projection, holding) : ByHand(site, projection, holding, today);
        var lots = parts.Lots.Where(p => p.High > 0).Select(p => Judged(p, recalls, expires, today)).OrderBy(l => l.Expiry ?? DateOnly.MaxValue);
        return new([.. lots], parts.Unknown, parts.Awaiting, parts.Unseen);
    }

    private static Parts Weighed(List<BinView> bins, HoldingView holding, List<RecallView> recalls, DateTimeOffset now)
    {
        var (low, best, high, unknown, unseen) = (0, 0, 0, 0, false);
        foreach (var bin in bins)
        {
            if (bin.Count is { } count && (!bin.IsBlind() || now - bin.DoubtSince < Doubt))
            {
                (low, best, high) = (low + Math.Max(0, Math.Min(bin.Low, count)), best + Math.Max(0, count), high + Math.Max(bin.High, Math.Max(0, count)));
            }
            else
            {
                (unknown, unseen) = (unknown + Math.Max(0, bin.Count ?? 0), true);
            }
        }

        // Should fewer be there than are booked, these are what must not be used, and then what expires first: no lot counts that may be gone.
        var rest = best;
        var lots = new List<Part>();
        foreach (var lot in holding.Lots.OrderBy(l => l.Quarantine is not null || recalls.Any(r => r.Lot is null || l.Lot is null || r.Lot == l.Lot) ? 0 : 1))
        {
            var some = Math.Min(rest, lot.Pieces);
            rest -= some;
            lots.Add(new(lot.Lot, lot.Expiry, lot.Quarantine, some, some, some));
        }

        lots.Add(new(null, null, null, rest, rest, rest));
        return new(Widen(lots, best - low, high - best), unknown, Math.Max(0, holding.Booked - best - unknown), unseen);
    }

    private static Parts Tagged(Projection projection, HoldingView holding)
    {
        var unknown = 0.0;
        var lots = new Dictionary<(string? Lot, DateOnly? Expiry), double>();
        foreach (var tag in projection.Tags.Values)
        {
            if (tag.Room != holding.Room || tag.Goods is not { } goods || goods.Article != holding.Article)
            {
                continue;
            }

            if (tag.Presence == Presence.Present)
            {
                var key = (goods.Lot, goods.Expiry);
                lots[key] = lots.GetValueOrDefault(key) + goods.Pieces;
            }
            else
            {
                unknown += goods.Pieces;
            }
        }

        var quarantined = holding.Lots.Where(l => l.Quarantine is not null).ToDictionary(l => (l.Lot, l.Expiry), l => l.Quarantine);
        return new([.. lots.Select(l => new Part(l.Key.Lot, l.Key.Expiry, quarantined.GetValueOrDefault(l.Key), l.Value, l.Value, l.Value))], unknown, 0);
    }

    /// <summary>Nobody sees goods go that only a person counts: since the count they are used at the normal rate, more or less.</summary>
    private static Parts ByHand(Site site, Projection projection, HoldingView holding, DateOnly today)
    {
        var since = holding.Counted ?? holding.Lots.Select(l => (DateTimeOffset?)l.Since).Min();
        if (since is null)
        {
            return new([], 0, 0);
        }

        var days = Math.Max(0, today.DayNumber - site.Calendar.DayOf(since.Value).DayNumber);
        if (days > HandCountDays)
        {
            return new([], holding.Booked, 0);
        }

        var perDay = Baseline.Of(Cover.Configured(holding), projection.Book.Use.GetValueOrDefault(HoldingView.Key(holding.Room, holding.Article))?.Measured, site.MonthDays).PerDay ?? 0;
        var used = Math.Min(holding.Booked, perDay * days);

        // Twice the Poisson variance, as counts of takings of several pieces have.
        var spread = Math.Min(holding.Booked, used + (2 * Math.Sqrt(2 * used)));
        var lots = holding.Lots.Select(l => new Part(l.Lot, l.Expiry, l.Quarantine, l.Pieces, l.Pieces, l.Pieces)).ToList();
        return new(Use(lots, used, spread), 0, 0);
    }

    /// <summary>What may be missing is taken from the lots that expire last, so that the low end is the low end of the cover too; what may be too many is added there.</summary>
    private static List<Part> Widen(List<Part> lots, double fewer, double more)
    {
        var last = lots.FindLastIndex(l => l.Quarantine is null && l.Best > 0);
        last = last < 0 ? lots.Count - 1 : last;
        lots[last] = lots[last] with { High = lots[last].High + more };
        for (var i = lots.Count - 1; i >= 0 && fewer > 0; i--)
        {
            var some = Math.Min(fewer, lots[i].Low);
            lots[i] = lots[i] with { Low = lots[i].Low - some };
            fewer -= some;
        }

        return lots;
    }

    private static List<Part> Use(List<Part> lots, double best, double low)
    {
        for (var i = 0; i < lots.Count; i++)
        {
            if (lots[i].Quarantine is not null)
            {
                continue;
            }

            var (usedBest, usedLow) = (Math.Min(best, lots[i].Best), Math.Min(low, lots[i].Low));
            lots[i] = lots[i] with { Best = lots[i].Best - usedBest, Low = lots[i].Low - usedLow };
            (best, low) = (best - usedBest, low - usedLow);
        }

        return lots;
    }

    private static ShelfLot Judged(Part part, List<RecallView> recalls, bool expires, DateOnly today)
    {
        var recall = recalls.FirstOrDefault(r => r.Lot is null || r.Lot == part.Lot);
        var (state, why) = recall is not null ? (ShelfState.Recalled, recall.Recall)
            : part.Quarantine is { } reason ? (ShelfState.Quarantined, reason)
            : part.Expiry < today ? (ShelfState.Expired, null)

            // What nobody knows the date or the lot of may be too old, or be the lot that is recalled.
            : expires && part.Expiry is null ? (ShelfState.Undated, (string?)null)
            : recalls.Count > 0 && part.Lot is null ? (ShelfState.Doubtful, recalls[0].Recall) : (ShelfState.Usable, null);
        return new(part.Lot, part.Expiry, part.Low, part.Best, part.High, state, why);
    }

    private readonly record struct Part(string? Lot, DateOnly? Expiry, string? Quarantine, double Low, double Best, double High);

    private readonly record struct Parts(List<Part> Lots, double Unknown, double Awaiting, bool Unseen = false);

    private readonly record struct Shelf(IReadOnlyList<ShelfLot> Lots, double Unknown, double Awaiting, bool Unseen);
}
