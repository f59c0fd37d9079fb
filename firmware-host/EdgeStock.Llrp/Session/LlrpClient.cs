using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace EdgeStock.Llrp;

/// <summary>
/// A session with one reader, from its connection event to its end. It answers keepalives, gives each response to its request,
/// maps reader time to host time, and ends by itself when the reader falls silent; then <see cref="Events"/> ends with the reason.
/// </summary>
public sealed class LlrpClient : IAsyncDisposable
{
    /// <summary>How often the reader is told to send KEEPALIVE.</summary>
    public static readonly TimeSpan Keepalive = TimeSpan.FromSeconds(5);

    // no message for this long and the reader is taken for lost; octets alone do not count, half a message may be followed by them for good
    private static readonly TimeSpan Silence = 3 * Keepalive;
    private static readonly TimeSpan ResponseWait = TimeSpan.FromSeconds(10);

    // for what the session can do without
    private static readonly TimeSpan OptionalWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CloseWait = TimeSpan.FromSeconds(2);

    // far more than the longest round reports; a consumer this far behind has stopped
    private const int MaxEventsWaiting = 65_536;

    private readonly Socket socket;
    private readonly LlrpConnection connection;
    private readonly TimeProvider time;
    private readonly ReaderClock clock;
    private readonly CancellationTokenSource ended = new();
    private readonly CancellationTokenSource silence;
    private readonly PendingRequests pending = new();
    private readonly StickyValues sticky = new();
    private readonly ConcurrentDictionary<(string Code, LlrpMessageType About), bool> warned = new();
    private readonly TaskCompletionSource connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<ReaderEvent> events = Channel.CreateBounded<ReaderEvent>(new BoundedChannelOptions(MaxEventsWaiting) { SingleReader = true });
    private Task session = Task.CompletedTask;
    private long faults;

    private LlrpClient(Socket socket, TimeProvider time)
    {
        this.socket = socket;
        this.time = time;
        clock = new ReaderClock(time);
        silence = new CancellationTokenSource(Silence, time);
        connection = new LlrpConnection(new NetworkStream(socket, ownsSocket: true)) { Heard = () => silence.CancelAfter(Silence) };
    }

    /// <summary>What happens at the reader, in the order in which it says so; completes with the reason when the session is lost.</summary>
    public ChannelReader<ReaderEvent> Events => events.Reader;

    /// <summary>Messages that were malformed and parameters that were skipped, in this session.</summary>
    public long Faults => Interlocked.Read(ref faults);

