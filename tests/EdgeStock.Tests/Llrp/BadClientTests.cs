using System.Net.Sockets;
using EdgeStock.Llrp;
using EdgeStock.Simulator.Devices.LlrpReader;

namespace EdgeStock.Tests.Llrp;

/// <summary>Clients that do not behave, at the emulated reader: whatever one of them sends, the next is served.</summary>
public sealed class BadClientTests : IAsyncLifetime
{
    private const int Mebibyte = 1024 * 1024;
    private readonly ReaderEmulator reader = new(new ReaderOptions(), (_, _, _) => [], TimeProvider.System);

    public ValueTask InitializeAsync()
    {
        reader.Start();
        return ValueTask.CompletedTask;
    }

    /// <summary>A fault in what runs behind the door shows here.</summary>
    public async ValueTask DisposeAsync() => await reader.DisposeAsync();

    [Theory]
    [InlineData("0401ffffffff00000001")] // a length that no message has
    [InlineData("04010000000900000001")]
    [InlineData("474554202f20485454502f312e310d0a")] // GET / HTTP/1.1
    public async Task What_is_no_LLRP_ends_its_connection_and_no_other(string hex)
    {
        using var bad = await ConnectAsync();
        await bad.SendAsync(Convert.FromHexString(hex));

        await EndedAsync(bad);
        await ServesAsync();
    }

    [Fact]
    public async Task Half_a_message_and_a_broken_connection_leave_the_reader_free()
    {
        using (var bad = await ConnectAsync())
        {
            await bad.SendAsync(Convert.FromHexString("04140000005d0000000100b1"));
        }

        await ServesAsync();
    }

    [Fact]
    public async Task A_hundred_megabytes_of_garbage_are_hung_up_on()
    {
        using var bad = await ConnectAsync();
        var garbage = new byte[Mebibyte];
        new Random(20260302).NextBytes(garbage);
        var sent = 0;
        try
        {
            while (sent < 100)
            {
                await bad.SendAsync(garbage);
                sent++;
            }
        }
        catch (SocketException)
        {
            // hung up on, as is to be
        }

        Assert.InRange(sent, 0, 50);
        await ServesAsync();
    }

    [Theory]
    [InlineData("04030000001a00000001" + "00" + "03e7000778797a" + "00e2000880000000", "unknown parameter 999")] // SET_READER_CONFIG with an unknown TLV
    [InlineData("04030000000f00000001" + "00" + "ff010203", "unknown TV parameter 127")]
    [InlineData("04030000000f00000001" + "00" + "00dc00ff", "KeepaliveSpec (220) has length 255")]
    [InlineData("04140000000e00000001" + "00b10004", "octets are wanted")] // an empty ROSpec
    public async Task What_it_cannot_read_is_refused_with_the_reason_and_the_session_goes_on(string hex, string reason)
    {
        using var bad = await ConnectAsync();
        await using var connection = new LlrpConnection(new NetworkStream(bad));
        await connection.ReadAsync(CancellationToken.None).AsTask().Within();
        await bad.SendAsync(Convert.FromHexString(hex));

        var refused = await AnswerAsync(connection);
        Assert.False(refused.Status.Ok);
        Assert.Contains(reason, refused.Status.Text, StringComparison.Ordinal);

        await connection.SendAsync(new SpecCommand(LlrpMessageType.DeleteRoSpec, 0) { Id = 2 }, CancellationToken.None);
        Assert.True((await AnswerAsync(connection)).Status.Ok);
    }

