using EdgeStock.Ledger.Proof;

namespace EdgeStock.Ledger;

/// <summary>What a check of the chain found.</summary>
/// <param name="Entries">Entries checked.</param>
/// <param name="Head">The last entry whose chain holds.</param>
/// <param name="BrokenAt">Sequence of the first broken entry; null when all hold.</param>
/// <param name="Problem">What is wrong with it.</param>
public sealed record ChainReport(long Entries, ChainHead Head, long? BrokenAt, string? Problem);

/// <summary>Checks that every entry follows from the one before it, and nothing else; <see cref="LedgerVerifier"/> checks the whole file.</summary>
public static class ChainVerifier
{
    private const int Page = 1000;

    /// <summary>Walks the whole chain; stops at the first broken entry.</summary>
    /// <param name="ledger">The ledger to check; its writer may go on meanwhile.</param>
    /// <param name="progress">Told the sequence reached, every thousand entries.</param>
    public static ChainReport Verify(LedgerReader ledger, IProgress<long>? progress = null)
    {
        var head = ledger.Base;
        long entries = 0;
        foreach (var step in ChainWalk.Over(ledger))
        {
            if (step.Finding is { } finding)
            {
                return new(entries, head, finding.From, finding.Problem);
            }

            head = step.Head;
            if (++entries % Page == 0)
            {
                progress?.Report(head.Seq);
            }
        }

        if (entries % Page != 0)
        {
            progress?.Report(head.Seq);
        }

        return new(entries, head, null, null);
    }
}
