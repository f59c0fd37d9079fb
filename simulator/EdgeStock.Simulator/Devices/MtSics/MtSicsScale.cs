using EdgeStock.Simulator.Physics;

namespace EdgeStock.Simulator.Devices.MtSics;

/// <summary>A scale with an Ethernet interface that speaks MT-SICS levels 0 and 1.</summary>
internal sealed class MtSicsScale : IAsyncDisposable
{
    private readonly LoopbackServer server;

    /// <param name="plate">Its type plate.</param>
    /// <param name="platform">What its cell senses at an instant.</param>
    /// <param name="clock">Time of the simulation.</param>
    /// <param name="stableWithin">How long S, T and Z wait for rest before they answer I.</param>
    public MtSicsScale(ScalePlate plate, Func<DateTimeOffset, PlatformReading> platform, TimeProvider clock, TimeSpan? stableWithin = null)
    {
        var scale = new ScaleInstrument(plate, platform, clock);
        server = new LoopbackServer(async (stream, stop) =>
        {
            await using var session = new SicsSession(scale, stream, clock, stableWithin ?? TimeSpan.FromSeconds(5));
            await session.RunAsync(stop);
        });
    }

    /// <summary>Its TCP port.</summary>
    public int Port => server.Port;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => server.DisposeAsync();
}
