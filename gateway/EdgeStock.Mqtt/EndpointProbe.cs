using System.Net.Sockets;

namespace EdgeStock.Mqtt;

/// <summary>
/// Opens and closes a TCP connection to the broker. The library's own connect blocks through name resolution and the kernel's retries,
/// minutes in the worst case, and nothing can interrupt it; this can be. The broker's log shows it as a client that said nothing.
/// </summary>
internal static class EndpointProbe
{
    /// <exception cref="BrokerUnreachableException">Nothing answers there within the connect timeout.</exception>
    public static async Task RunAsync(BrokerOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        options.Validate();
        using var limit = new CancellationTokenSource(options.ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(options.Host, options.Port, either.Token);
        }
        catch (SocketException e)
        {
            throw new BrokerUnreachableException($"{options}: {e.Message}", e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BrokerUnreachableException($"{options}: nothing answered within {options.ConnectTimeout.TotalSeconds:0.#} s; check address, route and firewall", e);
        }
    }
}
