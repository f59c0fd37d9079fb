using EdgeStock.Domain;
using EdgeStock.Ledger;
using EdgeStock.Ledger.Proof;

namespace EdgeStock.Gateway;

/// <summary>What readers see: the committed read models, and beside them what is never in the ledger: freshness and the latest minute.</summary>
/// <param name="Site">What stands where.</param>
/// <param name="Head">The last committed entry.</param>
/// <param name="Hearing">When each device was last heard.</param>
/// <param name="Minutes">The latest minute at each climate point.</param>
/// <param name="AsOf">The gateway's clock when this was put up.</param>
public sealed record Snapshot(
    Site Site, ChainHead Head, Projection Projection, IReadOnlyDictionary<string, DateTimeOffset> Hearing, IReadOnlyList<ClimateMinute> Minutes, IntakeCounters Counters, DateTimeOffset AsOf)
{
    /// <summary>Why the ledger cannot be written now; null while it can.</summary>
    public LedgerFault? Fault { get; init; }

    /// <summary>The disk is short of room: climate minutes are not kept.</summary>
    public bool IsSpaceShort { get; init; }

    /// <summary>What the ledger's last entries did not hold when the gateway started; null when they held.</summary>
    public string? BrokenTail { get; init; }

    /// <summary>The ledger in one word.</summary>
    public string LedgerState => Fault is { } fault ? fault.Trouble.ToString().ToLowerInvariant() : BrokenTail is not null ? "broken" : IsSpaceShort ? "short" : "ok";

    /// <summary>The site's local day.</summary>
    public DateOnly Today() => Site.Calendar.DayOf(AsOf);

    /// <summary>The gateway's last signed word on its chain; null before the first.</summary>
    public Checkpoint? Checkpoint { get; init; }
}

/// <summary>What came in since the gateway started.</summary>
/// <param name="Taken">Samples taken.</param>
/// <param name="Hosts">Names of the hosts that are connected.</param>
/// <param name="Refused">How often each kind of input was refused, by <see cref="Refusals.NameOf"/>.</param>
public sealed record IntakeCounters(long Taken, IReadOnlyList<string> Hosts, IReadOnlyDictionary<string, long> Refused)
{
    public static IntakeCounters None { get; } = new(0, [], new Dictionary<string, long>());

    /// <summary>All that was refused.</summary>
    public long RefusedInAll => Refused.Values.Sum();
}

/// <summary>Where the one writer puts up what it committed. Readers take the current sheet and never wait for the writer, nor it for them.</summary>
internal sealed class Board
{
    private Snapshot current;
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Board(Snapshot first) => current = first;

    /// <summary>The latest sheet.</summary>
    public Snapshot Current => Volatile.Read(ref current);

    /// <summary>Put up by the writer alone, after the commit.</summary>
    public void Put(Snapshot next)
    {
        Volatile.Write(ref current, next);
        Interlocked.Exchange(ref changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    /// <summary>The latest sheet as soon as it is not <paramref name="seen"/> any more.</summary>
    public async Task<Snapshot> NextAsync(Snapshot? seen, CancellationToken stop)
    {
        while (true)
        {
            // The signal is taken before the sheet is looked at, so that no change falls between the two.
            var signal = Volatile.Read(ref changed).Task;
            if (!ReferenceEquals(Current, seen))
            {
                return Current;
            }

            await signal.WaitAsync(stop);
        }
    }
}

/// <summary>How far the broker has acknowledged the ledger; written by the publisher, saved by the writer with its next commit.</summary>
internal sealed class OutboxMark(long seq)
{
    private long seq = seq;

    /// <summary>Every entry up to this one is acknowledged.</summary>
    public long Seq
    {
        get => Interlocked.Read(ref seq);
        set => Interlocked.Exchange(ref seq, value);
    }
}
