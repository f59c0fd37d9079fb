using System.Globalization;

namespace EdgeStock.Mqtt;

/// <summary>Where the broker is and how this client presents itself.</summary>
/// <param name="Host">Name or address; with TLS it must stand in the broker's certificate.</param>
/// <param name="Port">TCP port, 1883 plain and 8883 with TLS by convention.</param>
/// <param name="ClientId">Client identifier, unique at the broker: a second client of the same id throws the first one out.</param>
public sealed record BrokerOptions(string Host, int Port, string ClientId)
{
    /// <summary>The largest window. Packet ids are handed out by a bare 16-bit counter that does not ask what is in use, so it stays far below 65,535.</summary>
    public const int MaxWindow = 10_000;

    /// <summary>User name, or null for none.</summary>
    public string? User { get; init; }

    /// <summary>Password, or null for none. It never shows in <see cref="ToString"/>.</summary>
    public string? Password { get; init; }

    /// <summary>TLS, or null for plain TCP.</summary>
    public TlsOptions? Tls { get; init; }

    /// <summary>A silent connection is probed after this time and given up after twice it: zero for never, else 5 s to 65,535 s.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the broker keeps subscriptions and queued messages after the link ends, in seconds; 0 starts clean each time.</summary>
    public uint SessionExpirySeconds { get; init; }

    /// <summary>Most messages that are sent and not yet acknowledged; the broker may lower it. Beyond 100 throughput was not seen to grow.</summary>
    public int Window { get; init; } = 100;

    /// <summary>Longest wait for the TCP connection, and again for the broker's answer to CONNECT.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The broker's address without secrets, for logs and status pages.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Tls is null ? "mqtt" : "mqtts")}://{Host}:{Port} as {ClientId}");

    /// <summary>Refuses values that the protocol or the library cannot carry.</summary>
    /// <exception cref="ArgumentException">A value is out of range; the message says which and what is allowed.</exception>
    public void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Host);
        MqttText.Check(Host, nameof(Host));
        ArgumentException.ThrowIfNullOrWhiteSpace(ClientId);
        MqttText.Check(ClientId, nameof(ClientId));
        MqttText.Check(User, nameof(User));
        MqttText.Check(Password, nameof(Password));
        ArgumentOutOfRangeException.ThrowIfLessThan(Port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, ushort.MaxValue);
        ArgumentOutOfRangeException.ThrowIfLessThan(Window, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Window, MaxWindow);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(ConnectTimeout, TimeSpan.Zero);

        // the library takes 0 or at least 5
        if (KeepAlive != TimeSpan.Zero)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(KeepAlive, TimeSpan.FromSeconds(5));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(KeepAlive, TimeSpan.FromSeconds(ushort.MaxValue));
        }

        Tls?.Validate();
    }
}
