namespace EdgeStock.Domain;

/// <summary>A window of maintenance that comes, or is.</summary>
/// <param name="Window">Its id in the site file or in the ledger.</param>
/// <param name="Scope">What it suppresses, in words.</param>
/// <param name="By">Who planned it, as a pseudonym; null: the site file.</param>
public sealed record PlannedOccurrence(string Window, string Scope, DateTimeOffset From, DateTimeOffset Until, string Reason, string? By);
