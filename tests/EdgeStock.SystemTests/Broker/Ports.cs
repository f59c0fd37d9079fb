using System.Net;
using System.Net.Sockets;

namespace EdgeStock.SystemTests.Broker;

/// <summary>Ports for servers that a test starts, and starts again.</summary>
internal static class Ports
{
    /// <summary>
    /// A port on 127.0.0.1 that nobody listens on. It is below those that the kernel hands out, so that none of the many other
    /// listeners and connections of a test run gets it while its server is away.
    /// </summary>
    public static int Free()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(20_000, 30_000));
            try
            {
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
                // taken: try another
            }
        }
    }
}
