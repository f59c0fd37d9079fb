using System.Net.Sockets;
using System.Threading.Channels;
using EdgeStock.Wire;

namespace EdgeStock.Gateway.Intake;

// 'end' has no timer and frees nothing; disposing it would race with a late Supersede.
#pragma warning disable CA1001
/// <summary>One firmware-host's connection: its lines come in order, its acknowledgements go back after the commit.</summary>
internal sealed class HostStream(Socket socket, Pipeline pipeline, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan HelloPatience = TimeSpan.FromSeconds(10);

    /// <summary>Answers wait here; a host that does not read them is cut off rather than waited for.</summary>
    private readonly Channel<Line> answers = Channel.CreateBounded<Line>(new BoundedChannelOptions(256) { SingleReader = true });
    private readonly CancellationTokenSource end = new();
    private long malformed;

    /// <summary>Name of the host; known from its hello on.</summary>
    public string Host { get; internal set; } = "";

    /// <summary>Lines that were refused.</summary>
    public long Malformed => Interlocked.Read(ref malformed);

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
                    Refuse($"a line of more than {LineCodec.MaxLineBytes} bytes was passed over");
                }
                else if (!LineCodec.TryParse(read.Bytes.Span, null, out var line, out var error))
                {
                    Refuse(error);
                }
                else if (line is SampleLine { N: not null } sample)
                {
                    await pipeline.SubmitAsync(new SampleWork(this, sample), linked.Token);
                }
                else
                {
                    Refuse($"a line of type {line.GetType().Name} is not taken from a host");
                }
            }
        }
        finally
        {
            // The stop itself must not keep the writer from hearing that the host is gone.
            await pipeline.SubmitAsync(new GoodbyeWork(this), stop).AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await end.CancelAsync();
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
            await RefuseConnectionAsync($"it did not say a whole line within {HelloPatience.TotalSeconds} s", stop);
            return false;
        }

        if (read.Kind == LineKind.Line && LineCodec.TryParse(read.Bytes.Span, null, out var line, out _) && line is HelloLine { Version: 1 } hello)
        {
            Host = hello.Host;
            return true;
        }

        await RefuseConnectionAsync(read.Kind == LineKind.End ? "it was closed before its first line was whole" : "its first line is not a hello of version 1", stop);
        return false;
    }

    /// <summary>The writer counts it when it hears that the stream is gone.</summary>
    private async Task RefuseConnectionAsync(string reason, CancellationToken stop)
    {
        log.HostRefused(reason);
        Interlocked.Increment(ref malformed);
        await pipeline.SubmitAsync(new GoodbyeWork(this), stop);
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
            log.HostNotReading(Host);
            end.Cancel();
        }
    }

    private void Refuse(string reason)
    {
        if (Interlocked.Increment(ref malformed) == 1)
        {
            log.LineRefused(Host, reason);
        }
    }
}
