using System.Diagnostics.CodeAnalysis;
using EdgeStock.Wire;

namespace EdgeStock.FirmwareHost.Uplink;

/// <summary>
/// The samples that gave way at the head of the buffer, kept as runs so that the memory stays small however many there were.
/// A sample that had been sent keeps its number here: the gateway may still say that it is committed, and then it was not lost.
/// The gap line takes the last number it stands for, or a new one when it stands for samples that never had one.
/// </summary>
internal sealed class LostSamples
{
    // only a gateway that never commits and reconnects without end makes more
    private const int MaxRuns = 32;

    private readonly List<LostRun> runs = [];
    private int passed;

    /// <summary>The losses, oldest first: those that are not yet told, and those that are but may have to be again.</summary>
    public IReadOnlyList<LostRun> Runs => runs;

    /// <summary>Takes up what a former life of the host had lost; nothing of it is told in this one.</summary>
    public void Resume(IEnumerable<LostRun> left) => runs.AddRange(left);

    /// <summary>Adds the sample that gives way; it is the next after those here.</summary>
    /// <param name="dropped">The sample.</param>
    /// <param name="sentInSession">It went out in this session, so the gap is told only if the session breaks before it is committed.</param>
    public void Add(SampleLine dropped, bool sentInSession)
    {
        var open = runs.Count > 0 && (sentInSession || passed < runs.Count);
        if (open && runs[^1].Extends(dropped.N))
        {
            runs[^1] = runs[^1] with { Last = dropped.N, Lost = runs[^1].Lost + 1, LastAt = dropped.At };
        }
        else
        {
            runs.Add(new LostRun(dropped.N, dropped.N, 1, dropped.At, dropped.At));
        }

        passed = sentInSession ? runs.Count : passed;
        Shorten();
    }

    /// <summary>Everything up to this number is committed, so it was not lost (or is told of already).</summary>
    public void Acknowledge(ulong committed)
    {
        var gone = runs.TakeWhile(run => run.Last <= committed).Count();
        runs.RemoveRange(0, gone);
        passed = Math.Max(0, passed - gone);
        if (runs.Count > 0 && runs[0].First <= committed)
        {
            runs[0] = runs[0].After(committed);
        }
    }

    /// <summary>A new session: nothing of this has been told in it.</summary>
    public void BeginSession() => passed = 0;

    /// <summary>The gap line to send now, if there is one.</summary>
    public bool TryTake(string host, ref ulong next, [NotNullWhen(true)] out GapLine? gap)
    {
        gap = null;
        if (passed == runs.Count)
        {
            return false;
        }

        var told = runs[passed..];
        var n = told[^1].Last ?? next++;
        var lost = told.Sum(run => run.Lost);
        gap = new GapLine(lost) { N = n, At = told[0].At, Device = host };
        runs.RemoveRange(passed, told.Count);
        runs.Add(new LostRun(n, n, lost, told[0].At, told[^1].LastAt));
        passed = runs.Count;
        return true;
    }

    // Joined runs count as one line under the second's number: at worst the gap then tells of samples that were committed after all.
    private void Shorten()
    {
        if (runs.Count <= MaxRuns)
        {
            return;
        }

        var at = passed == 1 ? 1 : 0;
        var (first, second) = (runs[at], runs[at + 1]);
        runs[at] = new LostRun(second.Last, second.Last, first.Lost + second.Lost, first.At, second.LastAt);
        runs.RemoveAt(at + 1);
        passed -= passed > at ? 1 : 0;
    }
}
