using System.Diagnostics.CodeAnalysis;
using EdgeStock.Wire;

namespace EdgeStock.FirmwareHost.Uplink;

/// <summary>
/// Keeps samples until the gateway has committed them, and numbers them. A sample gets its number when it is first sent, and the
/// gateway says at each connect from where to number: so a number is never used twice at this host, without a file of its own.
/// Bounded: when full, the oldest sample gives way to a <c>gap</c> line that counts what was lost. Safe from any thread; never blocks for long.
/// </summary>
/// <param name="host">Name of this host; the device of a gap line.</param>
/// <param name="capacity">Samples kept; the gap line comes on top.</param>
internal sealed class SampleBuffer(string host, int capacity)
{
    private readonly Lock gate = new();
    private readonly LostSamples lost = new();
    private Queue<SampleLine> sent = new();
    private Queue<SampleLine> waiting = new();
    private ulong next = 1;
    private long dropped;

    /// <summary>Samples not yet committed by the gateway.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return sent.Count + waiting.Count;
            }
        }
    }

    /// <summary>Samples that gave way unacknowledged since the host started.</summary>
    public long Dropped
    {
        get
        {
            lock (gate)
            {
                return dropped;
            }
        }
    }

    /// <summary>Adds a sample, last. False when the oldest had to give way to it.</summary>
    public bool Add(SampleLine sample)
    {
        lock (gate)
        {
            waiting.Enqueue(sample);
            if (sent.Count + waiting.Count <= capacity)
            {
                return true;
            }

            if (sent.TryDequeue(out var oldest))
            {
                lost.Add(oldest, sentInSession: true);
            }
            else
            {
                lost.Add(waiting.Dequeue(), sentInSession: false);
            }

            dropped++;
            return false;
        }
    }

    /// <summary>
    /// A session begins: what the gateway has committed is released, everything else is to be sent (again), numbered lines first
    /// and under their old numbers.
    /// </summary>
    /// <param name="committed">Highest number of this host that the gateway has committed; 0 for none.</param>
    /// <param name="lowest">Lowest number the gateway allows for a new sample.</param>
    public void Connect(ulong committed, ulong lowest)
    {
        lock (gate)
        {
            foreach (var line in waiting)
            {
                sent.Enqueue(line);
            }

            waiting.Clear();
            (sent, waiting) = (waiting, sent);
            Release(waiting, committed);
            lost.Acknowledge(committed);
            lost.BeginSession();
            next = Math.Max(next, Math.Max(lowest, committed + 1));
        }
    }

    /// <summary>The next line to send in this session, with its number.</summary>
    public bool TryTake([NotNullWhen(true)] out SampleLine? line)
    {
        lock (gate)
        {
            if (lost.TryTake(host, ref next, out var gap))
            {
                line = gap;
                return true;
            }

            if (!waiting.TryDequeue(out line))
            {
                return false;
            }

            line = line.N is null ? line with { N = next++ } : line;
            sent.Enqueue(line);
            return true;
        }
    }

    /// <summary>The gateway has committed everything up to this number.</summary>
    public void Acknowledge(ulong committed)
    {
        lock (gate)
        {
            Release(sent, committed);
            lost.Acknowledge(committed);
        }
    }

    private static void Release(Queue<SampleLine> lines, ulong committed)
    {
        while (lines.TryPeek(out var line) && line.N <= committed)
        {
            lines.Dequeue();
        }
    }
}
