using EdgeStock.FirmwareHost.Config;
using EdgeStock.FirmwareHost.Drivers;
using EdgeStock.FirmwareHost.Uplink;
using EdgeStock.Wire;

namespace EdgeStock.Tests.FirmwareHost;

public sealed class ActionDeskTests : IDisposable
{
    private readonly ManualClock clock = new();
    private readonly CancellationTokenSource stop = new();
    private readonly TaskCompletionSource<ActionOutcome> outcome = new();
    private int rings;

    public void Dispose()
    {
        stop.Cancel();
        stop.Dispose();
    }

    [Fact]
    public async Task What_the_driver_did_is_the_result()
    {
        var desk = Desk((action, value, _) => Task.FromResult(ActionOutcome.Done($"{action} {value}")));

        Assert.True(desk.TryTake(new DoLine("7", "lamp-1", "led", "blink"), Ring));

        Assert.Equal(new DoneLine("7", "led blink", null), await Answer(desk));
        Assert.Equal(1, rings);
    }

    [Fact]
    public async Task A_channel_of_a_device_is_its_device()
    {
        var desk = Desk((_, _, _) => Task.FromResult(ActionOutcome.Done("done")));
        desk.TryTake(new DoLine("7", "lamp-1/2", "scan"), Ring);

        Assert.Equal("done", (await Answer(desk)).Result);
    }

