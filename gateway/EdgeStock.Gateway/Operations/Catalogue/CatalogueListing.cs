using System.Globalization;
using System.Text.Json;
using EdgeStock.Domain;
using EdgeStock.Gateway.Intake.Csv;

namespace EdgeStock.Gateway.Operations;

/// <summary>What stands in the catalogue, and what the site file adds to it.</summary>
internal static class CatalogueListing
{
    public static async Task<int> ListAsync(string data, ProductGroup? group, bool json)
    {
        var (site, projection) = LedgerView.Open(data);
        var catalogue = projection.Book.Catalogue;
        var articles = catalogue.Articles.Keys.Union(site.Articles.Select(a => a.Id), StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(id => ArticleReply.Of(catalogue, catalogue.Find(site, id)!))
            .Where(a => group is not { } g || a.Group == CatalogueColumns.Word(g)).ToList();
        if (json)
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(articles, JsonSerializerOptions.Web));
            return 0;
        }

        var rows = articles.Select(a => (IReadOnlyList<string>)[a.Article, a.Group, a.Emdn ?? a.Atc ?? "-", a.Packages.Count.ToString(CultureInfo.InvariantCulture), Marks(a), a.Name]);
        Table.Write(["article", "group", "code", "packages", "marks", "name"], rows);

        return 0;
    }

    /// <exception cref="CommandException">Nobody names such an article.</exception>
    public static async Task<int> ShowAsync(string data, string article, bool json)
    {
        var (site, projection) = LedgerView.Open(data);
        var catalogue = projection.Book.Catalogue;
        var found = catalogue.Find(site, article) ?? (Gtin.TryFrom(article, out var code) ? catalogue.Find(site, code)?.Article : null)
            ?? throw new CommandException($"'{article}' is neither in the catalogue nor in the site file, as an id or as a product code: see 'edgestock catalogue list'");
        var reply = ArticleReply.Of(catalogue, found);
        if (json)
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(reply, JsonSerializerOptions.Web));
            return 0;
        }

        (string What, string? Value)[] said =
        [
            ("article", reply.Article), ("name", reply.Name), ("group", reply.Group), ("emdn", reply.Emdn), ("atc", reply.Atc), ("npl_id", reply.NplId), ("sterile", Flag(reply.Sterile)), ("storage_profile", reply.StorageProfile),
            ("unit_g", Number(reply.UnitG)), ("unit_sd_g", Number(reply.UnitSdG)), ("shelf_life_days", Number(reply.ShelfLifeDays)), ("supplier", reply.Supplier), ("critical", Flag(reply.Critical)),
            ("variants", reply.Variants is { } word ? $"{word} ({string.Join(", ", catalogue.Articles.Values.Where(v => v.Article.Variants == word && v.Article.Id != reply.Article).Select(v => v.Article.Id).DefaultIfEmpty("no other article"))})" : null),
            ("obligated", Flag(reply.Obligated)), ("from", reply.Entry is { } seq ? $"ledger entry {seq}" : "the site file alone: import it with the catalogue to say more"),
            .. reply.Packages.Select(p => ("package", (string?)string.Create(CultureInfo.InvariantCulture, $"{p.Gtin}  {p.Level} of {p.Pieces}"))),
        ];
        foreach (var (what, value) in said.Where(s => s.Value is not null))
        {
            await Console.Out.WriteLineAsync($"{what,-15}  {value}");
        }

        return 0;
    }

    private static string Marks(ArticleReply a) =>
        string.Join(' ', new[] { a.Critical ? "critical" : "", a.Sterile ? "sterile" : "", a.Obligated ? "" : "not-obligated", a.Entry is null ? "site-file" : "" }.Where(m => m.Length > 0)) is { Length: > 0 } marks ? marks : "-";

    private static string Flag(bool value) => value ? "yes" : "no";

    private static string? Number(double? value) => value?.ToString(CultureInfo.InvariantCulture);
}

/// <summary>An article, for programs: the words of the CSV columns.</summary>
/// <param name="Entry">The ledger's entry that last described it; null where only the site file names it.</param>
internal sealed record ArticleReply(
    string Article, string Name, string Group, string? Emdn, string? Atc, string? NplId, IReadOnlyList<PackageReply> Packages, bool Sterile, string? StorageProfile,
    double? UnitG, double? UnitSdG, int? ShelfLifeDays, string? Supplier, bool Critical, string? Variants, bool Obligated, long? Entry)
{
    public static ArticleReply Of(Catalogue catalogue, CatalogueArticle a) => new(
        a.Id, a.Name, CatalogueColumns.Word(a.Group), a.Emdn, a.Atc, a.NplId, [.. a.Packages.Select(p => new PackageReply(p.Gtin.Digits, p.Level.ToString().ToLowerInvariant(), p.Pieces))],
        a.Sterile, a.StorageProfile, a.UnitWeight?.Value, a.UnitSpread?.Value, a.ShelfLifeDays, a.Supplier, a.Critical, a.Variants, a.Obligated, catalogue.Articles.GetValueOrDefault(a.Id)?.Seq);
}

/// <summary>A package of an article.</summary>
internal sealed record PackageReply(string Gtin, string Level, int Pieces);
