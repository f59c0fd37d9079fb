namespace EdgeStock.SystemTests.Faults;

/// <summary>What one fault left of a ledger, and what became of it.</summary>
/// <param name="Kind">The fault, for the table.</param>
/// <param name="Acknowledged">Commits that were acknowledged before it.</param>
/// <param name="Lost">Of them, commits that are not in the ledger afterwards.</param>
/// <param name="Duplicated">Entries that came twice once the rest of the inputs was taken.</param>
/// <param name="Problem">Why the ledger cannot be opened, does not verify, or ends in another head than the reference; null when all is well.</param>
internal sealed record FaultRound(string Kind, int Acknowledged, int Lost, int Duplicated, string? Problem)
{
    /// <summary>Folder with what the fault left, when the round is not good.</summary>
    public string? Kept { get; init; }

    public bool Good => Lost == 0 && Duplicated == 0 && Problem is null;
}
