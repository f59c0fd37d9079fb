using EdgeStock.FirmwareHost.Drivers;
using EdgeStock.FirmwareHost.Uplink;
using EdgeStock.Wire;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeStock.Tests.FirmwareHost;

/// <summary>Over a real Unix socket, on the real clock: the waits under test are fractions of a second.</summary>
public sealed class GatewayUplinkTests : IAsyncLifetime
{
    private static readonly HelloLine Hello = new(1, "ward-3-hw", "a1");

    private readonly TempFolder folder = new();
    private readonly CancellationTokenSource stop = new();
    private readonly SampleBuffer buffer = new("ward-3-hw", 100_000);
    private readonly TaskCompletionSource<ActionOutcome> zeroed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly GatewayUplink uplink;
    private ScriptedGateway gateway;
    private Task running = Task.CompletedTask;

    public GatewayUplinkTests()
    {
        gateway = new ScriptedGateway(folder.File("g.sock"));
        var scale = Desks.Loop("scale-01", (action, _, token) => action == "zero" ? zeroed.Task.WaitAsync(token) : Task.FromResult(ActionOutcome.NotOffered(action, "zero")), TimeProvider.System, stop.Token);
        uplink = new GatewayUplink(folder.File("g.sock"), Hello, buffer, Desks.Of(TimeProvider.System, [scale], stop.Token), TimeProvider.System, NullLogger.Instance);
    }

