using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Threading.Channels;
using EdgeStock.Wire;

namespace EdgeStock.Gateway.Intake;

// 'end' has no timer and frees nothing; disposing it would race with a late Supersede.
#pragma warning disable CA1001
/// <summary>One firmware-host's connection: its lines come in order, its acknowledgements go back after the commit.</summary>
internal sealed class HostStream(Socket socket, Pipeline pipeline, Refusals refusals, TimeProvider time, ILogger log)
{
    /// <summary>Requests that a host may leave unanswered; it takes no more itself.</summary>
    private const int MostRequests = 256;

    private static readonly TimeSpan HelloPatience = TimeSpan.FromSeconds(10);

    /// <summary>A host can make names up; no more than this are kept of what it let be heard.</summary>
    private const int MostDevices = 1000;

    /// <summary>Answers wait here; a host that does not read them is cut off rather than waited for.</summary>
    private readonly Channel<Line> answers = Channel.CreateBounded<Line>(new BoundedChannelOptions(256) { SingleReader = true });
    private readonly CancellationTokenSource end = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<HostAnswer>> requests = new(StringComparer.Ordinal);
    private readonly HashSet<string> heard = new(StringComparer.Ordinal);
    private IReadOnlyList<string>? devices;
    private bool refused;

    /// <summary>Name of the host; known from its hello on.</summary>
    public string Host { get; internal set; } = "";

    /// <summary>A device was heard through this host. Called by the writer alone, as is <see cref="Serves"/>.</summary>
    public void Heard(string channel)
    {
        if (heard.Count < MostDevices)
        {
            heard.Add(DeviceOf(channel));
        }
    }

    /// <summary>This is the host to ask for a device: it says so, or has let it be heard; its own name stands for the host itself.</summary>
    public bool Serves(string device) => device == Host || (devices?.Contains(DeviceOf(device)) ?? heard.Contains(DeviceOf(device)));

    /// <summary>Sends a request; the answer comes when the host gives it, or says that the host went away.</summary>
    public void Request(DoLine line, TaskCompletionSource<HostAnswer> answer)
    {
        if (requests.Count >= MostRequests)
        {
            answer.TrySetResult(new(null, $"host '{Host}' has left {MostRequests} requests unanswered", null));
            return;
        }

        requests[line.Id] = answer;
        if (end.IsCancellationRequested)
        {
            Abandon();
            return;
        }

        Answer(line);
    }

    /// <summary>Hands a request's answer to whoever waits for it.</summary>
    public void Settle(DoneLine done, long? seq)
    {
        if (requests.TryRemove(done.Id, out var waiting))
        {
            waiting.TrySetResult(new(done.Result, done.Error, seq));
        }
        else
        {
            refusals.Count(Refusal.AnswerUnasked);
        }
    }

    /// <summary>Answers the hello: what is committed, and the lowest number for a new sample.</summary>
    public void Welcome(ulong committed, ulong next) => Answer(new AckLine(committed, next));

    /// <summary>Everything up to <paramref name="n"/> is committed.</summary>
    public void Acknowledge(ulong n) => Answer(new AckLine(n));

    /// <summary>A newer connection of the same host took over.</summary>
    public void Supersede()
    {
        log.HostSuperseded(Host);
        end.Cancel();
    }

    /// <summary>Serves the connection until either side ends it.</summary>
    public async Task ServeAsync(CancellationToken stop)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(stop, end.Token);
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        var lines = new LineReader(stream, LineCodec.MaxLineBytes);
        if (!await GreetAsync(lines, linked.Token))
        {
            return;
        }

        log.HostConnected(Host);
#pragma warning disable CA2025 // awaited in the finally below, before the stream is disposed
        var answering = AnswerAsync(stream, linked.Token);
#pragma warning restore CA2025
        try
        {
            await pipeline.SubmitAsync(new HelloWork(this), linked.Token);
            while (await lines.ReadAsync(linked.Token) is { Kind: not LineKind.End } read)
            {
                if (read.Kind == LineKind.TooLong)
                {
                    Refuse(Refusal.LineTooLong, $"a line of more than {LineCodec.MaxLineBytes} bytes was passed over");
                }
                else if (!LineCodec.TryParse(read.Bytes.Span, null, out var line, out var error))
                {
                    Refuse(Refusal.LineMalformed, error);
                }
                else if (line is SampleLine { N: not null } sample)
                {
                    await pipeline.SubmitAsync(new SampleWork(this, sample), linked.Token);
                }
                else if (line is DoneLine done)
                {
                    await pipeline.SubmitAsync(new DoneWork(this, done), linked.Token);
                }
                else
                {
                    Refuse(Refusal.LineUnexpected, $"a line of type {line.GetType().Name} is not taken from a host");
                }
            }
        }
        finally
        {
            // The stop itself must not keep the writer from hearing that the host is gone.
            await pipeline.SubmitAsync(new GoodbyeWork(this), stop).AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await end.CancelAsync();
            if (stop.IsCancellationRequested)
            {
                Abandon();
            }

            await answering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            log.HostGone(Host);
        }
    }

    private async Task<bool> GreetAsync(LineReader lines, CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(HelloPatience, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
        LineRead read;
        try
        {
            read = await lines.ReadAsync(linked.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            return RefuseConnection($"it did not say a whole line within {HelloPatience.TotalSeconds} s");
        }

        if (read.Kind == LineKind.Line && LineCodec.TryParse(read.Bytes.Span, null, out var line, out _) && line is HelloLine { Version: 1 } hello)
        {
            (Host, devices) = (hello.Host, hello.Devices);
            return true;
        }

        return RefuseConnection(read.Kind == LineKind.End ? "it was closed before its first line was whole" : "its first line is not a hello of version 1");
    }

    private bool RefuseConnection(string reason)
    {
        refusals.Count(Refusal.HelloRefused);
        log.HostRefused(reason);
        return false;
    }

    private async Task AnswerAsync(NetworkStream stream, CancellationToken stop)
    {
        await foreach (var line in answers.Reader.ReadAllAsync(stop))
        {
            await stream.WriteAsync((byte[])[.. LineCodec.ToUtf8(line), (byte)'\n'], stop);
        }
    }

    private void Answer(Line line)
    {
        if (!answers.Writer.TryWrite(line))
        {
            refusals.Count(Refusal.HostNotReading);
            log.HostNotReading(Host);
            end.Cancel();
        }
    }

    /// <summary>Nothing will be answered here any more. Called by the writer when it has taken all that the host sent.</summary>
    public void Abandon()
    {
        foreach (var id in requests.Keys)
        {
            if (requests.TryRemove(id, out var waiting))
            {
                waiting.TrySetResult(new(null, $"host '{Host}' went away before it answered; whether it was done is not known", null));
            }
        }
    }

    private void Refuse(Refusal kind, string reason)
    {
        refusals.Count(kind);
        if (!refused)
        {
            refused = true;
            log.LineRefused(Host, reason);
        }
    }

    private static string DeviceOf(string channel) => channel.IndexOf('/', StringComparison.Ordinal) is var slash and > 0 ? channel[..slash] : channel;
}
