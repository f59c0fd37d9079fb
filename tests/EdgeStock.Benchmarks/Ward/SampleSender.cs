using System.Net.Sockets;
using EdgeStock.Wire;

namespace EdgeStock.Benchmarks.Ward;

/// <summary>A firmware-host as the gateway sees it: a connection to its sample socket. Acknowledgements are read and forgotten.</summary>
internal sealed class SampleSender : IAsyncDisposable
{
    private readonly Socket socket;
    private readonly LineStream lines;
    private readonly CancellationTokenSource end = new();
    private readonly Task reading;

    private SampleSender(Socket socket, LineStream lines, ulong next)
    {
        (this.socket, this.lines, Next) = (socket, lines, next);
        reading = ReadAsync();
    }

    /// <summary>The lowest number that the gateway takes for a new sample.</summary>
    public ulong Next { get; }

    /// <summary>Connects and says hello.</summary>
    public static async Task<SampleSender> ConnectAsync(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        var lines = new LineStream(new NetworkStream(socket));
        socket.Send(Bytes(new HelloLine(1, Traffic.Host, "bench")));
        return await lines.ReadAsync(CancellationToken.None) is { } answer && LineCodec.TryParse(answer, null, out var line, out _) && line is AckLine { Next: { } next }
            ? new(socket, lines, next)
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
        await lines.DisposeAsync();
        socket.Dispose();
        end.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await lines.ReadAsync(end.Token) is not null)
            {
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // the gateway stopped, or we do
        }
    }
}