    public ValueTask InitializeAsync()
    {
        running = uplink.RunAsync(stop.Token);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        gateway.Dispose();
        folder.Dispose();
        stop.Dispose();
        await running.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task Nothing_is_sent_between_the_hello_and_its_answer()
    {
        Emit(1, 10);
        await gateway.AcceptAsync();
        Assert.Equal(Hello, await gateway.LineAsync());

        // a request before the answer gives the host an occasion to speak too early
        gateway.Say(new DoLine("1", "scale-01", "identify"));
        gateway.Send("{\"type\":\"future\"}\n");
        Emit(11, 12);
        await Task.Yield();
        Assert.True(gateway.Quiet);
        gateway.Say(new AckLine(0, 1));

        // the answer comes when the driver has it, before, between or after the samples
        var lines = new List<Line>();
        while (lines.Count < 13)
        {
            lines.Add(await gateway.LineAsync());
        }

        Assert.Single(lines.OfType<DoneLine>());
        Assert.Equal(Numbers(1, 12), lines.OfType<SampleLine>().Select(line => line.N!.Value));
    }

    [Fact]
    public async Task Samples_go_out_as_they_come_and_are_released_by_acknowledgements()
    {
        await gateway.GreetAsync(0, 1);
        Emit(1, 3);
        var samples = await gateway.SamplesAsync(3);
        Assert.Equal(new WeightLine(2) { N = 2, At = ManualClock.Start.AddSeconds(2), Device = "scale-01" }, samples[1]);

        gateway.Say(new AckLine(2));
        await Eventually.True(() => buffer.Count == 1, "the release");
        gateway.Say(new AckLine(3));
        await Eventually.True(() => buffer.Count == 0, "the release of the rest");
        Emit(4, 4);

        Assert.Equal(4UL, (await gateway.SamplesAsync(1))[0].N);
    }

    [Fact]
    public async Task After_a_connection_is_killed_everything_unacknowledged_comes_again_in_order()
    {
        Emit(1, 5000);
        await gateway.GreetAsync(0, 1);
        await gateway.SamplesAsync(700);
        gateway.Say(new AckLine(400));
        await Eventually.True(() => buffer.Count == 4600, "the release of 400");
        gateway.Hang();
        Emit(5001, 5100);

        await gateway.GreetAsync(400, 401);
        var again = await gateway.SamplesAsync(4700);

        Assert.Equal(Numbers(401, 5100), again.Select(line => line.N!.Value));
        Assert.Equal(Enumerable.Range(401, 4700).Select(i => (double)i), again.Select(line => ((WeightLine)line).Grams));
    }

    [Fact]
    public async Task Killed_again_and_again_mid_stream_nothing_is_lost_or_out_of_order()
    {
        var random = new Random(11);
        var committed = new List<double>();
        var emitted = 0;
        for (var round = 0; round < 6; round++)
        {
            Emit(emitted + 1, emitted + 300);
            emitted += 300;
            await gateway.GreetAsync((ulong)committed.Count, (ulong)committed.Count + 1);
            var got = await gateway.SamplesAsync(random.Next(1, 300));
            Assert.Equal((ulong)committed.Count + 1, got[0].N);
            committed.AddRange(got.Take(random.Next(0, got.Count + 1)).Select(line => ((WeightLine)line).Grams));
            gateway.Hang();
        }

        await gateway.GreetAsync((ulong)committed.Count, (ulong)committed.Count + 1);
        committed.AddRange((await gateway.SamplesAsync(emitted - committed.Count)).Select(line => ((WeightLine)line).Grams));

        Assert.Equal(Enumerable.Range(1, emitted).Select(i => (double)i), committed);
    }

    [Fact]
    public async Task A_gateway_that_is_started_later_is_found()
    {
        gateway.Dispose();
        Emit(1, 2);
        await Task.Delay(TimeSpan.FromMilliseconds(300));
        gateway = new ScriptedGateway(folder.File("g.sock"));

        var hello = await gateway.GreetAsync(10, 20);

        Assert.Equal(Hello, hello);
        Assert.Equal([20UL, 21UL], (await gateway.SamplesAsync(2)).Select(line => line.N!.Value));
    }

    [Theory]
    [InlineData("scale-01", "identify", "'identify' is not offered by this driver; it offers zero")]
    [InlineData("scale-01/2", "led", "'led' is not offered by this driver; it offers zero")]
    [InlineData("scale-99", "zero", "no device 'scale-99' at this host; it must stand in the host's hardware file")]
    public async Task A_request_is_answered(string device, string action, string error)
    {
        await gateway.GreetAsync(0, 1);
        gateway.Say(new DoLine("42", device, action));

        Assert.Equal(new DoneLine("42", null, error), await gateway.LineAsync());
    }

    [Fact]
    public async Task Samples_and_other_answers_do_not_wait_for_a_request_that_takes_its_time()
    {
        await gateway.GreetAsync(0, 1);
        gateway.Say(new DoLine("1", "scale-01", "zero"));
        gateway.Say(new DoLine("2", "scale-99", "zero"));
        Assert.Equal("2", Assert.IsType<DoneLine>(await gateway.LineAsync()).Id);
        Emit(1, 500);
        Assert.Equal(500, (await gateway.SamplesAsync(500)).Count);

        zeroed.SetResult(ActionOutcome.Done("set to zero"));
        Assert.Equal(new DoneLine("1", "set to zero", null), await gateway.LineAsync());
    }

    [Fact]
    public async Task An_answer_that_comes_while_the_gateway_is_away_goes_out_in_the_next_session_once()
    {
        await gateway.GreetAsync(0, 1);
        gateway.Say(new DoLine("1", "scale-01", "zero"));
        gateway.Say(new DoLine("2", "scale-99", "zero"));
        await gateway.LineAsync();
        gateway.Hang();
        zeroed.SetResult(ActionOutcome.Done("set to zero"));
        await gateway.GreetAsync(0, 1);

        Assert.Equal(new DoneLine("1", "set to zero", null), await gateway.LineAsync());
        Emit(1, 1);
        Assert.Equal(1UL, (await gateway.SamplesAsync(1))[0].N);
    }

    [Fact]
    public async Task Unknown_and_malformed_lines_are_skipped_and_counted()
    {
        await gateway.GreetAsync(0, 1);
        gateway.Send("{\"type\":\"future\"}\nnonsense\n{\"type\":\"tick\",\"at\":\"2026-03-02T06:00:00.000Z\"}\n");
        gateway.Say(new DoLine("1", "scale-01", "identify"));
        Assert.IsType<DoneLine>(await gateway.LineAsync());
        gateway.Hang();

        await Eventually.True(() => uplink.Skipped == 3, "the count");
    }

    [Fact]
    public async Task A_line_over_64_kilobytes_closes_the_connection_and_is_counted()
    {
        Emit(1, 1);
        await gateway.GreetAsync(0, 1);
        await gateway.SamplesAsync(1);
        gateway.Send(new string('x', LineCodec.MaxLineBytes + 1));

        Assert.True(await gateway.ClosedAsync());
        await Eventually.True(() => uplink.Skipped == 1, "the count");
        await gateway.GreetAsync(0, 1);
        Assert.Equal(1UL, (await gateway.SamplesAsync(1))[0].N);
    }

    [Theory]
    [InlineData("{\"type\":\"ack\",\"n\":0}\n")]
    [InlineData("{\"type\":\"ack\",\"n\":18446744073709551615,\"next\":1}\n")]
    [InlineData("{\"type\":\"ack\",\"n\":1,\"next\":18446744073709551615}\n")]
    public async Task An_answer_that_does_not_say_how_to_number_closes_the_connection(string answer)
    {
        Emit(1, 1);
        await gateway.AcceptAsync();
        await gateway.LineAsync();
        gateway.Send(answer);

        Assert.True(await gateway.ClosedAsync());
        await gateway.GreetAsync(0, 1);
        Assert.Equal(1UL, (await gateway.SamplesAsync(1))[0].N);
    }

    [Fact]
    public async Task It_ends_when_the_host_stops()
    {
        await gateway.GreetAsync(0, 1);

        await stop.CancelAsync();

        await running.WaitAsync(Eventually.Deadline);
        Assert.True(await gateway.ClosedAsync());
    }

    private void Emit(int from, int to)
    {
        for (var i = from; i <= to; i++)
        {
            uplink.Emit(new WeightLine(i) { At = ManualClock.Start.AddSeconds(i), Device = "scale-01" });
        }
    }

    private static IEnumerable<ulong> Numbers(int from, int to) => Enumerable.Range(from, to - from + 1).Select(i => (ulong)i);
}
