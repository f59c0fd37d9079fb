using EdgeStock.Wire;

namespace EdgeStock.FirmwareHost.Uplink;

/// <summary>
/// Keeps samples until the gateway has committed them, and numbers them. A sample gets its number when it is first sent, and the
/// gateway says at each connect from where to number: so a number is never used twice at this host.
/// Bounded: when full, the oldest sample gives way to a <c>gap</c> line that counts what was lost. Safe from any thread; never blocks for long.
/// </summary>
internal sealed class SampleBuffer : IDisposable
{
    private readonly Lock gate = new();
    private readonly LostSamples lost = new();
    private readonly string host;
    private readonly int capacity;
    private readonly SampleSpool? spool;
    private Queue<SampleLine> sent = new();
    private Queue<SampleLine> waiting = new();
    private ulong next = 1;
    private long dropped;

    /// <summary>Begins with what the spool holds.</summary>
    /// <param name="host">Name of this host; the device of a gap line.</param>
    /// <param name="capacity">Samples kept; the gap line comes on top.</param>
    /// <param name="spool">Keeps a copy for the next process, and is closed with the buffer; null for none.</param>
    public SampleBuffer(string host, int capacity, SampleSpool? spool = null)
    {
        (this.host, this.capacity, this.spool) = (host, capacity, spool);
        if (spool?.Open() is not { } left)
        {
            return;
        }

        lost.Resume(left.Lost);
        foreach (var line in left.Lines)
        {
            waiting.Enqueue(line);
        }

        next = 1 + waiting.Max(line => line.N).GetValueOrDefault();
        next = Math.Max(next, 1 + left.Lost.Max(run => run.Last).GetValueOrDefault());
        while (waiting.Count > capacity)
        {
            GiveWay();
        }
    }

    /// <summary>Samples not yet committed by the gateway.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return Living;
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
            spool?.Append(sample);
            waiting.Enqueue(sample);
            if (Living <= capacity)
            {
                return true;
            }

            GiveWay();
            if (spool?.IsLong(Living) == true)
            {
                spool.Shorten(sent.Concat(waiting), Living, lost.Runs);
            }

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
            Settle();
        }
    }

    /// <summary>The next lines to send in this session, oldest first, each with its number; none when everything is sent. After a kill the spool knows the numbers.</summary>
    /// <param name="most">At most so many.</param>
    public IReadOnlyList<SampleLine> Take(int most)
    {
        lock (gate)
        {
            var lines = new List<SampleLine>();
            if (lost.TryTake(host, ref next, out var gap))
            {
                lines.Add(gap);
                Settle();
            }

            var first = next;
            while (lines.Count < most && waiting.TryDequeue(out var line))
            {
                line = line.N is null ? line with { N = next++ } : line;
                sent.Enqueue(line);
                lines.Add(line);
            }

            var numbered = (int)(next - first);
            if (numbered > 0)
            {
                spool?.Number(waiting.Count + numbered, first, numbered);
            }

            return lines;
        }
    }

    /// <summary>The gateway has committed everything up to this number.</summary>
    public void Acknowledge(ulong committed)
    {
        lock (gate)
        {
            Release(sent, committed);
            lost.Acknowledge(committed);
            Settle();
        }
    }

    /// <summary>Closes the spool, which keeps what is here.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            spool?.Dispose();
        }
    }

    private int Living => sent.Count + waiting.Count;

    private void Settle() => spool?.Settle(sent.Concat(waiting), Living, lost.Runs);

    private void GiveWay()
    {
        if (sent.TryDequeue(out var oldest))
        {
            lost.Add(oldest, sentInSession: true);
        }
        else
        {
            lost.Add(waiting.Dequeue(), sentInSession: false);
        }

        dropped++;
    }

    private static void Release(Queue<SampleLine> lines, ulong committed)
    {
        while (lines.TryPeek(out var line) && line.N <= committed)
        {
            lines.Dequeue();
        }
    }
}
