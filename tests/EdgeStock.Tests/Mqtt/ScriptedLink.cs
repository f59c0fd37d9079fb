using System.Threading.Channels;
using EdgeStock.Mqtt;

namespace EdgeStock.Tests.Mqtt;

/// <summary>
/// The second implementation of a link: in memory, answering as a test scripts it. Answers come when the test gives them
/// (<see cref="Answer"/>), or at once by <see cref="AutoAnswer"/>.
/// </summary>
public sealed class ScriptedLink : IBrokerLink
{
    private readonly Lock gate = new();
    private readonly List<MqttMessage> published = [];
    private readonly List<string> filters = [];
    private readonly Queue<TaskCompletionSource<PubAck>> waiting = new();
    private readonly Channel<MqttMessage> inbound = Channel.CreateUnbounded<MqttMessage>();
    private readonly TaskCompletionSource<string> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool SessionPresent { get; init; }

    public int Window { get; init; } = 100;

    /// <summary>Reason code for each message as it comes; null leaves it unanswered.</summary>
    public Func<MqttMessage, byte?> AutoAnswer { get; set; } = _ => 0;

    /// <summary>What was published, in order.</summary>
    public IReadOnlyList<MqttMessage> Published
    {
        get
        {
            lock (gate)
            {
                return [.. published];
            }
        }
    }

    /// <summary>Filters subscribed to, in order.</summary>
    public IReadOnlyList<string> Filters
    {
        get
        {
            lock (gate)
            {
                return [.. filters];
            }
        }
    }

    /// <summary>It was disposed by its user while it stood: a real one would have sent DISCONNECT.</summary>
    public bool Disconnected { get; private set; }

    public ChannelReader<MqttMessage> Inbound => inbound.Reader;

    public long InboundDropped => 0;

    public Task<string> Completion => completion.Task;

    public async Task<PubAck> PublishAsync(MqttMessage message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var answer = new TaskCompletionSource<PubAck>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (completion.Task.IsCompleted)
            {
                throw new BrokerLostException(completion.Task.Result);
            }

            published.Add(message);
            if (AutoAnswer(message) is { } reason)
            {
                answer.SetResult(new PubAck(reason));
            }
            else
            {
                waiting.Enqueue(answer);
            }
        }

        return await answer.Task.WaitAsync(cancellationToken);
    }

    public Task SubscribeAsync(string filter, byte qos, RetainHandling retained, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            filters.Add(filter);
        }

        return Task.CompletedTask;
    }

    /// <summary>Answers the oldest message that waits.</summary>
    public void Answer(byte reason)
    {
        lock (gate)
        {
            waiting.Dequeue().SetResult(new PubAck(reason));
        }
    }

    /// <summary>A message comes from the broker.</summary>
    public void Deliver(MqttMessage message) => Assert.True(inbound.Writer.TryWrite(message));

    /// <summary>The link ends for a reason that is not this side's.</summary>
    public void Lose(string reason)
    {
        lock (gate)
        {
            completion.TrySetResult(reason);
            inbound.Writer.TryComplete();
            while (waiting.TryDequeue(out var answer))
            {
                answer.SetException(new BrokerLostException(reason));
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        Disconnected |= !completion.Task.IsCompleted;
        Lose("closed by this side");
        return ValueTask.CompletedTask;
    }
}
