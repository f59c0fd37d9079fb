using System.Globalization;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;

namespace EdgeStock.Gateway.Operations;

/// <summary>Who is at the other end of a Unix socket, as the kernel says (SO_PEERCRED, unix(7)): it cannot be pretended.</summary>
/// <param name="Process">Process id.</param>
/// <param name="User">Effective user id.</param>
internal sealed record Peer(int Process, uint User)
{
    private const int SolSocket = 1;
    private const int SoPeerCred = 17;
    private const int CredentialBytes = 12;

    /// <summary>The account that acts; entries carry a pseudonym in its place (<see cref="People"/>).</summary>
    public string Account => FormattableString.Invariant($"uid-{User}");

    /// <summary>The gateway's own user and root may command it.</summary>
    public bool MayCommand => User == 0 || User == EffectiveUser();

    /// <summary>The peer of a request; null when it did not come over a Unix socket, or the connection has ended meanwhile.</summary>
    public static Peer? Of(HttpContext http) =>
        http.Features.Get<IConnectionSocketFeature>()?.Socket is { AddressFamily: AddressFamily.Unix } socket ? Of(socket) : null;

    /// <summary>The peer of a Unix socket; null when it is not connected any more.</summary>
    public static Peer? Of(Socket socket)
    {
        try
        {
            Span<byte> credentials = stackalloc byte[CredentialBytes];
            return socket.GetRawSocketOption(SolSocket, SoPeerCred, credentials) == CredentialBytes
                ? new(BitConverter.ToInt32(credentials), BitConverter.ToUInt32(credentials[4..]))
                : null;
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            // It asked and went away: nobody is there to be answered.
            return null;
        }
    }

    /// <summary>The user as whom this process acts.</summary>
    public static uint EffectiveUser() => uint.Parse(
        File.ReadLines("/proc/self/status").First(l => l.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[2], CultureInfo.InvariantCulture);
}
