using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EdgeStock.Domain;

namespace EdgeStock.Ledger;

/// <summary>The read models as the ledger's file keeps them: one JSON document each, under kind and id.</summary>
public static class ProjectionText
{
    /// <summary>Number of the documents' form. With a higher one the next start makes the saved read models anew from the entries.</summary>
    public const string Form = "1";

    /// <summary>Every document, in the order of kind and id.</summary>
    public static SortedDictionary<(string Kind, string Id), string> Documents(Projection projection)
    {
        var documents = new SortedDictionary<(string Kind, string Id), string>(Comparer<(string Kind, string Id)>.Create((a, b) =>
            string.CompareOrdinal(a.Kind, b.Kind) is var kind and not 0 ? kind : string.CompareOrdinal(a.Id, b.Id)));
        Add("bin", projection.Bins);
        Add("tag", projection.Tags);
        Add("climate", projection.Climate);
        Add("device", projection.Devices);
        Add("removed", projection.Removed);
        return documents;

        void Add<T>(string kind, IReadOnlyDictionary<string, T> views)
        {
            foreach (var (id, view) in views)
            {
                documents.Add((kind, id), Document(view));
            }
        }
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
