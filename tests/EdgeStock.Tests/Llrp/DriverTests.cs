using System.Collections.Concurrent;
using EdgeStock.FirmwareHost.Drivers.Llrp;
using EdgeStock.Llrp;
using EdgeStock.Simulator.Devices.LlrpReader;
using EdgeStock.Wire;

namespace EdgeStock.Tests.Llrp;

/// <summary>The driver against the emulated reader over a real socket, ten times as fast as in a storeroom.</summary>
public sealed class DriverTests
{
    private static readonly byte[] Glove = Convert.FromHexString("3034257BF7194E4000001A8A");
    private static readonly byte[] Mask = Convert.FromHexString("1FB41F712AC9C37AB79D618173188324001A");

    private readonly FastClock clock = new();
    private readonly ConcurrentQueue<SampleLine> lines = new();

    [Fact]
    public async Task A_round_becomes_a_start_mark_a_line_for_each_tag_and_antenna_and_an_end_mark()
    {
        await using var reader = await StartReaderAsync(new ReaderOptions(), See);
        using var stop = new CancellationTokenSource();
        var running = Driver(reader).RunAsync(stop.Token);
        await Until.TrueAsync(() => lines.Count(l => l is RoundLine { Ended: true }) >= 2, "two rounds");
        await stop.CancelAsync();
        await running.Within();

        var said = lines.ToList();
        Assert.Equal("up", Assert.IsType<DeviceLine>(said[0]).State);
        var start = said.FindIndex(l => l is RoundLine { Ended: false });
        var end = said.FindIndex(l => l is RoundLine { Ended: true });
        var reads = said[(start + 1)..end].Cast<ReadLine>().ToList();
        Assert.Equal(
            [("reader-1/1", "3034257BF7194E4000001A8A"), ("reader-1/2", "1FB41F712AC9C37AB79D618173188324001A"), ("reader-1/2", "3034257BF7194E4000001A8A")],
            reads.Select(r => (r.Device, r.Epc)).Order());
        Assert.All(reads, r => Assert.Equal((-55, 3), (r.Rssi, r.Count)));
        Assert.All(reads, r => Assert.InRange(r.At, said[start].At, said[end].At));
        Assert.All(said, l => Assert.Equal(0, l.At.Ticks % TimeSpan.TicksPerMillisecond));
        Assert.All(said.OfType<RoundLine>(), l => Assert.Equal("reader-1", l.Device));
        Assert.InRange(said[end].At - said[start].At, TimeSpan.FromSeconds(1.9), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task An_empty_round_still_gets_its_end_mark()
    {
        await using var reader = await StartReaderAsync(new ReaderOptions(), (_, _, _) => []);
        using var stop = new CancellationTokenSource();
        var running = Driver(reader).RunAsync(stop.Token);

        await Until.TrueAsync(() => lines.OfType<RoundLine>().Count() >= 4, "two rounds");
        await stop.CancelAsync();
        await running.Within();

        Assert.Equal([false, true, false, true], lines.OfType<RoundLine>().Take(4).Select(r => r.Ended));
        Assert.Empty(lines.OfType<ReadLine>());
    }

    [Fact]
    public async Task Stopping_closes_the_connection_so_that_the_next_session_is_taken_at_once()
    {
        await using var reader = await StartReaderAsync(new ReaderOptions(), See);
        for (var session = 1; session <= 3; session++)
        {
            using var stop = new CancellationTokenSource();
            var running = Driver(reader).RunAsync(stop.Token);
            await Until.TrueAsync(() => running.IsCompleted || lines.Any(l => l is RoundLine), "a round");
            await stop.CancelAsync();
            await running.Within();
            await Until.TrueAsync(() => !reader.HasClient, "closed");
            lines.Clear();
        }
    }

    [Fact]
    public async Task A_broken_connection_is_an_IOException_and_the_next_session_reads_again()
    {
        await using var reader = await StartReaderAsync(new ReaderOptions(), See);
        var driver = Driver(reader);
        var first = driver.RunAsync(CancellationToken.None);
        await Until.TrueAsync(() => lines.Any(l => l is ReadLine), "reads");

        reader.DropConnection();
        await Assert.ThrowsAnyAsync<IOException>(() => first.Within());
        await Until.TrueAsync(() => !reader.HasClient, "the reader noticed");
        lines.Clear();
        using var stop = new CancellationTokenSource();
        var second = driver.RunAsync(stop.Token);
        await Until.TrueAsync(() => lines.Any(l => l is RoundLine { Ended: true }), "a round in the second session");
        await stop.CancelAsync();
        await second.Within();

        Assert.Contains(lines, l => l is DeviceLine { State: "up" });
        Assert.Contains(lines, l => l is ReadLine);
    }

    [Fact]
    public async Task A_reader_gone_silent_is_an_IOException()
    {
        await using var reader = await StartReaderAsync(new ReaderOptions(), See);
        
        // the round after this one is further away than the silence that is taken for a loss
        var running = Driver(reader, TimeSpan.FromMinutes(1)).RunAsync(CancellationToken.None);
        await Until.TrueAsync(() => lines.Any(l => l is RoundLine), "a round");

        reader.Silent = true;

        var lost = await Assert.ThrowsAnyAsync<IOException>(() => running.Within());
        Assert.Contains("no whole message", lost.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_with_another_client_refuses_and_says_so()
    {
        await using var reader = await StartReaderAsync(new ReaderOptions(), See);
        await using var other = await LlrpClient.ConnectAsync(reader.EndPoint, clock, CancellationToken.None);

        var refused = await Assert.ThrowsAsync<LlrpException>(() => Driver(reader).RunAsync(CancellationToken.None).Within());

        Assert.True(refused.Retryable);
        Assert.Empty(lines);
    }

    [Fact]
    public async Task Antennas_are_said_up_or_down_at_the_start_and_when_they_change()
    {
        await using var reader = await StartReaderAsync(new ReaderOptions(), See);
        reader.SetAntenna(2, connected: false);
        reader.SetAntenna(4, connected: false);
        using var stop = new CancellationTokenSource();
        var running = Driver(reader).RunAsync(stop.Token);
        await Until.TrueAsync(() => lines.OfType<AntennaLine>().Count() >= 2, "the state at the start");
        reader.SetAntenna(2, connected: true);
        await Until.TrueAsync(() => lines.OfType<AntennaLine>().Count() >= 3, "the change");
        await stop.CancelAsync();
        await running.Within();

        // antenna 4 is not one of ours
        Assert.Equal([("reader-1/1", true), ("reader-1/2", false), ("reader-1/2", true)], lines.OfType<AntennaLine>().Select(a => (a.Device, a.Up)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reader_with_a_wrong_clock_or_none_is_read_in_host_time(bool hasUtcClock)
    {
        await using var reader = await StartReaderAsync(new ReaderOptions { HasUtcClock = hasUtcClock, ClockError = TimeSpan.FromDays(-9000) }, See);
        var began = clock.GetUtcNow();
        using var stop = new CancellationTokenSource();
        var running = Driver(reader).RunAsync(stop.Token);
        await Until.TrueAsync(() => lines.Any(l => l is ReadLine), "reads");
        await stop.CancelAsync();
        await running.Within();

        Assert.All(lines.OfType<ReadLine>(), r => Assert.InRange(r.At, began.AddSeconds(-1), clock.GetUtcNow()));
        Assert.Equal(hasUtcClock ? 1 : 0, lines.OfType<DeviceLine>().Count(d => d.Reason?.Contains("clock", StringComparison.Ordinal) == true));
    }

    [Fact]
    public async Task Reads_that_the_reader_had_to_drop_are_a_gap()
    {
        await using var reader = await StartReaderAsync(new ReaderOptions { BufferedTags = 4 }, See);
        var driver = Driver(reader);
        var first = driver.RunAsync(CancellationToken.None);
        await Until.TrueAsync(() => lines.Any(l => l is ReadLine), "reads");
        reader.DropConnection();
        await Assert.ThrowsAnyAsync<IOException>(() => first.Within());

        // three rounds of three tags pass unread
        var rounds = 0;
        while (rounds < 3)
        {
            await Until.TrueAsync(() => reader.RoSpecs[0].State == RoSpecState.Active, "a round");
            await Until.TrueAsync(() => reader.RoSpecs[0].State == RoSpecState.Inactive, "its end");
            rounds++;
        }

        using var stop = new CancellationTokenSource();
        var second = driver.RunAsync(stop.Token);
        await Until.TrueAsync(() => second.IsCompleted || lines.Any(l => l is GapLine), "the gap");
        await stop.CancelAsync();
        await second.Within();

        Assert.Equal("reader-1", lines.OfType<GapLine>().Single().Device);
    }

    [Fact]
    public async Task Scan_waits_for_one_whole_round_and_tells_what_each_antenna_heard()
    {
        await using var reader = await StartReaderAsync(new ReaderOptions(), See);
        using var stop = new CancellationTokenSource();
        var driver = Driver(reader);
        var running = driver.RunAsync(stop.Token);
        await Until.TrueAsync(() => lines.Any(l => l is DeviceLine), "up");
        var outcome = await driver.DoAsync("scan", null, stop.Token).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal("antenna 1: 1 tag, antenna 2: 2 tags", outcome.Result);
        Assert.Contains("no way to let a reader show itself", (await driver.DoAsync("identify", null, stop.Token)).Error, StringComparison.Ordinal);
        Assert.Contains("it offers scan", (await driver.DoAsync("zero", null, stop.Token)).Error, StringComparison.Ordinal);
        await stop.CancelAsync();
        await running.Within();
    }

    [Fact]
    public async Task A_scan_under_way_when_the_connection_breaks_is_an_error()
    {
        await using var reader = await StartReaderAsync(new ReaderOptions(), See);
        var driver = Driver(reader);
        var running = driver.RunAsync(CancellationToken.None);
        await Until.TrueAsync(() => lines.Any(l => l is DeviceLine), "up");
        var scan = driver.DoAsync("scan", null, CancellationToken.None);

        reader.DropConnection();

        await Assert.ThrowsAnyAsync<IOException>(() => running.Within());
        await Assert.ThrowsAnyAsync<IOException>(() => scan.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    private static IReadOnlyList<TagSighting> See(int antenna, DateTimeOffset from, TimeSpan dwell)
    {
        var glove = new TagSighting(Glove, -54.6, 3, from, from + (dwell / 2));
        return antenna == 1 ? [glove] : [glove, glove with { Epc = Mask }];
    }

    private static async Task<ReaderEmulator> StartReaderAsync(ReaderOptions options, Inventory inventory, TimeProvider time)
    {
        var reader = new ReaderEmulator(options, inventory, time);
        reader.Start();
        return reader;
    }

    private Task<ReaderEmulator> StartReaderAsync(ReaderOptions options, Inventory inventory) => StartReaderAsync(options, inventory, clock);

    private LlrpDriver Driver(ReaderEmulator reader, TimeSpan? period = null) =>
        new("reader-1", reader.EndPoint, [1, 2], period ?? TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2), lines.Enqueue, clock);
}
