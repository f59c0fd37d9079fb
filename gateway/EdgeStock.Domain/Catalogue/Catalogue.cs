using System.Collections.Immutable;

namespace EdgeStock.Domain;

/// <summary>An article as the catalogue describes it now.</summary>
public sealed record ArticleView(CatalogueArticle Article, long Seq);

/// <summary>The catalogue as it stands: by article, and by the product codes of their packages.</summary>
public sealed class Catalogue
{
    private readonly ImmutableDictionary<string, string> articleOfCode;

    private Catalogue(ImmutableSortedDictionary<string, ArticleView> articles, ImmutableDictionary<string, string> codes) => (Articles, articleOfCode) = (articles, codes);

    /// <summary>An empty one.</summary>
    public static Catalogue Empty { get; } = new(ImmutableSortedDictionary.Create<string, ArticleView>(StringComparer.Ordinal), ImmutableDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>Every article, by its id.</summary>
    public ImmutableSortedDictionary<string, ArticleView> Articles { get; }

    /// <summary>A catalogue of these articles.</summary>
    public static Catalogue Of(IEnumerable<ArticleView> articles)
    {
        var (all, codes) = (Empty.Articles.ToBuilder(), Empty.articleOfCode.ToBuilder());
        foreach (var view in articles)
        {
            all[view.Article.Id] = view;
            foreach (var item in view.Article.Packages)
            {
                codes[item.Gtin.Digits] = view.Article.Id;
            }
        }

        return new(all.ToImmutable(), codes.ToImmutable());
    }

    /// <summary>With an article as it is from now on.</summary>
    public Catalogue With(ArticleView view)
    {
        var without = Without(view.Article.Id);
        return new(without.Articles.SetItem(view.Article.Id, view), without.articleOfCode.SetItems(view.Article.Packages.Select(p => KeyValuePair.Create(p.Gtin.Digits, view.Article.Id))));
    }

    /// <summary>Without an article.</summary>
    public Catalogue Without(string article) => Articles.TryGetValue(article, out var view)
        ? new(Articles.Remove(article), articleOfCode.RemoveRange(view.Article.Packages.Select(p => p.Gtin.Digits).Where(c => articleOfCode.GetValueOrDefault(c) == article)))
        : this;

    /// <summary>The article, from the catalogue or else from what the site file says of it; null when neither names it.</summary>
    public CatalogueArticle? Find(Site site, string article) =>
        Articles.TryGetValue(article, out var view) ? view.Article : site.Articles.FirstOrDefault(a => a.Id == article) is { } weighed ? Of(weighed) : null;

    /// <summary>The article that a product code stands for, and the package; null when neither catalogue nor site file knows the code.</summary>
    public (CatalogueArticle Article, TradeItem Item)? Find(Site site, Gtin code)
    {
        if (articleOfCode.TryGetValue(code.Digits, out var id))
        {
            var article = Articles[id].Article;
            return (article, article.Packages.First(p => p.Gtin == code));
        }

        return site.Articles.FirstOrDefault(a => a.Gtin == code) is { } weighed && !Articles.ContainsKey(weighed.Id) && Of(weighed) is var described ? (described, described.Packages[0]) : null;
    }

    private static CatalogueArticle Of(Article a)
    {
        var medicine = a.Group == ProductGroup.Medicine;
        return new(
            a.Id, a.Name, a.Group, medicine ? null : a.Code, medicine ? a.Code : null, null, a.Gtin is { } gtin ? [new(gtin, PackageLevel.Piece, 1)] : [],
            false, null, a.UnitWeight, a.UnitSpread, null, null, false, null, true);
    }
}
