using System.Text.Json;
using EdgeStock.Ledger;

namespace EdgeStock.Gateway.Operations;

/// <summary>What came of an instruction.</summary>
/// <param name="Refused">Why it was not done; null when it was.</param>
/// <param name="Entries">The ledger entries that say so, and those that they caused.</param>
internal sealed record InstructReply(string? Refused, IReadOnlyList<InstructEntry> Entries)
{
    /// <summary>More is not sent back: what else a catalogue changed, the ledger tells.</summary>
    private const int MostEntries = 200;

    /// <summary>It is done, with these entries; of many the last ones, which sum up.</summary>
    public static InstructReply Of(IEnumerable<LedgerEntry> entries) => new(null, [.. entries.TakeLast(MostEntries).Select(InstructEntry.Of)]);
}

/// <summary>A ledger entry, for who caused it.</summary>
internal sealed record InstructEntry(long Seq, string Kind, string Subject, JsonElement Data)
{
    public static InstructEntry Of(LedgerEntry entry)
    {
        using var data = JsonDocument.Parse(entry.Payload);
        return new(entry.Seq, entry.Kind, entry.Subject, data.RootElement.Clone());
    }
}
