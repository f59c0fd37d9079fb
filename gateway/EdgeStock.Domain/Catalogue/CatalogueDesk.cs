namespace EdgeStock.Domain;

/// <summary>Decides what becomes of the catalogue and of the configured consumption.</summary>
internal static class CatalogueDesk
{
    private const int MostArticles = 50_000;

    /// <summary>What a catalogue file changes; nothing at all where one of its articles is wrong.</summary>
    public static Decision Import(Site site, Projection projection, Instruct instruct, ImportCatalogue x)
    {
        if (Wrong(site, projection, x) is { } wrong)
        {
            return Decision.No(wrong);
        }

        var known = projection.Book.Catalogue.Articles;
        var events = new List<StoreroomEvent>();
        var (added, changed) = (0, 0);
        foreach (var article in x.Articles)
        {
            if (!known.TryGetValue(article.Id, out var view))
            {
                added++;
            }
            else if (view.Article.IsSame(article))
            {
                continue;
            }
            else
            {
                changed++;
            }

            events.Add(new ArticleDefined(instruct.Taken, article, instruct.By));
        }

        var listed = x.Articles.Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
        var withdrawn = x.Whole ? known.Keys.Where(k => !listed.Contains(k)).ToList() : [];
        events.AddRange(withdrawn.Select(a => new ArticleWithdrawn(instruct.Taken, a, instruct.By)));
        events.Add(new CatalogueImported(instruct.Taken, x.File, x.Hash, added, changed, withdrawn.Count, x.Articles.Count - added - changed, instruct.By));
        return Decision.Of(events);
    }

    /// <summary>Configured figures; those that stand already change nothing.</summary>
    public static Decision SetNormal(Site site, Projection projection, Instruct instruct, SetNormalConsumption x)
    {
        if (x.Figures.SelectMany(f => NormalFigureRules.Problems(site, projection, f)).Select(p => p.Problem).FirstOrDefault() is { } wrong)
        {
            return Decision.No(wrong);
        }

        var news = x.Figures.Where(f => projection.Book.Holding(f.Room, f.Article).Normal != f).ToList();
        return news.Count == 0
            ? Decision.No("nothing differs from what is configured already")
            : Decision.Of([.. news.Select(f => new NormalConsumptionSet(instruct.Taken, f.Room, f.Article, f.PerMonth, f.Source, f.Date, instruct.By))]);
    }

    private static string? Wrong(Site site, Projection projection, ImportCatalogue x)
    {
        if (x.Articles.Count is 0 or > MostArticles)
        {
            return $"the file holds {x.Articles.Count} articles: give 1 to {MostArticles}";
        }

        var listed = x.Articles.Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
        var stays = x.Whole ? [] : projection.Book.Catalogue.Articles.Values.Select(v => v.Article).Where(a => !listed.Contains(a.Id));
        var codes = new Dictionary<string, string>(StringComparer.Ordinal);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var article in stays.Concat(x.Articles))
        {
            if (!ids.Add(article.Id))
            {
                return $"article '{article.Id}' stands twice in the file";
            }

            foreach (var code in article.Packages.Select(p => p.Gtin.Digits))
            {
                if (!codes.TryAdd(code, article.Id))
                {
                    return $"product code {code} is of both '{codes[code]}' and '{article.Id}'";
                }
            }
        }

        return x.Articles.Select(a => CatalogueRules.Problems(a, site.OwnProfiles).Select(p => $"article '{a.Id}', {p.Field}: {p.Problem}").FirstOrDefault()).FirstOrDefault(p => p is not null);
    }
}
