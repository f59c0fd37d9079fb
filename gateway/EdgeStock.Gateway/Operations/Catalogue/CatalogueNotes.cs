using EdgeStock.Domain;

namespace EdgeStock.Gateway.Operations;

/// <summary>What is right in a catalogue file, and may all the same not be meant.</summary>
internal static class CatalogueNotes
{
    /// <param name="change">What the file changes; null where it is wrong.</param>
    public static IEnumerable<string> Of(LedgerView view, IReadOnlyList<CatalogueArticle> articles, CatalogueChange? change)
    {
        var owners = view.Site.Articles.Where(a => a.Gtin is not null).ToLookup(a => a.Gtin!.Value, a => a.Id);
        foreach (var article in articles)
        {
            foreach (var (code, owner) in article.Packages.SelectMany(p => owners[p.Gtin].Select(owner => (p.Gtin, owner))).Where(p => p.owner != article.Id))
            {
                yield return $"{code} is of '{owner}' in the site file, and of '{article.Id}' here: give both one id, or scans and scales count two articles";
            }
        }

        var book = view.Projection.Book;
        foreach (var withdrawn in change?.Withdrawn ?? [])
        {
            var booked = book.Holdings.Values.Where(h => h.Article == withdrawn.Article).Sum(h => h.Booked);
            if (booked > 0)
            {
                yield return $"'{withdrawn.Article}' is withdrawn, and {booked} pieces of it are booked in: they stay where they lie";
            }

            foreach (var exemption in book.Exemptions.Values.Where(x => x.Exemption.Article == withdrawn.Article))
            {
                yield return $"'{withdrawn.Article}' is withdrawn, and the exemption '{exemption.Exemption.Id}' is of it: end that with 'edgestock exemption end'";
            }
        }
    }
}
