using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace EdgeStock.SystemTests.Storeroom;

/// <summary>Whoever is slow outside never slows the writer down: a broker that hangs, browsers that do not read, a recorder that stands still.</summary>
public sealed class BackpressureTests
{
    private const int Browsers = 40;
    private const int Measured = 20;

    [Fact]
    public async Task A_hanging_broker_browsers_that_do_not_read_and_a_stopped_recorder_do_not_slow_the_writer()
    {
        await using var rig = await StoreroomRig.StartAsync(new() { Seed = 31 });
        await rig.WaitAsync(() => LedgerFile.Entries(rig.LedgerPath).Count(e => e.Kind == "stock.counted.v1") == 24, "24 counted bins");
        var undisturbed = await DelaysAsync(rig);

        var recorder = await rig.RecordAsync(Path.Combine(rig.Folder, "slow.trace"));
        await recorder.SignalAsync("STOP");
        await rig.Broker.FreezeAsync();
        var browsers = Enumerable.Range(0, Browsers).Select(_ => Ask(rig.Page)).ToList();
        try
        {
            var disturbed = await DelaysAsync(rig);

            // What a settled weight waits for is the estimator; beyond it nothing may be added that grows with what is outside.
            Assert.True(disturbed < undisturbed + TimeSpan.FromSeconds(1), $"median from movement to ledger {undisturbed.TotalSeconds:0.00} s undisturbed, {disturbed.TotalSeconds:0.00} s disturbed");
            var health = await HealthAsync(rig);
            Assert.Equal("healthy", health.GetProperty("checks").GetProperty("writer").GetProperty("status").GetString());
            Assert.True(health.GetProperty("counters").GetProperty("workWaiting").GetInt32() < 1000);
            Assert.True(health.GetProperty("counters").GetProperty("outboxWaiting").GetInt64() > 0, "the broker does hang");
        }
        finally
        {
            browsers.ForEach(b => b.Dispose());
            await rig.Broker.ThawAsync();
            await recorder.SignalAsync("CONT");
        }

        // And what waited goes out.
        await using var listener = await Listener.StartAsync(rig.Broker);
        await rig.WaitAsync(() => listener.All.Any(h => h.Topic == $"{Listener.Root}/status" && h.Json.GetProperty("online").GetBoolean()), "the gateway at the broker");
        await Broker.Until.TrueAsync(async () => (await HealthAsync(rig)).GetProperty("counters").GetProperty("outboxWaiting").GetInt64() == 0, () => "an empty outbox", StoreroomRig.Deadline);
    }

    /// <summary>Median from when goods moved to when the gateway had settled it, over the next movements.</summary>
    private static async Task<TimeSpan> DelaysAsync(StoreroomRig rig)
    {
        var head = LedgerFile.Head(rig.LedgerPath).Seq;
        List<TimeSpan> Delays() => [.. LedgerFile.Entries(rig.LedgerPath)
            .Where(e => e.Seq > head && (e.Kind is "stock.taken.v1" or "stock.added.v1"))
            .Select(e => e.Recorded - e.Occurred)];
        await rig.WaitAsync(() => Delays().Count >= Measured, $"{Measured} movements");
        return Delays().Order().ElementAt(Measured / 2);
    }

    /// <summary>Asks for the page many times on one connection and never reads an answer.</summary>
    private static Socket Ask(Uri page)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        socket.Connect(page.Host, page.Port);
        var request = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"GET / HTTP/1.1\r\nHost: {page.Host}\r\n\r\n"));
        for (var i = 0; i < 50; i++)
        {
            socket.Send(request);
        }

        return socket;
    }

    private static async Task<JsonElement> HealthAsync(StoreroomRig rig)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        return JsonDocument.Parse(await client.GetStringAsync(new Uri(rig.Page, "health"))).RootElement;
    }
}
