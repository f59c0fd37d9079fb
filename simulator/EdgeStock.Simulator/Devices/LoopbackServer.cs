using System.Net;
using System.Net.Sockets;

namespace EdgeStock.Simulator.Devices;

/// <summary>A device that is reached over TCP: listens on a loopback port of the system's choosing and serves each connection until disposed.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Func<Stream, CancellationToken, Task> serve;
    private readonly Task accepting;

    /// <param name="serve">Serves one connection; may end with an <see cref="IOException"/> when the peer goes.</param>
    public LoopbackServer(Func<Stream, CancellationToken, Task> serve)
    {
        this.serve = serve;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Closes the port and every connection, and waits until all of them have ended.</summary>
    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested)
        {
            return;
        }

        await stopping.CancelAsync();
        await accepting;
        listener.Dispose();
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var sessions = new List<Task>();
        try
        {
            while (true)
            {
                var socket = await listener.AcceptSocketAsync(stopping.Token);
                sessions.RemoveAll(session => session.IsCompletedSuccessfully);
                sessions.Add(ServeAsync(socket));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(sessions);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        socket.NoDelay = true;
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            await serve(stream, stopping.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // the peer went, or the simulator stops: both are ordinary ends
        }
    }
}
