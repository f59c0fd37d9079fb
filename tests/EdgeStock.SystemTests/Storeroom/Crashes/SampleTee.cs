using System.Net.Sockets;
using System.Threading.Channels;
using EdgeStock.Wire;

namespace EdgeStock.SystemTests.Storeroom.Crashes;

/// <summary>
/// Stands between a firmware-host and two gateways, so that both take the same samples: the same numbers, instants and octets. To the host
/// it is a gateway, to each gateway a firmware-host. It must not make the storeroom safer than it is. So it acknowledges to the host only
/// what both have committed, and forgets what it has when the host dies: what a killed gateway lacks then comes from the host's own spool.
/// </summary>
internal sealed class SampleTee : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    private readonly CancellationTokenSource stopping = new();
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Channel<bool> told = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Task serving;
    private int hosts;

    /// <summary>Listens for a host.</summary>
    /// <param name="path">The socket that the host knows as its gateway's.</param>
    /// <param name="first">The socket of one gateway.</param>
    /// <param name="second">The socket of the other.</param>
    public SampleTee(string path, string first, string second)
    {
        First = new("A", first, Lines);
        Second = new("B", second, Lines);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        serving = AcceptAsync();
    }

    public TeeLines Lines { get; } = new();

    public TeeLink First { get; }

    public TeeLink Second { get; }

    /// <summary>How often a host was answered.</summary>
    public int Hosts => Volatile.Read(ref hosts);

    /// <summary>A host is connected.</summary>
    public bool HasHost { get; private set; }

    /// <summary>Highest number that both gateways have committed.</summary>
    private ulong Committed => Math.Min(First.Committed, Second.Committed);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            using var socket = await listener.AcceptAsync(stopping.Token);
            await using var stream = new NetworkStream(socket, ownsSocket: false);
            try
            {
                HasHost = true;
                await ServeAsync(stream);
            }
            catch (Exception e) when (e is IOException or SocketException)
            {
                // the host was killed; the next one is on its way
            }
            finally
            {
                HasHost = false;
            }
        }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        var reader = new LineReader(stream, LineCodec.MaxLineBytes);
        if (await reader.ReadAsync(stopping.Token) is not { Kind: LineKind.Line } read)
        {
            return;
        }

        var hello = read.Bytes.ToArray();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        var links = Task.WhenAll(First.RunAsync(hello, Tell, over.Token), Second.RunAsync(hello, Tell, over.Token));
        var answering = AnswerAsync(stream, over.Token);
        try
        {
            while (await reader.ReadAsync(over.Token) is { Kind: LineKind.Line } sample)
            {
                Lines.Add(sample.Bytes.ToArray());
                First.Ring();
                Second.Ring();
            }
        }
        finally
        {
            First.EndOfHost();
            Second.EndOfHost();
            await links.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Lines.Forget();
            await over.CancelAsync();
            await answering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Answers the hello as soon as it is known of both gateways what they have; then says what both have committed whenever that grows.</summary>
    private async Task AnswerAsync(NetworkStream stream, CancellationToken over)
    {
        while (First.Greetings == 0 || Second.Greetings == 0)
        {
            await Task.Delay(Look, TimeProvider.System, over);
        }

        var said = Committed;
        await SayAsync(stream, new AckLine(said, Math.Max(Lines.Highest + 1, Math.Max(First.Lowest, Second.Lowest))), over);
        Interlocked.Increment(ref hosts);
        while (await told.Reader.ReadAsync(over))
        {
            if (Committed > said)
            {
                said = Committed;
                Lines.Release(said);
                await SayAsync(stream, new AckLine(said), over);
            }
        }
    }

    private static async Task SayAsync(NetworkStream stream, Line line, CancellationToken over) =>
        await stream.WriteAsync((byte[])[.. LineCodec.ToUtf8(line), (byte)'\n'], over);

    private void Tell() => told.Writer.TryWrite(true);
}
