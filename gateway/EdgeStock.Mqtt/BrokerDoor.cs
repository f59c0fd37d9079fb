namespace EdgeStock.Mqtt;

/// <summary>How a session comes to its links.</summary>
/// <param name="Name">What is connected to, for logs.</param>
/// <param name="Probe">Looks whether the broker can be reached at all; throws <see cref="BrokerException"/> when not.</param>
/// <param name="Connect">Connects with a last will; throws <see cref="BrokerException"/> when that fails.</param>
public sealed record BrokerDoor(string Name, Func<CancellationToken, Task> Probe, Func<Will?, CancellationToken, Task<IBrokerLink>> Connect)
{
    /// <summary>The real broker of these options.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static BrokerDoor Mosquitto(BrokerOptions options, TimeProvider time)
    {
        options.Validate();
        return new(
            options.ToString(),
            cancellationToken => EndpointProbe.RunAsync(options, time, cancellationToken),
            async (will, cancellationToken) => await MosquittoLink.OpenAsync(options, will, time, cancellationToken));
    }
}
