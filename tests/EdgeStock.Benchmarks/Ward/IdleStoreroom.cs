using EdgeStock.Wire;

namespace EdgeStock.Benchmarks.Ward;

/// <summary>
/// A storeroom at night, in real time: nothing is taken, but every scale says its weight once a second, the reader's round of two seconds
/// finds every tag once in five, and each climate chip is read once in ten: about 590 lines a second.
/// </summary>
internal static class IdleStoreroom
{
    private const int SlicesPerSecond = 10;
    private const int RoundSlices = 2 * SlicesPerSecond;
    private const int CycleSlices = 5 * SlicesPerSecond;

    /// <summary>Sends until cancelled.</summary>
    /// <returns>Lines sent.</returns>
    public static async Task<long> RunAsync(string samples, CancellationToken stop)
    {
        await using var sender = await SampleSender.ConnectAsync(samples);
        var traffic = new Traffic(DateTimeOffset.UtcNow) { Next = sender.Next };
        var inventory = new Queue<ReadLine>();
        var sent = 0L;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1) / SlicesPerSecond);
        try
        {
            for (var slice = 0; ; slice++)
            {
                await timer.WaitForNextTickAsync(stop);
                var now = DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
                var lines = Lines(traffic, slice, now, inventory).ToList();
                sender.Send(lines.SelectMany(SampleSender.Bytes).ToArray());
                sent += lines.Count;
            }
        }
        catch (OperationCanceledException)
        {
            return sent;
        }
    }

    private static IEnumerable<SampleLine> Lines(Traffic traffic, int slice, DateTimeOffset now, Queue<ReadLine> inventory)
    {
        for (var bin = slice % SlicesPerSecond; bin < BenchWard.Bins; bin += SlicesPerSecond)
        {
            yield return traffic.Weigh(bin, now);
        }

        if (slice % (SlicesPerSecond / 2) == 0)
        {
            foreach (var line in traffic.Climate(slice / (SlicesPerSecond / 2) % BenchWard.Points, now))
            {
                yield return line;
            }
        }

        var inRound = slice % CycleSlices;
        if (inRound == 0)
        {
            foreach (var read in traffic.Inventory(now))
            {
                inventory.Enqueue(read);
            }
        }

        if (inRound < RoundSlices)
        {
            for (var reads = inventory.Count / (RoundSlices - inRound); reads > 0; reads--)
            {
                yield return inventory.Dequeue() with { N = traffic.Next++, At = now };
            }
        }

        if (inRound == RoundSlices)
        {
            yield return traffic.InventoryEnd(now);
        }
    }
}
