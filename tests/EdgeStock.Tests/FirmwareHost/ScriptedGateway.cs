using System.Net.Sockets;
using System.Text;
using EdgeStock.Wire;

namespace EdgeStock.Tests.FirmwareHost;

/// <summary>A gateway's end of a Unix socket: the test reads what the host sends and writes what the gateway says.</summary>
internal sealed class ScriptedGateway : IDisposable
{
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private Socket? socket;
    private NetworkStream? stream;
    private StreamReader? reader;

    public ScriptedGateway(string path)
    {
        File.Delete(path);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
    }

    public async Task AcceptAsync()
    {
        Hang();
        socket = await listener.AcceptAsync().WaitAsync(Eventually.Deadline);
        stream = new NetworkStream(socket);
        reader = new StreamReader(stream, Encoding.UTF8);
    }

    /// <summary>Accepts, takes the hello and answers it.</summary>
    public async Task<HelloLine> GreetAsync(ulong committed, ulong next)
    {
        await AcceptAsync();
        var hello = Assert.IsType<HelloLine>(await LineAsync());
        Say(new AckLine(committed, next));
        return hello;
    }

    public async Task<Line> LineAsync()
    {
        var text = await reader!.ReadLineAsync().WaitAsync(Eventually.Deadline);
        Assert.NotNull(text);
        Assert.True(LineCodec.TryParse(Encoding.UTF8.GetBytes(text), null, out var line, out var error), error);
        return line;
    }

    public async Task<List<SampleLine>> SamplesAsync(int count)
    {
        var samples = new List<SampleLine>();
        while (samples.Count < count)
        {
            samples.Add(Assert.IsAssignableFrom<SampleLine>(await LineAsync()));
        }

        return samples;
    }

    /// <summary>Whether the host has closed the connection.</summary>
    public async Task<bool> ClosedAsync()
    {
        try
        {
            return await reader!.ReadLineAsync().WaitAsync(Eventually.Deadline) is null;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>Whether the host has sent nothing that is not read.</summary>
    public bool Quiet => socket!.Available == 0;

    public void Say(Line line) => Send(Encoding.UTF8.GetString(LineCodec.ToUtf8(line)) + "\n");

    public void Send(string text)
    {
        try
        {
            stream!.Write(Encoding.UTF8.GetBytes(text));
        }
        catch (IOException)
        {
            // the host may close while it is still told things; the test looks at what it did
        }
    }

    public void Hang()
    {
        stream?.Dispose();
        socket?.Dispose();
    }

    public void Dispose()
    {
        Hang();
        listener.Dispose();
    }
}
