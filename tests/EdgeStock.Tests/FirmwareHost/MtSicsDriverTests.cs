using EdgeStock.FirmwareHost.Drivers.MtSics;
using EdgeStock.FirmwareHost.Drivers.Weights;
using EdgeStock.Wire;

namespace EdgeStock.Tests.FirmwareHost;

public sealed class MtSicsDriverTests : IDisposable
{
    private readonly ScriptedScale scale = new();
    private readonly ManualClock clock = new();
    private readonly Sink sink = new();
    private readonly CancellationTokenSource stop = new();
    private readonly MtSicsDriver driver;

    public MtSicsDriverTests() => driver = new MtSicsDriver("scale-01", scale.Address, ReportRule.ForGrams, sink.Emit, clock);

    public void Dispose()
    {
        stop.Cancel();
        scale.Dispose();
        stop.Dispose();
    }

    [Fact]
    public async Task The_stream_becomes_weight_lines_after_an_up_line()
    {
        var running = driver.RunAsync(stop.Token);
        await scale.GreetAsync();
        scale.Say("S D     129.02 g");
        await Eventually.True(() => sink.Lines.Count == 2, "the first weight");
        clock.Advance(TimeSpan.FromSeconds(0.1));
        scale.Say("S S      1.250 kg");
        await Eventually.True(() => sink.Lines.Count == 3, "the second weight");

        Assert.Equal(
        [
            new DeviceLine("up", null, 0) { At = ManualClock.Start, Device = "scale-01" },
            new WeightLine(129.02) { At = ManualClock.Start, Device = "scale-01" },
            new WeightLine(1250) { At = ManualClock.Start.AddSeconds(0.1), Device = "scale-01" },
        ], sink.Lines);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Eventually.Deadline));
    }

    [Fact]
    public async Task A_scale_that_does_not_answer_the_reset_is_asked_to_stream_all_the_same()
    {
        _ = driver.RunAsync(stop.Token);
        await scale.AcceptAsync();
        Assert.Equal("@", await scale.CommandAsync());
        var next = scale.CommandAsync();
        await Eventually.True(
            () =>
            {
                clock.Advance(TimeSpan.FromSeconds(0.1));
                return next.IsCompleted;
            },
            "the next command");

        Assert.Equal("SIR", await next);
        scale.Say("S S 5 g");
        await Eventually.True(() => sink.Of<WeightLine>().Count == 1, "the weight");
    }

    [Fact]
    public async Task A_scale_that_does_not_know_the_reset_has_no_error_for_it()
    {
        _ = driver.RunAsync(stop.Token);
        await scale.AcceptAsync();
        await scale.CommandAsync();
        scale.Say("ES");

        Assert.Equal("SIR", await scale.CommandAsync());
        Assert.Equal(0, driver.Errors);
    }

    [Fact]
    public async Task Overload_and_underload_are_states_told_once_per_change()
    {
        _ = driver.RunAsync(stop.Token);
        await scale.GreetAsync();
        scale.Send("S S 100.0 g\r\nS +\r\nS +\r\nS +\r\nS -\r\nS S 100.0 g\r\n");
        await Eventually.True(() => sink.Lines.Count == 5, "five lines");

        Assert.Equal(["up", null, "overload", "underload", null], sink.Lines.Select(line => line is DeviceLine d ? d.State : ((WeightLine)line).State));
        Assert.Equal(0, sink.Of<WeightLine>()[1].Grams);
    }

    [Fact]
    public async Task Errors_garbled_lines_and_foreign_units_are_counted_and_the_stream_goes_on()
    {
        _ = driver.RunAsync(stop.Token);
        await scale.GreetAsync();
        scale.Send("ES\r\nET\r\nEL\r\nS S 1.0 lb\r\n\u00d3\u00a0garbage\r\nS S 1,0 g\r\n" + new string('S', 1000) + "\r\nZ A\r\nT S 7 g\r\nS S 42 g\r\n");
        await Eventually.True(() => sink.Of<WeightLine>().Count == 1, "the good weight");

        Assert.Equal(42, sink.Of<WeightLine>()[0].Grams);
        Assert.Equal(7, driver.Errors);
    }

    [Fact]
    public async Task A_line_of_a_megabyte_and_binary_rubbish_are_one_error_a_line_and_the_stream_goes_on()
    {
        _ = driver.RunAsync(stop.Token);
        await scale.GreetAsync();
        var random = new Random(5);
        var rubbish = string.Concat(Enumerable.Range(0, 5000).Select(_ => (char)(random.Next(2) == 0 ? random.Next(0x80, 0x100) : random.Next(1, 10))));
        await Task.Run(() => scale.Send(new string('S', 1024 * 1024) + "\r\n" + rubbish + "\r\nS S 42 g\r\n"));
        await Eventually.True(() => sink.Of<WeightLine>().Count == 1, "the good weight");

        Assert.Equal(42, sink.Of<WeightLine>()[0].Grams);
        Assert.Equal(2, driver.Errors);
    }

    [Fact]
    public async Task A_scale_that_ends_its_lines_with_a_carriage_return_alone_is_understood()
    {
        _ = driver.RunAsync(stop.Token);
        await scale.AcceptAsync();
        await scale.CommandAsync();
        scale.Send("@ A\r");
        Assert.Equal("SIR", await scale.CommandAsync());
        scale.Send("\r\r\rS S 41 g\rS +\rS S 42 g\r");
        await Eventually.True(() => sink.Of<WeightLine>().Count == 3, "three lines");

        Assert.Equal([41, 0, 42], sink.Of<WeightLine>().Select(w => w.Grams));
        Assert.Equal(0, driver.Errors);
    }

    [Fact]
    public async Task A_silent_scale_is_lost_after_three_idle_intervals_and_five_seconds()
    {
        var running = driver.RunAsync(stop.Token);
        await scale.GreetAsync();
        scale.Say("S S 5 g");
        await Eventually.True(() => sink.Of<WeightLine>().Count == 1 && clock.Waiting == 1, "the wait for the next weight");

        clock.Advance(TimeSpan.FromSeconds(7.9));
        Assert.False(running.IsCompleted);

        // The wait that was seen may be the one before the weight; the one after it may begin only now.
        await Eventually.True(
            () =>
            {
                if (!running.IsCompleted)
                {
                    clock.Advance(TimeSpan.FromSeconds(0.2));
                }

                return running.IsCompleted;
            },
            "the end of patience");

        var lost = await Assert.ThrowsAsync<IOException>(() => running.WaitAsync(Eventually.Deadline));
        Assert.Contains("no weight for 8 s", lost.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@#!")]
    [InlineData("S I")]
    [InlineData("ES")]
    [InlineData("Z A")]
    [InlineData("T S 5 g")]
    public async Task What_is_no_weight_keeps_no_scale_alive(string said)
    {
        var running = driver.RunAsync(stop.Token);
        await scale.GreetAsync();
        scale.Say("S S 5 g");
        await Eventually.True(
            () =>
            {
                if (!running.IsCompleted)
                {
                    scale.Say(said);
                    clock.Advance(TimeSpan.FromSeconds(0.5));
                }

                return running.IsCompleted;
            },
            "the end of the run");

        var lost = await Assert.ThrowsAsync<IOException>(() => running);
        Assert.Contains("no weight for 8 s", lost.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scale_that_hangs_up_is_lost_and_served_again()
    {
        var running = driver.RunAsync(stop.Token);
        await scale.GreetAsync();
        scale.HangUp();
        await Assert.ThrowsAnyAsync<IOException>(() => running.WaitAsync(Eventually.Deadline));

        _ = driver.RunAsync(stop.Token);
        await scale.GreetAsync();
        scale.Say("S S 5 g");
        await Eventually.True(() => sink.Lines.Count == 2, "up and a weight");

        Assert.Equal("up", sink.Of<DeviceLine>()[0].State);
    }

    [Fact]
    public async Task A_refused_connection_names_the_address()
    {
        var address = scale.Address;
        scale.Dispose();

        var lost = await Assert.ThrowsAsync<IOException>(() => driver.RunAsync(stop.Token).WaitAsync(Eventually.Deadline));

        Assert.Contains(address.ToString(), lost.Message, StringComparison.Ordinal);
    }
}
