using EdgeStock.FaultWriter;
using EdgeStock.Ledger;
using EdgeStock.SystemTests.Storeroom;

namespace EdgeStock.SystemTests.Faults;

/// <summary>All that a ledger holds: entries, what the estimators remember, what the read models show, the climate minutes.</summary>
internal sealed record Content(IReadOnlyList<LedgerEntry> Entries, IReadOnlyList<string> Documents, IReadOnlyList<string> Minutes)
{
    public static Content Of(string ledger, LedgerRun run)
    {
        using var reader = LedgerReader.Open(ledger);
        return new(
            reader.After(0, int.MaxValue),
            run.Documents,
            LedgerFile.Rows(ledger, "SELECT minute, point, t_mean, t_min, t_max, t_n, h_mean, h_min, h_max, h_n, quality FROM climate_minute ORDER BY 1, 2, 6, 10, 3, 7"));
    }

    /// <summary>How many entries say what another says already, beyond those that do so in the reference.</summary>
    public int Repeated(Content reference)
    {
        var allowed = reference.Entries.GroupBy(Said).ToDictionary(g => g.Key, g => g.Count());
        return Entries.GroupBy(Said).Sum(g => Math.Max(0, g.Count() - Math.Max(1, allowed.GetValueOrDefault(g.Key))));
    }

    /// <summary>In what it differs; null when it does not.</summary>
    public string? DifferenceFrom(Content reference) =>
        Entries.Count != reference.Entries.Count ? $"it ends with entry {Entries.Count}, the reference with {reference.Entries.Count}"
        : Entries.Zip(reference.Entries).FirstOrDefault(p => !p.First.Hash.AsSpan().SequenceEqual(p.Second.Hash)) is { First: { } entry } ? $"entry {entry.Seq} is not the reference's"
        : First(Documents, reference.Documents) ?? First(Minutes, reference.Minutes);

    private static string? First(IReadOnlyList<string> ours, IReadOnlyList<string> theirs) =>
        ours.Except(theirs).FirstOrDefault() is { } only ? $"'{only}' is not in the reference"
        : ours.Count == theirs.Count ? null : $"{ours.Count} documents or minutes; the reference has {theirs.Count}";

    private static string Said(LedgerEntry entry) => $"{entry.Kind} {entry.Subject} {entry.Occurred.ToUnixTimeMilliseconds()} {Convert.ToHexString(entry.Payload)}";
}
