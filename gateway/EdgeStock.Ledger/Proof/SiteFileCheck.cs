using System.Security.Cryptography;
using System.Text;
using EdgeStock.Domain;
using Microsoft.Data.Sqlite;

namespace EdgeStock.Ledger.Proof;

/// <summary>Holds the texts of the site files against the hashes that the entries carry.</summary>
internal sealed class SiteFileCheck(LedgerReader ledger, Findings findings)
{
    private readonly Dictionary<string, string?> checkedTexts = new(StringComparer.Ordinal);

    /// <summary>Different site files that entries name.</summary>
    public int Count => checkedTexts.Count;

    /// <summary>SHA-256 of a text, as entries carry it.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public void Check(LedgerEntry entry)
    {
        if (entry.Kind.StartsWith("config.", StringComparison.Ordinal) && EventCodec.Decode(entry) is SiteChanged { Hash: var hash })
        {
            if (!checkedTexts.TryGetValue(hash, out var problem))
            {
                checkedTexts[hash] = problem = Problem(hash);
            }

            if (problem is not null)
            {
                findings.Add(FindingPart.Site, entry.Seq, problem);
            }
        }
    }

    private string? Problem(string hash)
    {
        try
        {
            return ledger.SiteText(hash) is not { } text ? $"the text of {hash} is not kept here" : HashOf(text) == hash ? null : $"the text of {hash} was changed";
        }
        catch (SqliteException e)
        {
            return $"the text of {hash} cannot be read: {e.Message}";
        }
    }
}
