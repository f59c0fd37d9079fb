using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EdgeStock.Domain;

namespace EdgeStock.Ledger;

/// <summary>The read models as the ledger's file keeps them: one JSON document each, under kind and id.</summary>
public static class ProjectionText
{
    /// <summary>Number of the documents' form. With a higher one the next start makes the saved read models anew from the entries.</summary>
    public const string Form = "5";

    /// <summary>Every document, in the order of kind and id.</summary>
    public static SortedDictionary<(string Kind, string Id), string> Documents(Projection projection)
    {
        var documents = new SortedDictionary<(string Kind, string Id), string>(Comparer<(string Kind, string Id)>.Create((a, b) =>
            string.CompareOrdinal(a.Kind, b.Kind) is var kind and not 0 ? kind : string.CompareOrdinal(a.Id, b.Id)));
        foreach (var part in ProjectionPart.All)
        {
            foreach (var (id, body) in part.Documents(projection))
            {
                documents.Add((part.Kind, id), body);
            }
        }

        return documents;
    }

    /// <summary>Read models over a site's empty ones, so that a new bin stands there and a removed one is gone.</summary>
    /// <param name="unreadable">Takes the names of documents that cannot be read; what they say is left out.</param>
    public static Projection Read(Site site, IEnumerable<(string Kind, string Id, string Body)> documents, List<string> unreadable)
    {
        var made = Projection.Empty(site);
        var kinds = documents.ToLookup(d => d.Kind, d => (d.Id, d.Body), StringComparer.Ordinal);
        return ProjectionPart.All.Aggregate(made, (into, part) => kinds.Contains(part.Kind) ? part.Read(into, kinds[part.Kind], unreadable) : into);
    }

    /// <summary>SHA-256 over all documents, lower-case hexadecimal: two read models with the same digest say the same.</summary>
    public static string Digest(Projection projection)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var ((kind, id), body) in Documents(projection))
        {
            sha.AppendData(Encoding.UTF8.GetBytes($"{kind}\n{id}\n{body}\n"));
        }

        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    /// <summary>One view as its document.</summary>
    internal static string Document<T>(T view) => JsonSerializer.Serialize(view, LedgerJson.Plain);

    /// <summary>The same, as it is written.</summary>
    internal static byte[] Utf8<T>(T view) => JsonSerializer.SerializeToUtf8Bytes(view, LedgerJson.Plain);
}
