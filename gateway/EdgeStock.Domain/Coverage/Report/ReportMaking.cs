namespace EdgeStock.Domain;

/// <summary>Makes a report of what the ledger says. Pure: the same facts give the same figures.</summary>
public static class ReportMaking
{
    /// <summary>Sums a period up.</summary>
    /// <param name="site">The site in force when the report is made: names of storerooms, calendar, limits.</param>
    /// <param name="book">The book then: names of articles, texts of exemptions.</param>
    public static CoverageReport Of(Site site, StockBook book, ReportFacts facts, DateOnly from, DateOnly to, DateTimeOffset madeAt, long seq, string hash)
    {
        var names = site.Rooms.Select(r => r.Id).Concat(facts.Days.Select(d => d.Room)).Distinct(StringComparer.Ordinal);
        var rooms = names.Select(r => Room(site, book, facts, r, from, to)).ToList();
        var last = rooms.Select(r => facts.Days.LastOrDefault(d => d.Room == r.Room)).OfType<StoreroomDayClosed>().ToList();
        var end = last.Count > 0 ? last.Max(d => d.Day) : to;
        var monthDays = last.Count > 0 ? last.Max(d => d.MonthDays) : site.MonthDays;
        var total = Groups(site, book, facts, [.. last.SelectMany(d => d.Articles)], [.. facts.Days.SelectMany(d => d.Articles)], facts.Wastes, monthDays, from, to);
        return new(site.Id, site.Gateway, from, to, monthDays, madeAt, seq, hash, total, rooms, Exemptions(site, book, facts, last, from, end));
    }

    private static StoreroomReport Room(Site site, StockBook book, ReportFacts facts, string room, DateOnly from, DateOnly to)
    {
        var days = facts.Days.Where(d => d.Room == room).ToList();
        var end = days.LastOrDefault();
        var wastes = facts.Wastes.Where(w => w.Room == room).ToList();
        var all = days.SelectMany(d => d.Articles).ToList();
        var groups = Groups(site, book, facts, end?.Articles ?? [], all, wastes, end?.MonthDays ?? site.MonthDays, from, to);
        var byArticle = all.ToLookup(a => a.Article, StringComparer.Ordinal);
        return new(
            room, site.Rooms.FirstOrDefault(r => r.Id == room)?.Name ?? room, end?.Day, days.Count, days.Count > 0 ? 1 - days.Average(d => d.Unwatched) : null, groups,
            [.. (end?.Articles ?? []).Select(a => Article(site, book, a, [.. byArticle[a.Article]]))],
            Climate(site, facts, room, days), [.. days.Select(d => new DayCourse(d.Day, CoverIndicators.Of(d.Articles, d.MonthDays).All))],
            facts.Hygiene.Count(h => h.Room == room), facts.Fefo.Count(f => f.Room == room), facts.Surges.Count(s => s.Room == room));
    }

    /// <summary>All articles, then each product group that there is. Of goods thrown away, too, only those of articles under the obligation.</summary>
    private static IReadOnlyList<GroupReport> Groups(
        Site site, StockBook book, ReportFacts facts, IReadOnlyList<ArticleDay> end, IReadOnlyList<ArticleDay> all, IReadOnlyList<LotWasted> wastes, int monthDays, DateOnly from, DateOnly to)
    {
        var known = facts.Days.SelectMany(d => d.Articles).GroupBy(a => a.Article, StringComparer.Ordinal).ToDictionary(g => g.Key, g => (g.Last().Group, g.Last().Obligated), StringComparer.Ordinal);
        var counted = wastes.Select(w => (Waste: w, Kind: KindOf(w.Article))).Where(w => w.Kind.Obligated).ToList();
        return
        [
            Group(null, _ => true, _ => true),
            .. Enum.GetValues<ProductGroup>().Where(g => all.Any(a => a.Group == g) || counted.Any(w => w.Kind.Group == g)).Select(g => Group(g, a => a.Group == g, k => k == g)),
        ];

        // What nobody has described counts as cover does: as a device under the obligation.
        (ProductGroup Group, bool Obligated) KindOf(string article) =>
            known.TryGetValue(article, out var kind) ? kind : book.Catalogue.Find(site, article) is { } described ? (described.Group, described.Obligated) : (ProductGroup.Device, true);

        GroupReport Group(ProductGroup? group, Func<ArticleDay, bool> isOf, Func<ProductGroup, bool> isWasteOf) =>
            new(group, CoverIndicators.Of(end.Where(isOf), monthDays), CoveragePeriod.Of(all.Where(isOf)), Waste(site, [.. counted.Where(w => isWasteOf(w.Kind.Group)).Select(w => w.Waste)], from, to));
    }

