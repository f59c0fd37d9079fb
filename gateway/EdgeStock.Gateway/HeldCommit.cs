using EdgeStock.Ledger;

namespace EdgeStock.Gateway;

/// <summary>
/// The commit that the writer is making. One that fails is held here, and the same is given again until it is in the ledger: what it holds is
/// acknowledged nowhere meanwhile, so nothing is lost whatever becomes of this process.
/// </summary>
internal sealed class HeldCommit(LedgerStore ledger, DiskSpace space, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(2);

    private LedgerCommit? held;
    private LedgerFault? fault;

    /// <summary>A commit waits for the ledger to be writable again.</summary>
    public bool IsHeld => held is not null;

    /// <summary>Why; null while commits come about. Read by anybody.</summary>
    public LedgerFault? Fault => Volatile.Read(ref fault);

    /// <summary>Makes the held commit durable, or else the next one.</summary>
    /// <param name="next">Takes what waits to be committed.</param>
    /// <returns>What is in the ledger now; null when it is held.</returns>
    public LedgerCommit? TryPut(Func<LedgerCommit> next)
    {
        held ??= next();
        Become(ledger.TryCommit(held));
        if (fault is not null)
        {
            return null;
        }

        var commit = held;
        held = null;
        return commit;
    }

    /// <summary>Lets some time pass before the next try; on a full disk the reserve is given back first, and no time passes.</summary>
    public async Task WaitAsync(CancellationToken stop)
    {
        if (fault is { Trouble: LedgerTrouble.Full } && space.GiveBack())
        {
            log.ReserveGiven();
        }
        else
        {
            await Task.Delay(TryAgain, time, stop);
        }
    }

    /// <summary>Says when the ledger cannot be written, once, and when it can again.</summary>
    private void Become(LedgerFault? now)
    {
        if (now is not null && now.Trouble != fault?.Trouble)
        {
            log.LedgerHeld(now.Says);
        }
        else if (now is null && fault is not null)
        {
            log.LedgerGoesOn(ledger.Head.Seq);
        }

        Volatile.Write(ref fault, now);
    }
}
