namespace EdgeStock.Simulator.History;

/// <summary>What is still to happen, in time order; what is planned for one instant happens in the order in which it was planned.</summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Action<long>, (long AtMs, long Order)> queue = new();
    private long planned;

    /// <summary>The instant that is being lived through, in milliseconds since t0.</summary>
    public long NowMs { get; private set; }

    /// <summary>Plans something; what should have happened already happens now.</summary>
    /// <param name="ms">Milliseconds since t0.</param>
    /// <param name="what">Told the instant at which it happens.</param>
    public void At(long ms, Action<long> what)
    {
        var at = Math.Max(ms, NowMs);
        queue.Enqueue(what, (at, planned++));
    }

    /// <summary>Lets everything before an instant happen.</summary>
    /// <param name="before">Told of each instant before it comes.</param>
    public void Run(long endMs, Action<long> before, CancellationToken stop)
    {
        while (queue.TryPeek(out _, out var next) && next.AtMs < endMs)
        {
            stop.ThrowIfCancellationRequested();
            var what = queue.Dequeue();
            before(next.AtMs);
            NowMs = next.AtMs;
            what(next.AtMs);
        }
    }
}
