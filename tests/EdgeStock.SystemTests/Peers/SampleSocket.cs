using System.Collections.Concurrent;
using System.Net.Sockets;
using EdgeStock.Wire;

namespace EdgeStock.SystemTests.Peers;

/// <summary>A gateway's end of the samples socket for one firmware-host: greets it, keeps what it sends and acknowledges that.</summary>
internal sealed class SampleSocket : IAsyncDisposable
{
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly ConcurrentQueue<SampleLine> samples = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Task serving;

    public SampleSocket(string path)
    {
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        serving = ServeAsync();
    }

    /// <summary>What the host has sent so far, in its order.</summary>
    public IReadOnlyList<SampleLine> Samples => serving.IsFaulted ? throw serving.Exception : [.. samples];

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        listener.Dispose();
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        using var socket = await listener.AcceptAsync(stop.Token);
        await using var stream = new NetworkStream(socket);
        var lines = new LineReader(stream, LineCodec.MaxLineBytes);
        while (await NextAsync(lines) is { Kind: LineKind.Line } read)
        {
            Assert.True(LineCodec.TryParse(read.Bytes.Span, null, out var line, out var error), error);
            if (line is SampleLine sample)
            {
                samples.Enqueue(sample);
            }

            var ack = line is SampleLine { N: { } n } ? new AckLine(n) : new AckLine(0, Next: 1);
            await AcknowledgeAsync(stream, ack);
        }
    }

    // a host that has ended leaves the connection broken, and nothing to acknowledge to
    private async Task<LineRead?> NextAsync(LineReader lines)
    {
        try
        {
            return await lines.ReadAsync(stop.Token);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private async Task AcknowledgeAsync(NetworkStream stream, AckLine ack)
    {
        try
        {
            await stream.WriteAsync((byte[])[.. LineCodec.ToUtf8(ack), (byte)'\n'], stop.Token);
        }
        catch (IOException)
        {
            // what it sent before it ended may still be read
        }
    }
}
