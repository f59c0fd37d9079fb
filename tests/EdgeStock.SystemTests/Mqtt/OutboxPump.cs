using System.Text;
using EdgeStock.Mqtt;

namespace EdgeStock.SystemTests.Mqtt;

/// <summary>The way a link is meant to be used: a list of rows in order, a window of them in flight, a row done when the broker has taken it.</summary>
internal sealed class OutboxPump(string topic, int rows, Func<OutboxPump, int, Task> beforeRow)
{
    private readonly Lock gate = new();
    private readonly bool[] done = new bool[rows];
    private int links;
    private int inFlight;

    /// <summary>Links that were used.</summary>
    public int Links => Volatile.Read(ref links);

    /// <summary>Rows sent over the present link and not yet answered.</summary>
    public int InFlight => Volatile.Read(ref inFlight);

    /// <summary>Rows that the broker has taken.</summary>
    public int Done
    {
        get
        {
            lock (gate)
            {
                return done.Count(d => d);
            }
        }
    }

    /// <summary>Completes when all rows are done.</summary>
    public TaskCompletionSource Finished { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Sends what is not done yet, oldest first, until all is or the link ends.</summary>
    public async Task RunAsync(IBrokerLink link, CancellationToken over)
    {
        Interlocked.Increment(ref links);
        var sent = new Queue<(int Row, Task<PubAck> Ack)>();
        for (var row = 0; row < rows; row++)
        {
            if (IsDone(row))
            {
                continue;
            }

            if (sent.Count == link.Window)
            {
                await FinishAsync(sent.Dequeue());
            }

            await beforeRow(this, row);
            sent.Enqueue((row, link.PublishAsync(new MqttMessage(topic, Encoding.ASCII.GetBytes($"{row}")), CancellationToken.None)));
            Volatile.Write(ref inFlight, sent.Count);
        }

        while (sent.TryDequeue(out var last))
        {
            await FinishAsync(last);
        }

        Finished.TrySetResult();
        await link.Completion.WaitAsync(over);
    }

    private async Task FinishAsync((int Row, Task<PubAck> Ack) row)
    {
        Assert.True((await row.Ack).IsAccepted);
        lock (gate)
        {
            done[row.Row] = true;
        }
    }

    private bool IsDone(int row)
    {
        lock (gate)
        {
            return done[row];
        }
    }
}