    [Theory]
    [InlineData("lamp-9", "led", "no device 'lamp-9' at this host")]
    [InlineData("climate-1", "zero", "it only measures")]
    [InlineData("reader-1", "scan", "reader-1 is down (cable out)")]
    [InlineData("ward-3-hw", "zero", "it offers scan")]
    public async Task What_cannot_be_done_is_an_error_that_says_why(string device, string action, string error)
    {
        var desk = Desk((_, _, _) => outcome.Task);
        desk.TryTake(new DoLine("7", device, action), Ring);

        var answer = await Answer(desk);
        Assert.Equal(("7", null), (answer.Id, answer.Result));
        Assert.Contains(error, answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_that_quotes_a_very_long_request_stays_a_line_of_the_wire()
    {
        var desk = Desk((_, _, _) => outcome.Task);
        desk.TryTake(new DoLine("7", new string('x', 60_000), "led"), Ring);

        Assert.InRange((await Answer(desk)).Error!.Length, 4000, 5000);
    }

    [Fact]
    public async Task A_request_that_takes_longer_than_ten_seconds_is_given_up_and_the_driver_is_told()
    {
        var given = CancellationToken.None;
        var desk = Desk(async (_, _, token) =>
        {
            given = token;
            return await outcome.Task.WaitAsync(token);
        });
        desk.TryTake(new DoLine("7", "lamp-1", "led", "on"), Ring);
        await Eventually.True(() => given.CanBeCanceled && clock.Waiting >= Waits + 1, "the limit");
        clock.Advance(ActionDesk.Limit - TimeSpan.FromSeconds(0.1));
        Assert.False(desk.TryNext(out _));
        clock.Advance(TimeSpan.FromSeconds(0.2));

        Assert.Contains("did not finish 'led' within 10 s", (await Answer(desk)).Error, StringComparison.Ordinal);
        await Eventually.True(() => given.IsCancellationRequested, "the driver's notice");
    }

    [Fact]
    public async Task A_late_outcome_is_no_second_answer_and_frees_the_device()
    {
        // a driver that does not listen to the token
        var desk = Desk((_, _, _) => outcome.Task);
        desk.TryTake(new DoLine("7", "lamp-1", "led", "on"), Ring);
        await Eventually.True(() => clock.Waiting >= Waits + 1, "the limit");
        clock.Advance(ActionDesk.Limit);
        await Answer(desk);
        desk.TryTake(new DoLine("8", "lamp-1", "led", "off"), Ring);
        Assert.Contains("busy with 'led'", (await Answer(desk)).Error, StringComparison.Ordinal);

        outcome.SetResult(ActionOutcome.Done("late"));
        DoneLine? freed = null;
        await Eventually.True(
            () =>
            {
                desk.TryTake(new DoLine("9", "lamp-1", "led", "off"), Ring);
                return desk.TryNext(out freed) && freed.Result is not null;
            },
            "a free device");

        Assert.Equal(("9", "late"), (freed!.Id, freed.Result));
    }

    [Fact]
    public async Task Two_requests_at_once_for_one_device_are_one_too_many()
    {
        var desk = Desk((action, _, _) => action == "identify" ? outcome.Task : Task.FromResult(ActionOutcome.Done("done")));
        desk.TryTake(new DoLine("1", "lamp-1", "identify"), Ring);
        desk.TryTake(new DoLine("2", "lamp-1", "led", "on"), Ring);
        desk.TryTake(new DoLine("3", "lamp-2", "led", "on"), Ring);

        var first = new List<DoneLine> { await Answer(desk), await Answer(desk) }.ToDictionary(line => line.Id);
        Assert.Contains("lamp-1 is busy with 'identify'", first["2"].Error, StringComparison.Ordinal);
        Assert.Equal("done", first["3"].Result);

        outcome.SetResult(ActionOutcome.Done("blinked"));
        Assert.Equal(new DoneLine("1", "blinked", null), await Answer(desk));

        // whoever has the answer may ask for the next thing at once
        desk.TryTake(new DoLine("4", "lamp-1", "led", "on"), Ring);
        Assert.Equal(new DoneLine("4", "done", null), await Answer(desk));
    }

    [Fact]
    public async Task A_lost_device_and_a_broken_driver_are_errors_too()
    {
        var desk = Desk((action, _, _) => throw (action == "led" ? new IOException("it went away") : new InvalidOperationException("bug")));
        desk.TryTake(new DoLine("1", "lamp-1", "led", "on"), Ring);
        Assert.Equal("lamp-1: it went away", (await Answer(desk)).Error);

        desk.TryTake(new DoLine("2", "lamp-1", "identify"), Ring);
        Assert.Contains("failed at 'identify': bug", (await Answer(desk)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_stops_answers_what_is_under_way()
    {
        var desk = Desk(async (_, _, token) => await outcome.Task.WaitAsync(token));
        desk.TryTake(new DoLine("1", "lamp-1", "identify"), Ring);
        await Eventually.True(() => clock.Waiting >= Waits + 1, "the limit");
        await stop.CancelAsync();

        Assert.Contains("the host stops", (await Answer(desk)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flood_of_requests_is_cut_off()
    {
        var desk = Desk((_, _, _) => outcome.Task);
        for (var i = 0; i < ActionDesk.MaxOpen; i++)
        {
            Assert.True(desk.TryTake(new DoLine($"{i}", "lamp-9", "led"), Ring));
        }

        Assert.False(desk.TryTake(new DoLine("more", "lamp-9", "led"), Ring));
        Assert.True(desk.TryNext(out _));
        Assert.True(desk.TryTake(new DoLine("again", "lamp-9", "led"), Ring));
    }

    [Fact]
    public async Task A_scan_of_the_host_names_what_is_wired_and_what_is_unused()
    {
        using var sysfs = TempFolder.CopyOf("sysfs/rpi-sht3x");
        var desk = Desks.Of(clock, [], stop.Token, null, sysfs.Path, new HwmonDeviceConfig("climate-1", "sht3x", "1-0044", TimeSpan.FromSeconds(10)));
        desk.TryTake(new DoLine("1", "ward-3-hw", "scan"), Ring);

        Assert.Equal(new DoneLine("1", "hwmon cpu_thermal thermal_zone0 (unused); hwmon sht3x 1-0044 (climate-1); hwmon sht4x 1-0045 (unused)", null), await Answer(desk));
    }

    // heartbeats of the four loops, and the pause of the one that is down
    private static int Waits => 5;

    private ActionDesk Desk(Func<string, string?, CancellationToken, Task<ActionOutcome>> act)
    {
        DriverLoop[] loops =
        [
            Desks.Loop("lamp-1", act, clock, stop.Token), Desks.Loop("lamp-2", act, clock, stop.Token),
            Desks.Loop("climate-1", null, clock, stop.Token), Desks.Loop("reader-1", act, clock, stop.Token, up: false),
        ];
        return Desks.Of(clock, loops, stop.Token);
    }

    private void Ring() => Interlocked.Increment(ref rings);

    private static async Task<DoneLine> Answer(ActionDesk desk)
    {
        DoneLine? answer = null;
        await Eventually.True(() => desk.TryNext(out answer), "the answer");
        return answer!;
    }
}
