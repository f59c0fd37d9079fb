using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace EdgeStock.FirmwareHost.Config;

/// <summary>Where a device listens: a host name or IP address and a port.</summary>
internal sealed record TcpAddress
{
    private TcpAddress(string host, int port) => (Host, Port) = (host, port);

    /// <summary>Host name, IPv4 address, or IPv6 address without brackets.</summary>
    public string Host { get; }

    /// <summary>Port, 1 to 65535.</summary>
    public int Port { get; }

    /// <summary>Reads <c>192.0.2.7:4001</c>, <c>scale-01.local:4001</c> or <c>[2001:db8::7]:4001</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out TcpAddress? address)
    {
        address = null;
        var colon = text.LastIndexOf(':');
        if (colon < 1 || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535)
        {
            return false;
        }

        var host = text[..colon];
        var bracketed = host is ['[', .., ']'];
        host = bracketed ? host[1..^1] : host;
        var valid = Uri.CheckHostName(host) switch
        {
            UriHostNameType.IPv6 => bracketed,
            UriHostNameType.IPv4 or UriHostNameType.Dns => !bracketed,
            _ => false,
        };

        // 300.1.1.1 and 10.0.0 would pass as names, but only a slip makes a name of digits and dots
        if (!valid || (host.All(c => c is '.' || char.IsAsciiDigit(c)) && !(host.Count(c => c == '.') == 3 && IPAddress.TryParse(host, out _))))
        {
            return false;
        }

        address = new TcpAddress(host, port);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
