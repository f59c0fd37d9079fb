using EdgeStock.Domain;

namespace EdgeStock.Ledger;

/// <summary>Proves the hours that charts read against the entries they were made of, in one walk over the entries. A file of an older form has none.</summary>
/// <param name="ledger">The ledger; it must be held at one instant.</param>
public sealed class ClimateHourProof(LedgerReader ledger)
{
    private readonly List<string> differences = [];
    private long hours;

    /// <summary>Takes the next entry.</summary>
    public void Check(long seq, StoreroomEvent e)
    {
        if (!ledger.HasHours || ClimateHourRow.Of(seq, e) is not { } made)
        {
            return;
        }

        hours++;
        var saved = ledger.Hour(made.Point, made.Hour, seq);
        if (saved != made)
        {
            differences.Add($"climate hour of entry {seq}: saved {saved?.ToString() ?? "(none)"}, rebuilt {made}");
        }
    }

    /// <summary>What differs, once every entry has come by.</summary>
    public IReadOnlyList<string> Finish() => ledger.HourCount() is var saved && saved > hours
        ? [.. differences, $"climate hours: {saved} are saved, {hours} rebuilt"]
        : differences;
}
