using EdgeStock.Simulator.Devices.LlrpReader;

namespace EdgeStock.Simulator.Devices;

/// <summary>What an antenna sees from an instant on for a while.</summary>
internal delegate IReadOnlyList<TagSighting> InventoryRound(int antenna, DateTimeOffset from, TimeSpan dwell);

/// <summary>Where the reader emulator is plugged into the storeroom; the one place that names its class.</summary>
internal sealed class ReaderPort : IAsyncDisposable
{
    private readonly LoopbackServer server;

    public ReaderPort(InventoryRound inventory, TimeProvider clock)
    {
        // the LLRP emulator takes this place; until then the port is open and every connection ends at once
        (_, _) = (inventory, clock);
        server = new LoopbackServer((_, _) => Task.CompletedTask);
    }

    /// <summary>Its TCP port.</summary>
    public int Port => server.Port;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => server.DisposeAsync();
}
