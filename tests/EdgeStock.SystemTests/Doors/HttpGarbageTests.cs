using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EdgeStock.SystemTests.Doors;

public sealed class HttpGarbageTests
{
    private const int Rounds = 1000;

    private static readonly string[] Requests =
    [
        "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET /control/recording/a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "DELETE /control/recording/a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello",
        "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ];

    [Fact]
    public async Task Rubbish_on_the_page_and_on_the_control_socket_leaves_the_gateway_serving()
    {
        await using var gateway = await LoneGateway.StartAsync();
        var random = new Random(20274);
        for (var round = 0; round < Rounds; round++)
        {
            var octets = Spoil(Encoding.ASCII.GetBytes(Requests[random.Next(Requests.Length)]), random);
            using var page = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await SendAsync(page, new IPEndPoint(IPAddress.Loopback, gateway.Port), octets);
            using var control = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await SendAsync(control, new UnixDomainSocketEndPoint(gateway.ControlPath), octets);
        }

        Assert.Contains("ward-3", await gateway.PageAsync(), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 404", await AskAsync(gateway, "GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"), StringComparison.Ordinal);
        using var door = await gateway.GreetedAsync("hw-1");
        gateway.IsWell();
    }

    private static byte[] Spoil(byte[] request, Random random)
    {
        var octets = request.ToList();
        for (var times = random.Next(1, 8); times > 0 && octets.Count > 0; times--)
        {
            var at = random.Next(octets.Count);
            switch (random.Next(4))
            {
                case 0:
                    octets[at] = (byte)random.Next(256);
                    break;
                case 1:
                    octets.InsertRange(at, Enumerable.Range(0, random.Next(1, 20_000)).Select(_ => (byte)random.Next(256)));
                    break;
                case 2:
                    octets.RemoveRange(at, random.Next(octets.Count - at + 1));
                    break;
                default:
                    octets.InsertRange(at, "\r\n"u8.ToArray());
                    break;
            }
        }

        return [.. octets];
    }

    private static async Task SendAsync(Socket socket, EndPoint at, byte[] octets)
    {
        await socket.ConnectAsync(at);
        try
        {
            await socket.SendAsync(octets);
        }
        catch (SocketException)
        {
            // it was refused before it was whole
        }
    }

    private static async Task<string> AskAsync(LoneGateway gateway, string request)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await SendAsync(socket, new UnixDomainSocketEndPoint(gateway.ControlPath), Encoding.ASCII.GetBytes(request));
        await using var stream = new NetworkStream(socket);
        using var text = new StreamReader(stream);
        return await text.ReadToEndAsync();
    }
}
