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
        var monthDays = last.Count > 0 ? last.Max(d => d.MonthDays) : site.MonthDays;
        var total = Groups(site, book, facts, [.. last.SelectMany(d => d.Articles)], [.. facts.Days.SelectMany(d => d.Articles)], facts.Wastes, monthDays, from, to);
        return new(site.Id, site.Gateway, from, to, monthDays, madeAt, seq, hash, total, rooms, Exemptions(site, book, facts, last, to));
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

    /// <summary>All articles, then each product group that there is.</summary>
    private static IReadOnlyList<GroupReport> Groups(
        Site site, StockBook book, ReportFacts facts, IReadOnlyList<ArticleDay> end, IReadOnlyList<ArticleDay> all, IReadOnlyList<LotWasted> wastes, int monthDays, DateOnly from, DateOnly to)
    {
        var groupOf = facts.Days.SelectMany(d => d.Articles).GroupBy(a => a.Article, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Group, StringComparer.Ordinal);
        return
        [
            Group(null, _ => true, _ => true),
            .. Enum.GetValues<ProductGroup>().Where(g => all.Any(a => a.Group == g)).Select(g => Group(g, a => a.Group == g, w => GroupOf(w.Article) == g)),
        ];

        ProductGroup? GroupOf(string article) => groupOf.TryGetValue(article, out var known) ? known : book.Catalogue.Find(site, article)?.Group;

        GroupReport Group(ProductGroup? group, Func<ArticleDay, bool> isOf, Func<LotWasted, bool> isWasteOf) =>
            new(group, CoverIndicators.Of(end.Where(isOf), monthDays), CoveragePeriod.Of(all.Where(isOf)), Waste(site, [.. wastes.Where(isWasteOf)], from, to));
    }

    private static IReadOnlyList<WasteSum> Waste(Site site, IReadOnlyList<LotWasted> wastes, DateOnly from, DateOnly to) =>
        [.. wastes.GroupBy(w => w.Reason).OrderBy(g => g.Key).Select(g => new WasteSum(g.Key, g.Sum(w => w.Pieces), g.Where(w => site.Calendar.DayOf(w.At) is var day && day >= from && day <= to).Sum(w => w.Pieces)))];

    private static ArticleReport Article(Site site, StockBook book, ArticleDay end, IReadOnlyList<ArticleDay> days) => new(
        end, book.Catalogue.Find(site, end.Article)?.Name ?? end.Article, days.Count(d => d.State is CoverState.BelowMonth or CoverState.Out), days.Min(d => d.Days), CoveragePeriod.Of(days));

    private static List<ClimateReport> Climate(Site site, ReportFacts facts, string room, List<StoreroomDayClosed> days)
    {
        var lots = days.ToDictionary(d => d.Day, d => d.Articles.Sum(a => a.Lots));
        var minutes = (int)days.Sum(d => (site.Calendar.StartOf(d.Day.AddDays(1)) - site.Calendar.StartOf(d.Day)).TotalMinutes);
        var reports = new List<ClimateReport>();
        foreach (var (point, quantity) in site.ClimatePoints.Where(p => p.Room == room).SelectMany(p => p.Channels.Where(c => c.Low is not null || c.High is not null).Select(c => (p.Id, c.Quantity))))
        {
            var hours = facts.Hours.Where(h => h.Point == point && lots.ContainsKey(site.Calendar.DayOf(h.Hour))).ToList();
            var judged = hours.Select(h => quantity == Quantity.Temperature ? h.Temperature : h.Humidity).OfType<LimitMinutes>().ToList();
            var began = facts.Alarms.Where(a => a.Point == point && a.Quantity == quantity && a.State != ClimateState.Ok).Select(a => site.Calendar.DayOf(a.Onset)).ToList();
            reports.Add(new(
                point, quantity, judged.Sum(j => j.Judged), judged.Sum(j => j.Outside), hours.Sum(h => h.Minutes), minutes, began.Count, began.Select(d => lots.GetValueOrDefault(d)).DefaultIfEmpty(0).Max()));
        }

        return reports;
    }

    private static IReadOnlyList<ExemptionReport> Exemptions(Site site, StockBook book, ReportFacts facts, IReadOnlyList<StoreroomDayClosed> last, DateOnly to)
    {
        var standing = last.SelectMany(d => d.Articles).Select(a => a.Exemption).OfType<ExemptionDay>().ToLookup(x => x.Id, StringComparer.Ordinal);
        return
        [
            .. InForce(facts.Exemptions, to).Select(x => new ExemptionReport(
                x, book.Catalogue.Find(site, x.Article)?.Name ?? x.Article, x.ReviewOn <= to, standing[x.Id].Count(), standing[x.Id].Count(s => s.Met))),
        ];
    }

    /// <summary>The exemptions that held on a day, as what was said about them until then makes them.</summary>
    private static IEnumerable<Exemption> InForce(IReadOnlyList<StoreroomEvent> said, DateOnly day)
    {
        var held = new SortedDictionary<string, Exemption>(StringComparer.Ordinal);
        foreach (var e in said)
        {
            switch (e)
            {
                case ExemptionGranted g:
                    held[g.Exemption.Id] = g.Exemption;
                    break;
                case ExemptionReviewed r when held.TryGetValue(r.Exemption, out var known):
                    held[r.Exemption] = known with { ReviewOn = r.ReviewOn, ValidUntil = r.ValidUntil };
                    break;
                case ExemptionEnded x:
                    held.Remove(x.Exemption);
                    break;
                default:
                    break;
            }
        }

        return held.Values.Where(x => !(x.ValidUntil < day));
    }
}