    /// <summary>Connects and waits until the reader says that it takes us; nothing is sent before that.</summary>
    /// <exception cref="LlrpException">There is no reader, it refused, or it said nothing.</exception>
    public static async Task<LlrpClient> ConnectAsync(EndPoint reader, TimeProvider time, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using var wait = new CancellationTokenSource(ResponseWait, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, wait.Token);
            await socket.ConnectAsync(reader, either.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            socket.Dispose();
            throw LlrpException.Unreachable(reader.ToString() ?? "", e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        var client = new LlrpClient(socket, time);
        client.session = client.RunAsync();
        try
        {
            await client.connected.Task.WaitAsync(ResponseWait, time, cancel).ConfigureAwait(false);
            return client;
        }
        catch (TimeoutException e)
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw LlrpException.Lost("the reader accepted the connection but sent no connection event", e);
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Clears what an earlier client left, sets keepalives and events for this connection, and sets the reader to work.
    /// Which antennas are connected is asked once and told through <see cref="Events"/>.
    /// </summary>
    /// <exception cref="LlrpException">The reader refused, with its own words, or is lost.</exception>
    public async Task StartInventoryAsync(RoSpec spec, CancellationToken cancel)
    {
        await RequestAsync(
            new SetReaderConfig
            {
                Events =
                [
                    new EventNotificationState(ReaderEventKind.RoSpec, true),
                    new EventNotificationState(ReaderEventKind.ReportBufferWarning, true),
                    new EventNotificationState(ReaderEventKind.ReaderException, true),
                    new EventNotificationState(ReaderEventKind.Antenna, true),
                ],
                Keepalive = Keepalive,
                HoldEventsAndReports = false,
            },
            cancel).ConfigureAwait(false);
        await TryRequestAsync(new SpecCommand(LlrpMessageType.DeleteAccessSpec, 0), cancel).ConfigureAwait(false);
        await RequestAsync(new SpecCommand(LlrpMessageType.DeleteRoSpec, 0), cancel).ConfigureAwait(false);
        if (await TryRequestAsync(new GetReaderConfig(ReaderConfigPart.AntennaProperties), cancel).ConfigureAwait(false) is GetReaderConfigResponse config)
        {
            foreach (var antenna in config.Antennas)
            {
                Tell(new AntennaChanged(clock.ToHost(null), antenna.Antenna, antenna.Connected));
            }
        }

        await RequestAsync(new AddRoSpec(spec), cancel).ConfigureAwait(false);
        await RequestAsync(new SpecCommand(LlrpMessageType.EnableRoSpec, spec.Id), cancel).ConfigureAwait(false);

        // frees what a hold set by an earlier client may keep back; it has no response, and an ERROR_MESSAGE to it means nothing
        await SendAsync(new BareMessage(LlrpMessageType.EnableEventsAndReports) { Id = pending.NextId() }).ConfigureAwait(false);
    }

    /// <summary>Sends a request and waits for its response.</summary>
    /// <exception cref="LlrpException">The reader refused it, did not answer, or is lost.</exception>
    public async Task<LlrpMessage> RequestAsync(LlrpMessage request, CancellationToken cancel)
    {
        var answer = await ExchangeAsync(request, ResponseWait, cancel).ConfigureAwait(false)
            ?? throw LlrpException.Lost($"{request.Type.StandardName()} was not answered within {ResponseWait.TotalSeconds:F0} s");
        return answer is StatusMessage { Status: { Ok: false } status } ? throw LlrpException.Rejected(request.Type, status) : answer;
    }

    /// <summary>Ends the session as the standard wants it: CLOSE_CONNECTION, a brief wait for its response, then the socket.</summary>
    public async Task CloseAsync()
    {
        try
        {
            await ExchangeAsync(new BareMessage(LlrpMessageType.CloseConnection), CloseWait, CancellationToken.None).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // closing either way
        }

        await DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!ended.IsCancellationRequested)
        {
            await ended.CancelAsync().ConfigureAwait(false);
        }

        await session.ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
        socket.Dispose();
        silence.Dispose();
        ended.Dispose();
    }

    // what the session does not depend on: a reader that lacks it says so and is believed; some say nothing instead
    private async Task<LlrpMessage?> TryRequestAsync(LlrpMessage request, CancellationToken cancel)
    {
        var answer = await ExchangeAsync(request, OptionalWait, cancel).ConfigureAwait(false);
        var refusal = answer switch
        {
            null => $"not answered within {OptionalWait.TotalSeconds:F0} s",
            StatusMessage { Status: { Ok: false } status } => status.ToString(),
            _ => null,
        };
        if (refusal is null)
        {
            return answer;
        }

        Warn("llrp-unsupported", $"the reader does not take {request.Type.StandardName()}: {refusal}", about: request.Type);
        return null;
    }

    // null when the reader says nothing to it
    private async Task<LlrpMessage?> ExchangeAsync(LlrpMessage request, TimeSpan wait, CancellationToken cancel)
    {
        var response = request.Type.Response() ?? throw new ArgumentException($"{request.Type.StandardName()} has no response", nameof(request));
        var id = pending.NextId();
        var answer = pending.Expect(id, response);
        try
        {
            var sending = SendAsync(request with { Id = id });
            try
            {
                await sending.WaitAsync(wait, time, cancel).ConfigureAwait(false);
                return await answer.WaitAsync(wait, time, cancel).ConfigureAwait(false);
            }
            catch (TimeoutException) when (sending.IsCompletedSuccessfully)
            {
                return null;
            }
        }
        catch (TimeoutException e)
        {
            throw LlrpException.Lost($"the reader did not take {request.Type.StandardName()} within {wait.TotalSeconds:F0} s", e);
        }
        finally
        {
            pending.Forget(id);
        }
    }

    // only the end of the session stops a write: half a message would make the rest of the stream unreadable
    private async Task SendAsync(LlrpMessage message)
    {
        try
        {
            await connection.SendAsync(message, ended.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            throw LlrpException.Lost("the reader does not take messages any more", e);
        }
    }

    private async Task RunAsync()
    {
        var why = LlrpException.Lost("the reader closed the connection");
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ended.Token, silence.Token);
        try
        {
            while (await connection.ReadAsync(either.Token).ConfigureAwait(false) is { } frame)
            {
                if (await HandleAsync(frame, either.Token).ConfigureAwait(false) is { } end)
                {
                    why = end;
                    break;
                }
            }
        }
        catch (OperationCanceledException e)
        {
            why = ended.IsCancellationRequested
                ? LlrpException.Lost("the session was ended here", e)
                : LlrpException.Lost($"no whole message from the reader in {Silence.TotalSeconds:F0} s", e);
        }
        catch (LlrpException e)
        {
            // the stream cannot be followed: what came is no LLRP
            Interlocked.Increment(ref faults);
            why = e;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            why = LlrpException.Lost(e.Message, e);
        }

        connected.TrySetException(why);
        _ = connected.Task.Exception;
        events.Writer.TryComplete(ended.IsCancellationRequested ? null : why);
        pending.FailAll(why);
        await ended.CancelAsync().ConfigureAwait(false);
    }

    // the reason when the message ends the session
    private async ValueTask<LlrpException?> HandleAsync(LlrpFrame frame, CancellationToken cancel)
    {
        var decoded = LlrpCodec.TryDecode(frame, sticky, out var message, out var notes);
        Interlocked.Add(ref faults, notes.Skipped + (decoded ? 0 : 1));
        if (decoded && notes.Skipped > 0)
        {
            Warn("llrp-skipped", $"a {frame.Type.StandardName()} holds what is not known here: {notes.Warnings[0]}");
        }

        switch (message)
        {
            case null:
                Warn("llrp-malformed", $"a {frame.Type.StandardName()} was malformed and skipped: {notes.Error} at offset {notes.ErrorOffset}");
                return null;
            case RoAccessReport report:
                return Tell(new TagsReported(clock.ToHost(null), [.. report.Tags.Select(Read)]));
            case ReaderEventNotification notification:
                return Handle(notification);
            case { Type: LlrpMessageType.Keepalive }:
                await connection.SendAsync(new BareMessage(LlrpMessageType.KeepaliveAck) { Id = message.Id }, cancel).ConfigureAwait(false);
                return null;
            default:
                if (pending.TryComplete(message, out var wrongId) && wrongId is { } expected)
                {
                    Warn("llrp-wrong-id", $"the reader answered request {expected} with id {message.Id}; taken, as no other was waiting");
                }

                // anything else answers nothing that waits: late, or an ERROR_MESSAGE to what has no response
                return null;
        }
    }

    private LlrpException? Handle(ReaderEventNotification notification)
    {
        if (clock.Observe(notification.Time) is { } warning)
        {
            Warn("llrp-clock", warning);
        }

        var at = clock.ToHost(notification.Time);
        foreach (var notice in notification.Notices)
        {
            var end = notice switch
            {
                ConnectionAttemptNotice n => Handle(n),
                ConnectionCloseNotice => LlrpException.Lost("the reader says that it closes the connection"),
                AntennaNotice n => Tell(new AntennaChanged(at, n.Antenna, n.Connected)),
                RoSpecNotice n => Tell(new RoSpecChanged(at, n.RoSpecId, n.Change)),
                ReaderExceptionNotice n => Tell(new ReaderFaulted(at, n.Text)),
                BufferOverflowNotice => Tell(new ReportsLost(at)),
                BufferWarningNotice n => Warn("llrp-buffer", $"the reader's report buffer is {n.PercentFull} % full"),
                _ => null,
            };
            if (end is not null)
            {
                return end;
            }
        }

        return null;
    }

    private LlrpException? Handle(ConnectionAttemptNotice notice)
    {
        if (notice.Status == ConnectionAttemptStatus.Success)
        {
            connected.TrySetResult();
            return null;
        }

        return notice.Status == ConnectionAttemptStatus.AnotherConnectionAttempted && connected.Task.IsCompleted
            ? Warn("llrp-contended", "another client tried to connect to the reader")
            : LlrpException.Refused(notice.Status);
    }

    private TagRead Read(TagReport tag) => new(
        tag,
        tag.FirstSeen is null ? null : clock.ToHost(tag.FirstSeen),
        clock.ToHost(tag.LastSeen ?? tag.FirstSeen));

    // each kind once in a session: a reader that errs tends to go on
    private LlrpException? Warn(string code, string text, LlrpMessageType about = default) =>
        warned.TryAdd((code, about), true) ? Tell(new SessionWarned(clock.ToHost(null), code, text)) : null;

    private LlrpException? Tell(ReaderEvent happened) =>
        events.Writer.TryWrite(happened) || ended.IsCancellationRequested ? null : LlrpException.Lost($"{MaxEventsWaiting} events wait and nobody takes them");
}