    private static IReadOnlyList<WasteSum> Waste(Site site, IReadOnlyList<LotWasted> wastes, DateOnly from, DateOnly to) =>
        [.. wastes.GroupBy(w => w.Reason).OrderBy(g => g.Key).Select(g => new WasteSum(g.Key, g.Sum(w => w.Pieces), g.Where(w => site.Calendar.DayOf(w.At) is var day && day >= from && day <= to).Sum(w => w.Pieces)))];

    /// <summary>One article's figures, whether it is under the obligation or not.</summary>
    private static ArticleReport Article(Site site, StockBook book, ArticleDay end, IReadOnlyList<ArticleDay> days) => new(
        end, book.Catalogue.Find(site, end.Article)?.Name ?? end.Article, days.Count(d => d.State is CoverState.BelowMonth or CoverState.Out), days.Min(d => d.Days),
        CoveragePeriod.Of(days.Select(d => d with { Obligated = true })));

    private static List<ClimateReport> Climate(Site site, ReportFacts facts, string room, List<StoreroomDayClosed> days)
    {
        var lots = days.ToDictionary(d => d.Day, d => d.Articles.Sum(a => a.Lots));
        var minutes = (int)days.Sum(d => (site.Calendar.StartOf(d.Day.AddDays(1)) - site.Calendar.StartOf(d.Day)).TotalMinutes);
        var reports = new List<ClimateReport>();
        foreach (var (point, quantity, interval) in site.ClimatePoints.Where(p => p.Room == room).SelectMany(p => p.Channels.Where(c => c.Low is not null || c.High is not null).Select(c => (p.Id, c.Quantity, c.Interval))))
        {
            var hours = facts.Hours.Where(h => h.Point == point && lots.ContainsKey(site.Calendar.DayOf(h.Hour))).ToList();
            var judged = hours.Select(h => quantity == Quantity.Temperature ? h.Temperature : h.Humidity).OfType<LimitMinutes>().ToList();
            var began = facts.Alarms.Where(a => a.Point == point && a.Quantity == quantity && a.State != ClimateState.Ok).Select(a => site.Calendar.DayOf(a.Onset)).ToList();
            reports.Add(new(
                point, quantity, judged.Sum(j => j.Judged), judged.Sum(j => j.Outside), hours.Sum(h => h.Minutes), (int)(minutes / Math.Max(1, interval.TotalMinutes)), began.Count, began.Select(LotsOn).DefaultIfEmpty(0).Max()));
        }

        return reports;

        // What broke a limit before the period, or on a day without figures, is told of the next closed day.
        int LotsOn(DateOnly day) => (days.FirstOrDefault(d => d.Day >= day) ?? days.LastOrDefault()) is { } closed ? lots[closed.Day] : 0;
    }

    /// <summary>Exemptions as they stood on the evening of the last closed day; those that ended in the period are told with their last day.</summary>
    private static IReadOnlyList<ExemptionReport> Exemptions(Site site, StockBook book, ReportFacts facts, IReadOnlyList<StoreroomDayClosed> last, DateOnly from, DateOnly end)
    {
        var standing = last.SelectMany(d => d.Articles).Select(a => a.Exemption).OfType<ExemptionDay>().ToLookup(x => x.Id, StringComparer.Ordinal);
        return
        [
            .. Held(site, facts.Exemptions, from, end).Select(x => new ExemptionReport(
                x.Exemption, book.Catalogue.Find(site, x.Exemption.Article)?.Name ?? x.Exemption.Article, x.Ended is null && x.Exemption.ReviewOn <= end,
                standing[x.Exemption.Id].Count(), standing[x.Exemption.Id].Count(s => s.Met), x.Ended)),
        ];
    }

    /// <summary>The exemptions that held on any day from one to another, as what was said about them until then makes them, and the last day of those that ended.</summary>
    private static IEnumerable<(Exemption Exemption, DateOnly? Ended)> Held(Site site, IReadOnlyList<StoreroomEvent> said, DateOnly from, DateOnly to)
    {
        var held = new SortedDictionary<string, (Exemption Exemption, DateOnly? Ended)>(StringComparer.Ordinal);
        foreach (var (e, day) in said.Select(e => (e, site.Calendar.DayOf(e.At))).Where(e => e.Item2 <= to))
        {
            switch (e)
            {
                case ExemptionGranted g:
                    held[g.Exemption.Id] = (g.Exemption, null);
                    break;
                case ExemptionReviewed r when held.TryGetValue(r.Exemption, out var known):
                    held[r.Exemption] = (known.Exemption with { ReviewOn = r.ReviewOn, ValidUntil = r.ValidUntil }, null);
                    break;
                case ExemptionEnded x when held.TryGetValue(x.Exemption, out var known):
                    held[x.Exemption] = (known.Exemption, day);
                    break;
                default:
                    break;
            }
        }

        return held.Values.Select(x => (x.Exemption, Ended: x.Exemption.ValidUntil is { } until && until <= to && !(x.Ended < until) ? until : x.Ended)).Where(x => !(x.Ended < from));
    }
}