    [Fact]
    public async Task The_longest_times_that_the_wire_carries_are_taken()
    {
        var longest = TimeSpan.FromMilliseconds(uint.MaxValue);
        var far = new RoSpecStart(RoSpecStartTrigger.Periodic, longest, longest, 253_402_300_799_999_999);
        using (var client = await ConnectAsync())
        {
            await using var connection = new LlrpConnection(new NetworkStream(client));
            await connection.ReadAsync(CancellationToken.None).AsTask().Within();
            await AcceptedAsync(connection, new SetReaderConfig { Keepalive = longest });
            foreach (var start in new[] { far, far with { UtcMicroseconds = null }, far with { Offset = TimeSpan.Zero }, new RoSpecStart(RoSpecStartTrigger.Immediate) })
            {
                await AcceptedAsync(connection, new SpecCommand(LlrpMessageType.DeleteRoSpec, 0));
                await AcceptedAsync(connection, new AddRoSpec(RoSpec.PeriodicInventory(1, [1], longest, longest) with { Start = start, StopAfter = longest }));
                await AcceptedAsync(connection, new SpecCommand(LlrpMessageType.EnableRoSpec, 1));
                await Until.TrueAsync(() => reader.RoSpecs[0].State == (start.Trigger == RoSpecStartTrigger.Immediate ? RoSpecState.Active : RoSpecState.Inactive), "its state");
            }
        }

        await ServesAsync();
    }

    [Fact]
    public async Task A_round_shared_by_more_antennas_than_it_has_moments_ends()
    {
        using var client = await ConnectAsync();
        await using var connection = new LlrpConnection(new NetworkStream(client));
        await connection.ReadAsync(CancellationToken.None).AsTask().Within();
        await AcceptedAsync(connection, new SetReaderConfig { Events = [new EventNotificationState(ReaderEventKind.RoSpec, true)] });
        var crowded = RoSpec.PeriodicInventory(1, [.. Enumerable.Repeat((ushort)1, 30_000)], TimeSpan.FromMinutes(1), TimeSpan.FromMilliseconds(1));
        await AcceptedAsync(connection, new AddRoSpec(crowded with { Start = new RoSpecStart(RoSpecStartTrigger.OnCommand) }));
        await AcceptedAsync(connection, new SpecCommand(LlrpMessageType.EnableRoSpec, 1));
        await connection.SendAsync(new SpecCommand(LlrpMessageType.StartRoSpec, 1) { Id = 8 }, CancellationToken.None);

        while (await NextAsync(connection) is not ReaderEventNotification { Notices: [RoSpecNotice { Change: RoSpecChange.Ended }] })
        {
        }
    }

    private static async Task AcceptedAsync(LlrpConnection connection, LlrpMessage request)
    {
        await connection.SendAsync(request with { Id = 7 }, CancellationToken.None);
        var answer = await AnswerAsync(connection);
        Assert.True(answer.Status.Ok, answer.Status.ToString());
    }

    private static async Task<StatusResponse> AnswerAsync(LlrpConnection connection)
    {
        while (true)
        {
            if (await NextAsync(connection) is StatusResponse answer)
            {
                return answer;
            }
        }
    }

    private static async Task<LlrpMessage> NextAsync(LlrpConnection connection)
    {
        var frame = await connection.ReadAsync(CancellationToken.None).AsTask().Within();
        Assert.NotNull(frame);
        Assert.True(LlrpCodec.TryDecode(frame.Value, new StickyValues(), out var message, out var notes), notes.Error);
        return message;
    }

    private static async Task EndedAsync(Socket socket)
    {
        var octets = new byte[256];
        try
        {
            while (await socket.ReceiveAsync(octets).Within() > 0)
            {
            }
        }
        catch (SocketException)
        {
            // closed on what was not read
        }
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(reader.EndPoint);
        await Until.TrueAsync(() => reader.HasClient, "the reader took the client");
        return socket;
    }

    // a well-behaved client gets all that it needs
    private async Task ServesAsync()
    {
        await Until.TrueAsync(() => !reader.HasClient, "the reader let the client go");
        await using var good = await LlrpClient.ConnectAsync(reader.EndPoint, TimeProvider.System, CancellationToken.None).Within();
        await good.StartInventoryAsync(RoSpec.PeriodicInventory(5, [1], TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1)), CancellationToken.None).Within();
    }
}
