using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace EdgeStock.SystemTests.Broker;

/// <summary>A network between a client and a port of this machine that a test can cut.</summary>
public sealed class TestRelay : IAsyncDisposable
{
    private readonly ConcurrentBag<TcpClient> ends = [];
    private readonly CancellationTokenSource stop = new();
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Task accepting;

    public TestRelay(int targetPort)
    {
        listener.Start();
        accepting = AcceptAsync(targetPort);
    }

    /// <summary>Where the client connects instead.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Breaks every connection that stands: both sides see it end without a word, as when a process is killed. New ones go through.</summary>
    public void Cut()
    {
        while (ends.TryTake(out var end))
        {
            end.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        Cut();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync(int targetPort)
    {
        var pumps = new List<Task>();
        try
        {
            while (true)
            {
                var near = await listener.AcceptTcpClientAsync(stop.Token);
                var far = new TcpClient();
                ends.Add(near);
                ends.Add(far);
                await far.ConnectAsync(IPAddress.Loopback, targetPort, stop.Token);
                pumps.AddRange([PumpAsync(near, far), PumpAsync(far, near)]);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            Cut();
        }

        await Task.WhenAll(pumps);
    }

    private async Task PumpAsync(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream(), stop.Token);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // cut
        }

        from.Dispose();
        to.Dispose();
    }
}
