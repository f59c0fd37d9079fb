using System.Collections.Concurrent;
using EdgeStock.FirmwareHost.Drivers.Llrp;
using EdgeStock.Llrp;
using EdgeStock.Wire;

namespace EdgeStock.Tests.Llrp;

/// <summary>The driver when a message begins and does not end.</summary>
public sealed class StalledReaderTests : IAsyncDisposable
{
    private readonly ManualClock clock = new(new DateTimeOffset(2026, 3, 2, 6, 0, 0, TimeSpan.Zero));
    private readonly ScriptedReader reader = new();
    private readonly ConcurrentQueue<SampleLine> lines = new();
    private readonly LlrpDriver driver;

    public StalledReaderTests() =>
        driver = new LlrpDriver("reader-1", reader.EndPoint, [1, 2], TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2), lines.Enqueue, clock);

    public ValueTask DisposeAsync() => reader.DisposeAsync();

    [Fact]
    public async Task Half_a_message_and_then_silence_is_a_lost_reader()
    {
        var running = driver.RunAsync(CancellationToken.None);
        await reader.ServeNextAsync();
        await reader.SendAsync("043d0000002c4095892f00f000228d3005fb63ac1f3841ec");

        await LostAsync(running, () => Task.CompletedTask);
    }

    [Fact]
    public async Task A_message_that_never_ends_is_a_lost_reader_although_octets_come()
    {
        var running = driver.RunAsync(CancellationToken.None);
        await reader.ServeNextAsync();

        // it says that it has 4 MiB, so that every keepalive becomes a part of it
        await reader.SendAsync("043d0040000000000001");

        await LostAsync(running, () => reader.SendAsync(new BareMessage(LlrpMessageType.Keepalive)).AsTask());
    }

    [Fact]
    public async Task A_reader_that_keeps_alive_but_has_no_round_any_more_is_a_lost_reader()
    {
        var running = driver.RunAsync(CancellationToken.None);
        await reader.ServeNextAsync();
        await reader.SendAsync(new ReaderEventNotification(null, [new RoSpecNotice(RoSpecChange.Started, (uint)clock.GetUtcNow().ToUnixTimeSeconds(), 0)]));
        await Until.TrueAsync(() => lines.Any(l => l is RoundLine), "the round");
        var began = clock.GetUtcNow();
        while (!running.IsCompleted && clock.GetUtcNow() - began < TimeSpan.FromMinutes(2))
        {
            try
            {
                // answered before the clock goes on, so that it is never the silence that ends the session
                await reader.SendAsync(new BareMessage(LlrpMessageType.Keepalive));
                Assert.Equal(LlrpMessageType.KeepaliveAck, (await reader.ReadAsync()).Type);
            }
            catch (IOException)
            {
                // the driver has hung up
                break;
            }

            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(running, Task.Delay(10));
        }

        var lost = await Assert.ThrowsAnyAsync<IOException>(() => running.Within());
        Assert.Contains("no inventory round has begun for 45 s", lost.Message, StringComparison.Ordinal);
        Assert.InRange(clock.GetUtcNow() - began, TimeSpan.FromSeconds(44), TimeSpan.FromSeconds(60));
    }

    private async Task LostAsync(Task running, Func<Task> meanwhile)
    {
        await Until.TrueAsync(() => lines.Any(l => l is DeviceLine { State: "up" }), "a session");
        var passed = TimeSpan.Zero;
        while (!running.IsCompleted && passed < TimeSpan.FromMinutes(2))
        {
            try
            {
                await meanwhile();
            }
            catch (IOException)
            {
                // the driver has hung up
                break;
            }

            clock.Advance(TimeSpan.FromSeconds(0.5));
            passed += TimeSpan.FromSeconds(0.5);
            await Task.WhenAny(running, Task.Delay(10));
        }

        var lost = await Assert.ThrowsAnyAsync<IOException>(() => running.Within());
        Assert.Contains("no whole message from the reader in 15 s", lost.Message, StringComparison.Ordinal);
        Assert.Empty(lines.OfType<ReadLine>());
    }
}
