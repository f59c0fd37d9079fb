using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net.Sockets;
using EdgeStock.FirmwareHost.Drivers;
using EdgeStock.FirmwareHost.Drivers.Llrp;
using EdgeStock.Llrp;
using EdgeStock.Wire;
using Microsoft.Extensions.Logging;

namespace EdgeStock.Tests.Llrp;

/// <summary>A reader's whole service, driver and loop, when the reader breaks the protocol in the middle of a session.</summary>
public sealed class MalformedReaderTests : IAsyncDisposable
{
    private const int Mebibyte = 1024 * 1024;
    private const int Lost = 101;
    private const int Back = 102;
    private static readonly byte[] Glove = Convert.FromHexString("3034257BF7194E4000001A8A");

    private readonly FastClock clock = new();
    private readonly ScriptedReader reader = new();
    private readonly ConcurrentQueue<SampleLine> lines = new();
    private readonly ConcurrentQueue<int> log = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Task serving;

    public MalformedReaderTests()
    {
        var loop = new DriverLoop(
            "reader-1",
            emit => new LlrpDriver("reader-1", reader.EndPoint, [1, 2], TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2), emit, clock),
            lines.Enqueue, clock, new EventIds(log));
        serving = loop.RunAsync(stop.Token);
    }

    private IEnumerable<DeviceLine> States => lines.OfType<DeviceLine>();

    public async ValueTask DisposeAsync()
    {
        reader.HangUp();
        await stop.CancelAsync();
        await serving.Within();
        await reader.DisposeAsync();
        stop.Dispose();
    }

    [Theory]
    [InlineData("043dffffffff00000001", "message length 4294967295")]
    [InlineData("00000000000000000000", "message length 0")]
    [InlineData("474554202f20485454502f312e310d0a", "message length 1411395360")] // GET / HTTP/1.1
    public async Task What_is_no_LLRP_is_counted_told_and_logged_and_the_next_session_reads(string hex, string reason)
    {
        await ServeAsync();
        await reader.SendAsync(hex);
        await Until.TrueAsync(() => States.Any(s => s.State == "down"), "the loss");
        Assert.Contains(reason, States.Last().Reason, StringComparison.Ordinal);

        await ServeAsync();
        await ReadsAsync();

        Assert.Equal([("up", 0L), ("down", 1L), ("up", 1L)], States.Select(s => (s.State, s.Errors!.Value)));
        Assert.Equal([Lost, Back], log);
    }

    [Theory]
    [InlineData("ff0102", "unknown TV parameter 127")]
    [InlineData("03e7000778797a", "unknown parameter 999")]
    [InlineData("03ff000d000000a1000002c5ff", "Custom parameter of vendor 161, subtype 709")]
    public async Task What_is_unknown_inside_a_tag_is_counted_and_told_and_the_tag_is_read(string parameter, string reason)
    {
        await ServeAsync();
        var tag = "8d" + Convert.ToHexString(Glove) + parameter;
        await reader.SendAsync($"043d{(tag.Length / 2) + 14:x8}00000001" + $"00f0{(tag.Length / 2) + 4:x4}" + tag);
        await ReadsAsync();

        Assert.Equal([("up", 0L), ("up", 1L)], States.Select(s => (s.State, s.Errors!.Value)));
        Assert.Contains(reason, States.Last().Reason, StringComparison.Ordinal);
        Assert.Contains("(llrp-skipped)", States.Last().Reason, StringComparison.Ordinal);
        Assert.Equal(2, lines.OfType<ReadLine>().Count(r => r.Epc == Convert.ToHexString(Glove)));
        Assert.Empty(log);
    }

    [Fact]
    public async Task A_hundred_megabytes_of_messages_without_sense_are_counted_and_the_session_goes_on()
    {
        await ServeAsync();
        var nonsense = new byte[Mebibyte];
        new Random(20260302).NextBytes(nonsense);
        Convert.FromHexString("043d").CopyTo(nonsense, 0);
        BinaryPrimitives.WriteInt32BigEndian(nonsense.AsSpan(2), nonsense.Length);
        Convert.FromHexString("00f00003").CopyTo(nonsense, 10); // a parameter shorter than its own header
        for (var sent = 0; sent < 100; sent++)
        {
            await reader.SendAsync(nonsense);
        }

        await ReadsAsync();

        var told = Assert.Single(States, s => s.Reason is not null);
        Assert.Contains("(llrp-malformed)", told.Reason, StringComparison.Ordinal);
        await reader.SendAsync("043f0000002a0000000500f60020" + "0080000c00054f296b53fa4b" + "00fc0010" + "000a6661756c74206f6e6521");
        await Until.TrueAsync(() => States.Any(s => s.Reason == "fault one!"), "the reader's own fault");
        Assert.Equal(101, States.Last().Errors);
        Assert.Empty(log);
    }

    [Fact]
    public async Task A_hundred_megabytes_of_garbage_are_hung_up_on()
    {
        await ServeAsync();
        var garbage = new byte[Mebibyte];
        new Random(20260302).NextBytes(garbage);
        var sent = 0;
        while (sent < 100 && await TrySend(() => reader.SendAsync(garbage)))
        {
            sent++;
        }

        Assert.InRange(sent, 0, 50);
        await ServeAsync();
        await ReadsAsync();
        Assert.Equal([("up", 0L), ("down", 1L), ("up", 1L)], States.Select(s => (s.State, s.Errors!.Value)));
    }

    private static async Task<bool> TrySend(Func<Task> send)
    {
        try
        {
            await send();
            return true;
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    // the next session, up to the line that says that it stands
    private async Task ServeAsync()
    {
        var before = States.Count();
        await reader.ServeNextAsync();
        await Until.TrueAsync(() => States.Count() > before, "a session");
    }

    // one sound report, and that it arrived
    private async Task ReadsAsync()
    {
        await reader.SendAsync(new RoAccessReport([new TagReport(Glove) { Antenna = 2 }]));
        await Until.TrueAsync(() => lines.Any(l => l is ReadLine { Device: "reader-1/2" }), "a read");
    }

    private sealed class EventIds(ConcurrentQueue<int> ids) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => ids.Enqueue(eventId.Id);
    }
}
