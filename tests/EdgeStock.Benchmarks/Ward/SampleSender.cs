using System.Net.Sockets;
using EdgeStock.Wire;

namespace EdgeStock.Benchmarks.Ward;

/// <summary>A firmware-host as the gateway sees it: a connection to its sample socket. Acknowledgements are read and forgotten.</summary>
internal sealed class SampleSender : IAsyncDisposable
{
    private readonly Socket socket;
    private readonly NetworkStream stream;
    private readonly LineReader lines;
    private readonly CancellationTokenSource end = new();
    private readonly Task reading;

    private SampleSender(Socket socket, NetworkStream stream, LineReader lines, ulong next)
    {
        (this.socket, this.stream, this.lines, Next) = (socket, stream, lines, next);
        reading = ReadAsync();
    }

    /// <summary>The lowest number that the gateway takes for a new sample.</summary>
    public ulong Next { get; }

    /// <summary>Connects and says hello.</summary>
    public static async Task<SampleSender> ConnectAsync(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        var stream = new NetworkStream(socket, ownsSocket: true);
        var lines = new LineReader(stream, LineCodec.MaxLineBytes);
        socket.Send(Bytes(new HelloLine(1, Traffic.Host, "bench")));
        var answer = await lines.ReadAsync(CancellationToken.None);
        return LineCodec.TryParse(answer.Bytes.Span, null, out var line, out _) && line is AckLine { Next: { } next }
            ? new(socket, stream, lines, next)
            : throw new InvalidOperationException("the gateway does not answer a hello");
    }

    /// <summary>A line as it stands on the wire.</summary>
    public static byte[] Bytes(Line line) => [.. LineCodec.ToUtf8(line), (byte)'\n'];

    /// <summary>Sends bytes made before.</summary>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[socket.Send(bytes)..];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await reading;
        await stream.DisposeAsync();
        end.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            while ((await lines.ReadAsync(end.Token)).Kind != LineKind.End)
            {
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // the gateway stopped, or we do
        }
    }
}
