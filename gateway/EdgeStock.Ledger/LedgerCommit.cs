using EdgeStock.Domain;

namespace EdgeStock.Ledger;

/// <summary>Everything that one turn of the writer makes durable together: it is in the ledger whole, or not at all.</summary>
public sealed record LedgerCommit
{
    /// <summary>Entries in order, the first following the ledger's head.</summary>
    public required IReadOnlyList<LedgerEntry> Entries { get; init; }

    /// <summary>Climate minutes that closed.</summary>
    public required IReadOnlyList<ClimateMinute> Minutes { get; init; }

    /// <summary>What the estimators must remember from here on.</summary>
    public required StoreroomChanges Changes { get; init; }

    /// <summary>The read models after the entries.</summary>
    public required Projection Projection { get; init; }

    /// <summary>Highest sample taken from each host.</summary>
    public required IReadOnlyDictionary<string, ulong> Intake { get; init; }

    /// <summary>Entry up to which the broker has acknowledged.</summary>
    public required long OutboxSeq { get; init; }

    /// <summary>The site files that came into force since the last commit, in order; the last one is in force from here on.</summary>
    public IReadOnlyList<SiteInForce> Sites { get; init; } = [];

    /// <summary>People who acted for the first time, and those whose names are to be erased.</summary>
    public IReadOnlyList<Person> People { get; init; } = [];

    /// <summary>The read models were made anew from the entries: all of them are written, and what else stands there goes.</summary>
    public bool ProjectionAnew { get; init; }
}

/// <summary>A site file that came into force.</summary>
/// <param name="Text">The file as it was read.</param>
/// <param name="Hash">SHA-256 of the text, lower-case hexadecimal.</param>
/// <param name="FileHash">The same of the gateway's own site file when it was last read; null when it was not.</param>
public sealed record SiteInForce(string Text, string Hash, string? FileHash);

/// <summary>What a gateway finds in its ledger when it starts.</summary>
public sealed record LedgerContent(
    StoreroomMemory Memory, Projection Projection, IReadOnlyDictionary<string, ulong> Intake, long OutboxSeq, IReadOnlyList<ClimateMinute> LatestMinutes)
{
    /// <summary>Why the saved read models should be made anew from the entries; null when they are good.</summary>
    public string? StaleReason { get; init; }
}
