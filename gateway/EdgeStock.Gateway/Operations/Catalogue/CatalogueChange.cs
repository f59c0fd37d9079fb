using System.Globalization;
using EdgeStock.Domain;

namespace EdgeStock.Gateway.Operations;

/// <summary>What a file does to an article.</summary>
internal sealed record ArticleChange(string Article, string Name, IReadOnlyList<FieldChange> Fields);

/// <summary>What a catalogue file would change.</summary>
/// <param name="Withdrawn">Not in the file, which is the whole catalogue.</param>
internal sealed record CatalogueChange(IReadOnlyList<ArticleChange> New, IReadOnlyList<ArticleChange> Changed, IReadOnlyList<ArticleChange> Withdrawn, int Unchanged)
{
    /// <summary>Nothing differs.</summary>
    public bool IsNone() => New.Count + Changed.Count + Withdrawn.Count == 0;

    /// <summary>Compares a file's articles with the catalogue in force.</summary>
    public static CatalogueChange Of(Catalogue known, IReadOnlyList<CatalogueArticle> articles, bool whole)
    {
        var (added, changed, unchanged) = (new List<ArticleChange>(), new List<ArticleChange>(), 0);
        foreach (var article in articles)
        {
            if (!known.Articles.TryGetValue(article.Id, out var view))
            {
                added.Add(new(article.Id, article.Name, []));
            }
            else if (view.Article.IsSame(article))
            {
                unchanged++;
            }
            else
            {
                changed.Add(new(article.Id, article.Name, [.. Fields(view.Article, article)]));
            }
        }

        var listed = articles.Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
        var withdrawn = whole ? known.Articles.Values.Where(v => !listed.Contains(v.Article.Id)).Select(v => new ArticleChange(v.Article.Id, v.Article.Name, [])).ToList() : [];
        return new(added, changed, withdrawn, unchanged);
    }

    private static IEnumerable<FieldChange> Fields(CatalogueArticle old, CatalogueArticle now)
    {
        var before = Said(old);
        return Said(now).Zip(before, (n, o) => new FieldChange(n.Field, o.Value, n.Value)).Where(f => f.Old != f.New).Concat(Packages(old, now));
    }

    private static IEnumerable<(string Field, string? Value)> Said(CatalogueArticle a) =>
    [
        ("name", a.Name), ("group", a.Group.ToString().ToLowerInvariant()), ("emdn", a.Emdn), ("atc", a.Atc), ("npl_id", a.NplId), ("sterile", Flag(a.Sterile)), ("storage_profile", a.StorageProfile),
        ("unit_g", Number(a.UnitWeight?.Value)), ("unit_sd_g", Number(a.UnitSpread?.Value)), ("shelf_life_days", Number(a.ShelfLifeDays)), ("supplier", a.Supplier), ("critical", Flag(a.Critical)), ("variants", a.Variants),
        ("obligated", Flag(a.Obligated)),
    ];

    private static IEnumerable<FieldChange> Packages(CatalogueArticle old, CatalogueArticle now)
    {
        var (before, after) = (old.Packages.ToDictionary(p => p.Gtin, Said), now.Packages.ToDictionary(p => p.Gtin, Said));
        return before.Keys.Union(after.Keys).OrderBy(g => g.Digits, StringComparer.Ordinal)
            .Select(g => new FieldChange($"package {g.Digits}", before.GetValueOrDefault(g), after.GetValueOrDefault(g)))
            .Where(f => f.Old != f.New);
    }

    private static string Said(TradeItem p) => string.Create(CultureInfo.InvariantCulture, $"{p.Level.ToString().ToLowerInvariant()} of {p.Pieces}");

    private static string Flag(bool value) => value ? "yes" : "no";

    private static string? Number(double? value) => value?.ToString(CultureInfo.InvariantCulture);
}
