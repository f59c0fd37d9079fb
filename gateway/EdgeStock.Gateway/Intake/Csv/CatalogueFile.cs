using System.Security.Cryptography;
using EdgeStock.Domain;
using static EdgeStock.Gateway.Intake.Csv.CatalogueColumns;

namespace EdgeStock.Gateway.Intake.Csv;

/// <summary>A catalogue as a file has it, compared with the one in force.</summary>
/// <param name="Hash">SHA-256 of the file's octets, hexadecimal.</param>
/// <param name="Articles">In the order of the file; to be imported only where there is no problem.</param>
/// <param name="Problems">Everything that is wrong, by line.</param>
/// <param name="Notes">What a person should know of how it was read.</param>
internal sealed record CatalogueFile(string Hash, string Encoding, char Separator, int Lines, IReadOnlyList<CatalogueArticle> Articles, IReadOnlyList<CsvProblem> Problems, IReadOnlyList<string> Notes)
{
    private const int MostArticles = 50_000;

    /// <summary>Reads a file.</summary>
    /// <param name="known">The catalogue in force: a product code must not be of two articles.</param>
    /// <param name="whole">The file is the whole catalogue: what it does not name is withdrawn, and its product codes are free.</param>
    /// <exception cref="CsvFileException">It is no catalogue at all.</exception>
    public static CatalogueFile Read(ReadOnlySpan<byte> octets, Catalogue known, bool whole, IReadOnlyList<ClimateProfile>? own = null)
    {
        var table = CsvTable.Read(octets, All);
        var listed = new Dictionary<string, ListedArticle>(StringComparer.Ordinal);
        foreach (var row in table.Rows)
        {
            if (row.Text(Id, "the article's id, such as handske-nitril-m") is not { } id)
            {
                continue;
            }

            if (listed.TryGetValue(id, out var begun))
            {
                begun.Add(row);
            }
            else
            {
                listed.Add(id, new(id, row));
            }
        }

        var articles = listed.Values.Select(a => a.Read(own)).ToList();
        CheckCodes(listed, known, whole);
        return new(Convert.ToHexStringLower(SHA256.HashData(octets)), table.Encoding, table.Separator, table.Rows.Count, articles, [.. table.Problems, .. Amount(table, articles.Count)], table.Notes);
    }

    private static IEnumerable<CsvProblem> Amount(CsvTable table, int articles) =>
        articles > MostArticles ? [new(table.Rows[^1].Line, null, $"the file holds {articles} articles: give at most {MostArticles}, in several files")]
        : articles == 0 && table.Problems.Count == 0 ? [new(1, null, "the file holds no article: write one on each line below the names of the columns")]
        : [];

    /// <summary>A product code stands for one package of one article.</summary>
    private static void CheckCodes(Dictionary<string, ListedArticle> listed, Catalogue known, bool whole)
    {
        var stays = whole ? [] : known.Articles.Values.Select(v => v.Article).Where(a => !listed.ContainsKey(a.Id));
        var inForce = stays.SelectMany(a => a.Packages.Select(p => (p.Gtin, a.Id))).ToDictionary(p => p.Gtin, p => p.Id);
        var seen = new Dictionary<Gtin, (string Article, CsvRow Row)>();
        foreach (var (item, row, column, id) in listed.Values.SelectMany(a => a.Packages.Select(p => (p.Item, p.Row, p.Column, a.Id))).OrderBy(p => p.Row.Line))
        {
            if (!seen.TryAdd(item.Gtin, (id, row)))
            {
                var (other, at) = seen[item.Gtin];
                row.Wrong(column, $"{item.Gtin} stands already {(at.Line == row.Line ? "on this line" : $"at line {at.Line}")}{(other == id ? "" : $", for '{other}'")}: a product code is of one package alone");
            }
            else if (inForce.TryGetValue(item.Gtin, out var owner))
            {
                row.Wrong(column, $"{item.Gtin} is of '{owner}' in the catalogue in force: name that article, or change '{owner}' in the same file");
            }
        }
    }
}
