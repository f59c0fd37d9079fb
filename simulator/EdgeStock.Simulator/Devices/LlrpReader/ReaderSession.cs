using System.Net.Sockets;
using System.Threading.Channels;
using EdgeStock.Llrp;

namespace EdgeStock.Simulator.Devices.LlrpReader;

/// <summary>One client's connection: what it turned on, and the order in which messages leave.</summary>
internal sealed class ReaderSession(Socket socket, TimeProvider time) : IAsyncDisposable
{
    // the wire carries a little more than a timer takes
    private static readonly TimeSpan LongestKeepalive = TimeSpan.FromMilliseconds(int.MaxValue);

    private readonly LlrpConnection connection = new(new NetworkStream(socket, ownsSocket: true));
    private readonly Channel<LlrpMessage> outbound = Channel.CreateUnbounded<LlrpMessage>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource ended = new();
    private readonly HashSet<ReaderEventKind> events = [];
    private uint lastId;
    private ITimer? keepalive;
    private Task sending = Task.CompletedTask;

    /// <summary>False while the client has asked for reports to be held back on connecting.</summary>
    public bool TakesReports { get; set; }

    /// <summary>Fault injection: the connection stands and nothing leaves.</summary>
    public bool Silent { get; set; }

    public void Start() => sending = SendAllAsync();

    /// <summary>Queues a message; reports and events get the reader's own sequence as id.</summary>
    public void Send(LlrpMessage message) => outbound.Writer.TryWrite(message);

    /// <summary>An event that the client gets only if it asked for its kind.</summary>
    public void Tell(ReaderEventKind kind, ReaderTime at, ReaderNotice notice)
    {
        if (events.Contains(kind))
        {
            Send(new ReaderEventNotification(at, [notice]));
        }
    }

    public void Configure(SetReaderConfig config)
    {
        foreach (var state in config.Events)
        {
            _ = state.Enabled ? events.Add(state.Kind) : events.Remove(state.Kind);
        }

        if (config.Keepalive is { } interval)
        {
            keepalive?.Dispose();
            var every = interval < LongestKeepalive ? interval : LongestKeepalive;
            keepalive = every > TimeSpan.Zero
                ? time.CreateTimer(_ => Send(new BareMessage(LlrpMessageType.Keepalive)), null, every, every)
                : null;
        }
    }

    public ValueTask<LlrpFrame?> ReadAsync() => connection.ReadAsync(ended.Token);

    /// <summary>Sends what is queued and takes no more.</summary>
    public async Task FinishAsync()
    {
        outbound.Writer.TryComplete();
        await sending;
    }

    /// <summary>Breaks the connection without a word.</summary>
    public void Drop()
    {
        _ = ended.CancelAsync();
        socket.Close(0);
    }

    public async ValueTask DisposeAsync()
    {
        keepalive?.Dispose();
        outbound.Writer.TryComplete();
        await ended.CancelAsync();
        await sending;
        await connection.DisposeAsync();
        socket.Dispose();
        ended.Dispose();
    }

    private async Task SendAllAsync()
    {
        await Task.Yield();
        try
        {
            await foreach (var message in outbound.Reader.ReadAllAsync(ended.Token))
            {
                if (!Silent)
                {
                    await connection.SendAsync(OwnId(message), ended.Token);
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            await ended.CancelAsync();
        }
    }

    private LlrpMessage OwnId(LlrpMessage message) =>
        message is RoAccessReport or ReaderEventNotification or BareMessage { Type: LlrpMessageType.Keepalive } ? message with { Id = unchecked(lastId++) } : message;
}
