using System.Net;
using System.Net.Sockets;

namespace EdgeStock.SystemTests.Mqtt;

/// <summary>A peer that answers CONNECT with given bytes and then says no more: for what mosquitto does not say, or not in every version.</summary>
internal sealed class RawBroker : IAsyncDisposable
{
    /// <summary>CONNACK: no session, success, no properties.</summary>
    public static readonly byte[] Accepted = [0x20, 0x03, 0x00, 0x00, 0x00];

    private readonly CancellationTokenSource stop = new();
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Task serving;

    public RawBroker(params byte[] answer)
    {
        listener.Start();
        serving = ServeAsync(answer);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await serving;
        listener.Dispose();
        stop.Dispose();
    }

    private async Task ServeAsync(byte[] answer)
    {
        var clients = new List<TcpClient>();
        try
        {
            // Looked at before each accept: a listener that was disposed between two would say that it never listened.
            while (!stop.IsCancellationRequested)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                clients.Add(client);

                // the probe connects and says nothing
                if (await client.GetStream().ReadAsync(new byte[1_024], stop.Token) > 0)
                {
                    await client.GetStream().WriteAsync(answer, stop.Token);
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException)
        {
            // disposed, or the client is gone
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }
    }
}
