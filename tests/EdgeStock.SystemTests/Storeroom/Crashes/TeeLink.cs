using System.Net.Sockets;
using System.Threading.Channels;
using EdgeStock.Wire;

namespace EdgeStock.SystemTests.Storeroom.Crashes;

/// <summary>
/// A tee's side towards one gateway, to which it is a firmware-host: says the host's hello, goes on from what the gateway says it has
/// committed, and connects again as soon as a killed gateway is back.
/// </summary>
internal sealed class TeeLink(string name, string path, TeeLines lines)
{
    private const int BatchOctets = 32 * 1024;
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(20);

    private readonly Channel<bool> bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private TaskCompletionSource acknowledged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ulong committed;
    private ulong lowest;
    private int greetings;
    private volatile bool hostIsGone;

    /// <summary>Highest number that the gateway has said to be committed.</summary>
    public ulong Committed => Volatile.Read(ref committed);

    /// <summary>Lowest number that the gateway allowed for a new sample when it was last asked.</summary>
    public ulong Lowest => Volatile.Read(ref lowest);

    /// <summary>How often the gateway has answered a hello.</summary>
    public int Greetings => Volatile.Read(ref greetings);

    /// <summary>Completes with the next acknowledgement of a commit.</summary>
    public Task NextAcknowledgement => acknowledged.Task;

    /// <summary>There is something to send.</summary>
    public void Ring() => bell.Writer.TryWrite(true);

    /// <summary>The host is gone: send what it has sent and then, as the system does with a dead process's sockets, close.</summary>
    public void EndOfHost()
    {
        hostIsGone = true;
        Ring();
    }

    /// <summary>Serves the gateway as long as the host is there.</summary>
    /// <param name="hello">The host's first line.</param>
    /// <param name="told">Called when more is committed than before.</param>
    public async Task RunAsync(byte[] hello, Action told, CancellationToken stop)
    {
        hostIsGone = false;
        while (!hostIsGone)
        {
            try
            {
                using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), stop);
                await using var stream = new NetworkStream(socket, ownsSocket: false);
                await ServeAsync(stream, hello, told, stop);
            }
            catch (Exception e) when (e is IOException or SocketException)
            {
                // it is away, and says when it is back what it has
                await Task.Delay(Retry, TimeProvider.System, stop);
            }
        }
    }

    private async Task ServeAsync(NetworkStream stream, byte[] hello, Action told, CancellationToken stop)
    {
        await stream.WriteAsync((byte[])[.. hello, (byte)'\n'], stop);
        var reader = new LineReader(stream, LineCodec.MaxLineBytes);
        if (await AnswerAsync(reader, stop) is not { Next: { } next } welcome)
        {
            throw new IOException("no answer to the hello");
        }

        Note(welcome.N, told);
        Volatile.Write(ref lowest, next);
        Interlocked.Increment(ref greetings);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var reading = ReadAsync(reader, told, over.Token);
        var writing = WriteAsync(stream, welcome.N, over.Token);
        var first = await Task.WhenAny(reading, writing);
        await over.CancelAsync();
        await Task.WhenAll(reading, writing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first;
    }

    private async Task WriteAsync(NetworkStream stream, ulong position, CancellationToken over)
    {
        while (true)
        {
            var ending = hostIsGone;
            while (lines.After(ref position, BatchOctets) is { Length: > 0 } batch)
            {
                await stream.WriteAsync(batch, over);
            }

            if (ending)
            {
                return;
            }

            await bell.Reader.ReadAsync(over);
        }
    }

    private async Task ReadAsync(LineReader reader, Action told, CancellationToken over)
    {
        while (await AnswerAsync(reader, over) is { } ack)
        {
            Note(ack.N, told);
            Interlocked.Exchange(ref acknowledged, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        }
    }

    /// <summary>The next line of the gateway that is an acknowledgement; null when it has closed.</summary>
    private static async Task<AckLine?> AnswerAsync(LineReader reader, CancellationToken stop)
    {
        while (await reader.ReadAsync(stop) is { Kind: LineKind.Line } read)
        {
            if (LineCodec.TryParse(read.Bytes.Span, null, out var line, out _) && line is AckLine ack)
            {
                return ack;
            }
        }

        return null;
    }

    private void Note(ulong n, Action told)
    {
        if (n < Committed)
        {
            lines.Blame($"gateway {name} had committed {Committed} and now says {n}");
        }

        Volatile.Write(ref committed, n);
        told();
    }
}
