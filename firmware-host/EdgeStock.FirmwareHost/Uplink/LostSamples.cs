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

    private readonly List<Run> runs = [];
    private int passed;

    /// <summary>Samples that are lost as far as is known.</summary>
    public long Count => runs.Sum(run => run.Lost);

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
            runs.Add(new Run(dropped.N, dropped.N, 1, dropped.At, dropped.At));
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
        runs.Add(new Run(n, n, lost, told[0].At, told[^1].LastAt));
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
        runs[at] = new Run(second.Last, second.Last, first.Lost + second.Lost, first.At, second.LastAt);
        runs.RemoveAt(at + 1);
        passed -= passed > at ? 1 : 0;
    }

    /// <summary>Consecutive losses. First and Last are null for samples that were never sent; a gap line already sent is a run of one number.</summary>
    private readonly record struct Run(ulong? First, ulong? Last, long Lost, DateTimeOffset At, DateTimeOffset LastAt)
    {
        public bool Extends(ulong? n) => (First, Last, n) switch
        {
            (null, null, null) => true,
            ({ } first, { } last, { } number) => number == last + 1 && Lost == (long)(last - first) + 1,
            _ => false,
        };

        /// <summary>What is left when the numbers up to this one are committed. The time of the first left is interpolated: the times between are not kept.</summary>
        public Run After(ulong committed)
        {
            var (first, last) = (First!.Value, Last!.Value);
            var gone = (committed - first + 1) / (double)(last - first);
            var at = DateTimeOffset.FromUnixTimeMilliseconds((At + ((LastAt - At) * gone)).ToUnixTimeMilliseconds());
            return this with { First = committed + 1, Lost = Math.Min(Lost, (long)(last - committed)), At = at };
        }
    }
}
