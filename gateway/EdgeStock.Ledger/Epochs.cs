namespace EdgeStock.Ledger;

/// <summary>
/// Under which epoch each entry of a ledger is published. The first is the genesis's; each restore begins a higher one, because the numbers
/// that follow were used before for what is lost. What stood before keeps its epoch, so that a repeat is recognised.
/// </summary>
/// <param name="all">First entry and number of each epoch, in order.</param>
public sealed class Epochs(IReadOnlyList<(long FirstSeq, long Number)> all)
{
    /// <summary>The epochs of a ledger that was never restored.</summary>
    public static Epochs Single(LedgerIdentity identity) => new([(1, identity.Epoch)]);

    /// <summary>First entry and number of each epoch, in order.</summary>
    public IReadOnlyList<(long FirstSeq, long Number)> All { get; } = all;

    /// <summary>The epoch that the next entry belongs to.</summary>
    public long Current => All[^1].Number;

    /// <summary>The first entry of the current epoch.</summary>
    public long CurrentFirst => All[^1].FirstSeq;

    /// <summary>The epoch of an entry.</summary>
    public long Of(long seq)
    {
        var at = All.Count - 1;
        while (at > 0 && All[at].FirstSeq > seq)
        {
            at--;
        }

        return All[at].Number;
    }
}
