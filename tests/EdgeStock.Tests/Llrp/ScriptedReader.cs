using System.Net;
using System.Net.Sockets;
using EdgeStock.Llrp;

namespace EdgeStock.Tests.Llrp;

/// <summary>The other end of a client's socket, message by message: for readers that do not behave.</summary>
internal sealed class ScriptedReader : IAsyncDisposable
{
    public const string ConnectedByUptime = "043f000000200000000000f600160081000c00000000da3c043d010000060000";

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private Socket? socket;
    private LlrpConnection? connection;

    public ScriptedReader() => listener.Start();

    public EndPoint EndPoint => listener.LocalEndpoint;

    /// <summary>Octets that the client has sent and nobody has read.</summary>
    public int Waiting => socket?.Available ?? 0;

    public async Task AcceptAsync()
    {
        HangUp();
        socket = await listener.AcceptSocketAsync().Within();
        connection = new LlrpConnection(new NetworkStream(socket));
    }

    public async Task<LlrpFrame> ReadAsync()
    {
        using var deadline = new CancellationTokenSource(Until.Deadline);
        return await connection!.ReadAsync(deadline.Token) ?? throw new IOException("the client closed");
    }

    public async Task<bool> ClosedAsync()
    {
        using var deadline = new CancellationTokenSource(Until.Deadline);
        return await connection!.ReadAsync(deadline.Token) is null;
    }

    public ValueTask SendAsync(LlrpMessage message) => connection!.SendAsync(message, CancellationToken.None);

    public Task SendAsync(string hex) => SendAsync(Convert.FromHexString(hex));

    public async Task SendAsync(byte[] octets) => await socket!.SendAsync(octets).WaitAsync(Until.Deadline);

    /// <summary>Accepts the next client and serves it until its inventory runs.</summary>
    public async Task ServeNextAsync()
    {
        await AcceptAsync();
        await SendAsync(ConnectedByUptime);
        await ServeUntilEnabledAsync();
    }

    /// <summary>Answers each request as a reader does that has nothing to object, until the inventory runs.</summary>
    /// <param name="idOf">The id under which it answers, by that of the request.</param>
    /// <param name="unanswered">Requests that it says nothing to.</param>
    public async Task<List<LlrpFrame>> ServeUntilEnabledAsync(Func<uint, uint>? idOf = null, params LlrpMessageType[] unanswered)
    {
        var requests = new List<LlrpFrame>();
        while (true)
        {
            var request = await ReadAsync();
            requests.Add(request);
            if (request.Type == LlrpMessageType.EnableEventsAndReports)
            {
                return requests;
            }

            if (unanswered.Contains(request.Type))
            {
                continue;
            }

            await SendAsync(new StatusResponse(request.Type.Response()!.Value, LlrpStatus.Success) { Id = idOf?.Invoke(request.Id) ?? request.Id });
        }
    }

    public void HangUp() => socket?.Dispose();

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        if (connection is not null)
        {
            await connection.DisposeAsync();
        }

        HangUp();
    }
}
