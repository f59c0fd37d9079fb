using EdgeStock.FirmwareHost.Drivers;
using EdgeStock.FirmwareHost.Drivers.MtSics;
using EdgeStock.FirmwareHost.Drivers.Weights;
using EdgeStock.Wire;

namespace EdgeStock.Tests.FirmwareHost;

/// <summary>What a scale is asked for while its weights stream on.</summary>
public sealed class ScaleActionTests : IDisposable
{
    private readonly ScriptedScale scale = new();
    private readonly ManualClock clock = new();
    private readonly Sink sink = new();
    private readonly CancellationTokenSource stop = new();
    private readonly MtSicsDriver driver;
    private Task running = Task.CompletedTask;

    public ScaleActionTests() => driver = new MtSicsDriver("scale-01", scale.Address, ReportRule.ForGrams, sink.Emit, clock);

    public void Dispose()
    {
        stop.Cancel();
        scale.Dispose();
        stop.Dispose();
    }

    [Fact]
    public async Task Zero_is_answered_by_its_own_reply_among_the_weights()
    {
        await StreamAsync();
        var zero = driver.DoAsync("zero", null, stop.Token);
        Assert.Equal("Z", await scale.CommandAsync());
        clock.Advance(TimeSpan.FromSeconds(1));
        scale.Send("S D 12.0 g\r\nI4 A \"1\"\r\n");
        await Eventually.True(() => sink.Of<WeightLine>().Count == 2, "the weight that comes in between");
        Assert.False(zero.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        scale.Send("Z A\r\nS S 0.0 g\r\n");

        Assert.Equal(ActionOutcome.Done("set to zero"), await zero.WaitAsync(Eventually.Deadline));
        await Eventually.True(() => sink.Of<WeightLine>().Count == 3, "the stream after it");
        Assert.Equal(0, driver.Errors);
    }

    [Theory]
    [InlineData("Z I", "did not come to rest")]
    [InlineData("Z +", "more on the platform")]
    [InlineData("Z -", "less than nothing")]
    [InlineData("ES", "does not know the command Z (it answered ES)")]
    [InlineData("EL", "does not know the command Z (it answered EL)")]
    public async Task A_refused_zero_says_why_and_what_to_do(string reply, string error)
    {
        await StreamAsync();
        var zero = driver.DoAsync("zero", null, stop.Token);
        await scale.CommandAsync();
        scale.Say(reply);

        var outcome = await zero.WaitAsync(Eventually.Deadline);
        Assert.Null(outcome.Result);
        Assert.Contains(error, outcome.Error, StringComparison.Ordinal);
        Assert.Contains(reply[0] == 'Z' ? "let it rest, and ask again" : "at the scale itself", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Identify_shows_the_id_for_five_seconds_and_then_the_weight_again()
    {
        await StreamAsync();
        var identify = driver.DoAsync("identify", null, stop.Token);
        Assert.Equal("D \"scale-01\"", await scale.CommandAsync());
        scale.Say("D A");
        Assert.Equal("shows 'scale-01' on its display for 5 s", (await identify.WaitAsync(Eventually.Deadline)).Result);

        var next = scale.CommandAsync();
        clock.Advance(TimeSpan.FromSeconds(4.5));
        scale.Say("S S 1.0 g");
        await Eventually.True(() => sink.Of<WeightLine>().Count == 2, "a weight meanwhile");
        Assert.False(next.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.6));
        scale.Say("S S 1.0 g");

        Assert.Equal("DW", await next);
        scale.Send("DW A\r\nS S 2.0 g\r\n");
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, driver.Errors);
    }

    [Fact]
    public async Task A_scale_that_falls_silent_while_it_shows_its_id_is_still_put_back()
    {
        await StreamAsync();
        var identify = driver.DoAsync("identify", null, stop.Token);
        await scale.CommandAsync();
        scale.Say("D A");
        await identify.WaitAsync(Eventually.Deadline);

        // not a byte comes from the scale any more, and its silence is not yet long enough to lose it
        clock.Advance(TimeSpan.FromSeconds(5.1));

        Assert.Equal("DW", await scale.CommandAsync());
    }

    [Theory]
    [InlineData("D I", "busy or has no display")]
    [InlineData("D L", "busy or has no display")]
    [InlineData("ES", "does not know the command D")]
    public async Task A_scale_that_cannot_show_a_text_is_an_error_that_says_so(string reply, string error)
    {
        await StreamAsync();
        var identify = driver.DoAsync("identify", null, stop.Token);
        await scale.CommandAsync();
        scale.Say(reply);

        Assert.Contains(error, (await identify.WaitAsync(Eventually.Deadline)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_stops_leaves_the_weight_on_the_display()
    {
        await StreamAsync();
        var identify = driver.DoAsync("identify", null, stop.Token);
        await scale.CommandAsync();
        scale.Say("D A");
        await identify.WaitAsync(Eventually.Deadline);
        var last = scale.CommandAsync();
        await stop.CancelAsync();

        Assert.Equal("DW", await last);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Eventually.Deadline));
    }

    [Fact]
    public async Task A_connection_that_ends_before_the_answer_is_an_error()
    {
        await StreamAsync();
        var zero = driver.DoAsync("zero", null, stop.Token);
        await scale.CommandAsync();
        scale.HangUp();

        var lost = await Assert.ThrowsAnyAsync<IOException>(() => zero.WaitAsync(Eventually.Deadline));
        Assert.Contains("before the scale answered", lost.Message, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<IOException>(() => running.WaitAsync(Eventually.Deadline));
        await Assert.ThrowsAsync<IOException>(() => driver.DoAsync("zero", null, stop.Token));
    }

    [Fact]
    public async Task A_request_that_is_given_up_leaves_the_next_one_its_own_reply()
    {
        await StreamAsync();
        using var given = new CancellationTokenSource();
        var first = driver.DoAsync("zero", null, given.Token);
        await scale.CommandAsync();
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.WaitAsync(Eventually.Deadline));
        scale.Say("Z A");
        var identify = driver.DoAsync("identify", null, stop.Token);
        await scale.CommandAsync();
        scale.Say("D A");

        Assert.StartsWith("shows ", (await identify.WaitAsync(Eventually.Deadline)).Result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_scale_has_no_action_for_is_refused_with_what_it_has()
    {
        await StreamAsync();

        Assert.Contains("it offers zero, identify", (await driver.DoAsync("led", "on", stop.Token)).Error, StringComparison.Ordinal);
    }

    private async Task StreamAsync()
    {
        running = driver.RunAsync(stop.Token);
        await scale.GreetAsync();
        scale.Say("S S 5.0 g");
        await Eventually.True(() => sink.Of<WeightLine>().Count == 1, "the first weight");
    }
}
