namespace EdgeStock.Ledger.Proof;

/// <summary>What a finding is about.</summary>
public enum FindingPart
{
    /// <summary>An entry that does not follow from the one before, or says what no entry says.</summary>
    Entry,

    /// <summary>Entries that are not there.</summary>
    Missing,

    /// <summary>Entries that the database cannot read.</summary>
    Unreadable,

    /// <summary>Entries that were there once: something else in the file knows of them.</summary>
    Tail,

    /// <summary>A signed checkpoint.</summary>
    Checkpoint,

    /// <summary>The text of a site file.</summary>
    Site,

    /// <summary>The climate minutes of an hour.</summary>
    Hour,

    /// <summary>The database file itself.</summary>
    File,
}

/// <summary>Something in a ledger that is not as it must be.</summary>
/// <param name="From">Entry that it is about, or the first of several; null when it is about none.</param>
/// <param name="To">The last of them; null when that is not known.</param>
/// <param name="Problem">What is wrong.</param>
public sealed record Finding(FindingPart Part, long? From, long? To, string Problem)
{
    /// <summary>What it is about, in words.</summary>
    public string Where => (From, To) switch
    {
        (null, _) => Part switch { FindingPart.File => "the file", FindingPart.Site => "the site files", FindingPart.Checkpoint => "the checkpoints", FindingPart.Hour => "the climate minutes", _ => "the ledger" },
        ({ } from, null) => $"entry {from} to the end",
        ({ } from, { } to) when from == to => Part switch { FindingPart.Checkpoint => $"the checkpoint of entry {from}", FindingPart.Hour => $"the hour of entry {from}", FindingPart.Site => $"the site file of entry {from}", _ => $"entry {from}" },
        ({ } from, { } to) => $"entries {from} to {to}",
    };

    /// <summary>How many entries it is about, as far as that is known.</summary>
    public long Count => From is { } from && To is { } to ? to - from + 1 : 1;

    /// <summary>One sentence.</summary>
    public override string ToString() => Part == FindingPart.Missing ? Problem : $"{Where}: {Problem}";
}

/// <summary>The findings of one check: all are counted, the first are kept.</summary>
public sealed class Findings
{
    /// <summary>So many are kept; a destroyed ledger would have millions.</summary>
    public const int Most = 21;

    private readonly List<Finding> first = [];
    private readonly SortedDictionary<FindingPart, long> totals = [];

    /// <summary>The first of them, in the order in which they were found.</summary>
    public IReadOnlyList<Finding> First => first;

    /// <summary>The first that is about the chain itself; null when the chain holds.</summary>
    public Finding? FirstInChain { get; private set; }

    /// <summary>How many of each part were found; of entries each one counts.</summary>
    public IReadOnlyDictionary<FindingPart, long> Totals => totals;

    /// <summary>Notes one.</summary>
    public void Add(Finding finding)
    {
        totals[finding.Part] = totals.GetValueOrDefault(finding.Part) + finding.Count;
        FirstInChain ??= finding.Part is FindingPart.Entry or FindingPart.Missing or FindingPart.Unreadable ? finding : null;
        if (first.Count < Most)
        {
            first.Add(finding);
        }
    }

    /// <summary>Notes one about a single entry.</summary>
    internal void Add(FindingPart part, long seq, string problem) => Add(new(part, seq, seq, problem));

    /// <summary>Notes one about no entry.</summary>
    internal void Add(FindingPart part, string problem) => Add(new(part, null, null, problem));
}
