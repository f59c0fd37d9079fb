using EdgeStock.FirmwareHost.Uplink;
using EdgeStock.Wire;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeStock.Tests.FirmwareHost;

public sealed class UplinkSilenceTests
{
    [Fact]
    public async Task A_gateway_that_does_not_answer_the_hello_is_left_and_tried_again()
    {
        using var folder = new TempFolder();
        using var gateway = new ScriptedGateway(folder.File("g.sock"));
        using var stop = new CancellationTokenSource();
        var clock = new ManualClock();
        var uplink = new GatewayUplink(folder.File("g.sock"), new HelloLine(1, "ward-3-hw", "a1"), new SampleBuffer("ward-3-hw", 100), Desks.Empty, clock, NullLogger.Instance);
        var running = uplink.RunAsync(stop.Token);
        await gateway.AcceptAsync();
        Assert.IsType<HelloLine>(await gateway.LineAsync());
        await Eventually.True(() => clock.Waiting == 1, "the wait for the answer");

        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.True(await gateway.ClosedAsync());
        await Eventually.True(() => clock.Waiting == 1, "the pause");
        clock.Advance(TimeSpan.FromSeconds(0.2));

        await gateway.GreetAsync(0, 1);
        await stop.CancelAsync();
        await running.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task Drivers_never_wait_for_a_gateway_that_does_not_read()
    {
        using var folder = new TempFolder();
        using var gateway = new ScriptedGateway(folder.File("g.sock"));
        using var stop = new CancellationTokenSource();
        var buffer = new SampleBuffer("ward-3-hw", 1000);
        var uplink = new GatewayUplink(folder.File("g.sock"), new HelloLine(1, "ward-3-hw", "a1"), buffer, Desks.Empty, TimeProvider.System, NullLogger.Instance);
        var running = uplink.RunAsync(stop.Token);
        await gateway.GreetAsync(0, 1);

        // far more than the socket takes unread: if Emit waited, this would not end
        for (var i = 1; i <= 50_000; i++)
        {
            uplink.Emit(new WeightLine(i) { At = ManualClock.Start.AddSeconds(i), Device = "scale-01" });
        }

        Assert.Equal(1000, buffer.Count);
        Assert.Equal(49_000, buffer.Dropped);

        // read at last: everything that was not lost comes in order, and gaps count the rest
        var got = new List<SampleLine>();
        while (got.LastOrDefault() is not WeightLine { Grams: 50_000 })
        {
            got.Add((await gateway.SamplesAsync(1))[0]);
        }

        Assert.Equal(50_000, got.OfType<WeightLine>().Count() + got.OfType<GapLine>().Sum(gap => gap.Lost));
        Assert.Equal(got.Select(line => line.N).Order().Distinct(), got.Select(line => line.N));
        await stop.CancelAsync();
        await running.WaitAsync(Eventually.Deadline);
    }
}
