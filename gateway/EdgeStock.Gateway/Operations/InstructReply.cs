using System.Text.Json;
using EdgeStock.Ledger;

namespace EdgeStock.Gateway.Operations;

/// <summary>What came of an instruction.</summary>
/// <param name="Refused">Why it was not done; null when it was.</param>
/// <param name="Entries">The ledger entries that say so, and those that they caused.</param>
/// <param name="Names">What the articles that they are about are called, by their ids.</param>
internal sealed record InstructReply(string? Refused, IReadOnlyList<InstructEntry> Entries, IReadOnlyDictionary<string, string> Names)
{
    /// <summary>More is not sent back: what else a catalogue changed, the ledger tells.</summary>
    private const int MostEntries = 200;

    /// <summary>It is not done.</summary>
    public static InstructReply No(string why) => new(why, [], new Dictionary<string, string>());

    /// <summary>It is done, with the entries that wait for their commit after this one; of many the last ones, which sum up.</summary>
    public static InstructReply Of(Turn turn, long before)
    {
        List<InstructEntry> entries = [.. turn.PendingAfter(before).TakeLast(MostEntries).Select(InstructEntry.Of)];
        var articles = entries.Select(e => e.Article()).OfType<string>().Distinct(StringComparer.Ordinal);
        return new(null, entries, articles.ToDictionary(a => a, a => turn.Projection.Book.Catalogue.Find(turn.Site, a)?.Name ?? a, StringComparer.Ordinal));
    }
}

/// <summary>A ledger entry, for who caused it.</summary>
internal sealed record InstructEntry(long Seq, string Kind, string Subject, JsonElement Data)
{
    public static InstructEntry Of(LedgerEntry entry)
    {
        using var data = JsonDocument.Parse(entry.Payload);
        return new(entry.Seq, entry.Kind, entry.Subject, data.RootElement.Clone());
    }

    /// <summary>Id of the article that it is about; null when it is about none.</summary>
    public string? Article() => Data.TryGetProperty("article", out var article) && article.ValueKind == JsonValueKind.String ? article.GetString() : null;
}
