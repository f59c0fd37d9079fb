using EdgeStock.Llrp;

namespace EdgeStock.Tests.Llrp;

/// <summary>The client against readers that do not behave; a real socket between them.</summary>
public sealed class ClientTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);
    private static readonly RoSpec Inventory = RoSpec.PeriodicInventory(1, [1, 2], TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2));

    [Fact]
    public async Task Nothing_is_sent_before_the_connection_event()
    {
        await using var reader = new ScriptedReader();
        var clock = new ManualClock(Start);
        var connecting = LlrpClient.ConnectAsync(reader.EndPoint, clock, CancellationToken.None);
        await reader.AcceptAsync();
        await Task.Delay(50);

        Assert.False(connecting.IsCompleted);
        Assert.Equal(0, reader.Waiting);

        await reader.SendAsync(ScriptedReader.ConnectedByUptime);
        await using var client = await connecting.Within();
    }

    [Fact]
    public async Task A_refused_connection_says_why_and_that_trying_again_helps()
    {
        await using var reader = new ScriptedReader();
        var connecting = LlrpClient.ConnectAsync(reader.EndPoint, new ManualClock(Start), CancellationToken.None);
        await reader.AcceptAsync();
        await reader.SendAsync("043f000000200000000100f600160080000c000660d2ee6e798a010000060002");

        var refused = await Assert.ThrowsAsync<LlrpException>(() => connecting.Within());

        Assert.True(refused.Retryable);
        Assert.Equal("llrp-refused", refused.Code);
        Assert.Contains("another client is connected", refused.Reason, StringComparison.Ordinal);
        Assert.True(await reader.ClosedAsync());
    }

    [Fact]
    public async Task A_reader_that_accepts_and_says_nothing_is_given_up()
    {
        await using var reader = new ScriptedReader();
        var clock = new ManualClock(Start);
        var connecting = LlrpClient.ConnectAsync(reader.EndPoint, clock, CancellationToken.None);
        await reader.AcceptAsync();

        await Until.TrueAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                return connecting.IsCompleted;
            },
            "given up");

        await Assert.ThrowsAsync<LlrpException>(() => connecting);
    }

    [Fact]
    public async Task Nobody_listening_is_said_in_words()
    {
        var reader = new ScriptedReader();
        var endPoint = reader.EndPoint;
        await reader.DisposeAsync();

        var unreachable = await Assert.ThrowsAsync<LlrpException>(() => LlrpClient.ConnectAsync(endPoint, TimeProvider.System, CancellationToken.None).Within());

        Assert.Equal("llrp-unreachable", unreachable.Code);
    }

    [Fact]
    public async Task The_inventory_is_set_up_in_the_order_of_the_standard()
    {
        await using var reader = new ScriptedReader();
        await using var client = await ConnectAsync(reader, new ManualClock(Start));
        var starting = client.StartInventoryAsync(Inventory, CancellationToken.None);

        var requests = await reader.ServeUntilEnabledAsync();
        await starting.Within();

        Assert.Equal(
            [
                LlrpMessageType.SetReaderConfig, LlrpMessageType.DeleteAccessSpec, LlrpMessageType.DeleteRoSpec, LlrpMessageType.GetReaderConfig,
                LlrpMessageType.AddRoSpec, LlrpMessageType.EnableRoSpec, LlrpMessageType.EnableEventsAndReports,
            ],
            requests.Select(r => r.Type));
        Assert.Equal(requests.Count, requests.Select(r => r.Id).Distinct().Count());
        Assert.True(LlrpCodec.TryDecode(requests[0], new StickyValues(), out var config, out _));
        Assert.Equal(TimeSpan.FromSeconds(5), Assert.IsType<SetReaderConfig>(config).Keepalive);
        Assert.False(((SetReaderConfig)config).HoldEventsAndReports);
        Assert.Contains(new EventNotificationState(ReaderEventKind.RoSpec, true), ((SetReaderConfig)config).Events);
    }

    [Fact]
    public async Task A_response_with_a_wrong_id_is_taken_when_one_request_waits_and_is_warned_of_once()
    {
        await using var reader = new ScriptedReader();
        await using var client = await ConnectAsync(reader, new ManualClock(Start));
        var starting = client.StartInventoryAsync(Inventory, CancellationToken.None);

        await reader.ServeUntilEnabledAsync(id => id + 1);
        await starting.Within();

        Assert.Equal("llrp-wrong-id", Assert.IsType<SessionWarned>(await client.Events.ReadAsync().AsTask().Within()).Code);
        Assert.False(client.Events.TryRead(out _));
    }

    [Fact]
    public async Task What_the_session_can_do_without_may_stay_unanswered_and_each_is_warned_of()
    {
        await using var reader = new ScriptedReader();
        await using var client = await ConnectAsync(reader, new FastClock());
        var starting = client.StartInventoryAsync(Inventory, CancellationToken.None);

        var requests = await reader.ServeUntilEnabledAsync(null, LlrpMessageType.DeleteAccessSpec, LlrpMessageType.GetReaderConfig);
        await starting.Within();

        Assert.Equal(7, requests.Count);
        Assert.Equal(
            ["the reader does not take DELETE_ACCESSSPEC: not answered within 5 s", "the reader does not take GET_READER_CONFIG: not answered within 5 s"],
            [await WarningAsync(client), await WarningAsync(client)]);
    }

    [Fact]
    public async Task What_the_session_depends_on_must_be_answered()
    {
        await using var reader = new ScriptedReader();
        await using var client = await ConnectAsync(reader, new FastClock());
        var starting = client.StartInventoryAsync(Inventory, CancellationToken.None);
        var serving = reader.ServeUntilEnabledAsync(null, LlrpMessageType.DeleteRoSpec);

        var lost = await Assert.ThrowsAsync<LlrpException>(() => starting.Within());

        Assert.Contains("DELETE_ROSPEC was not answered within 10 s", lost.Reason, StringComparison.Ordinal);
        await client.DisposeAsync();
        await Assert.ThrowsAsync<IOException>(() => serving);
    }

    [Fact]
    public async Task With_two_requests_waiting_only_the_right_id_counts()
    {
        await using var reader = new ScriptedReader();
        await using var client = await ConnectAsync(reader, new ManualClock(Start));
        var first = client.RequestAsync(new SpecCommand(LlrpMessageType.DeleteRoSpec, 1), CancellationToken.None);
        var firstId = (await reader.ReadAsync()).Id;
        var second = client.RequestAsync(new SpecCommand(LlrpMessageType.DeleteRoSpec, 2), CancellationToken.None);
        var secondId = (await reader.ReadAsync()).Id;

        await reader.SendAsync(new StatusResponse(LlrpMessageType.DeleteRoSpecResponse, LlrpStatus.Success) { Id = 999 });
        await reader.SendAsync(new StatusResponse(LlrpMessageType.DeleteRoSpecResponse, LlrpStatus.Success) { Id = secondId });
        await second.Within();
        Assert.False(first.IsCompleted);

        await reader.SendAsync(new StatusResponse(LlrpMessageType.DeleteRoSpecResponse, LlrpStatus.Success) { Id = firstId });
        await first.Within();
    }

    [Fact]
    public async Task A_refusal_carries_the_readers_words_and_the_place()
    {
        await using var reader = new ScriptedReader();
        await using var client = await ConnectAsync(reader, new ManualClock(Start));
        var adding = client.RequestAsync(new AddRoSpec(Inventory), CancellationToken.None);
        var request = await reader.ReadAsync();
        await reader.SendAsync(new StatusResponse(
            LlrpMessageType.AddRoSpecResponse, LlrpStatus.Failure(100, "no such antenna", new LlrpStatusStep(183, null, 201), new LlrpStatusStep(null, 0, 301))) { Id = request.Id });

        var refused = await Assert.ThrowsAsync<LlrpException>(() => adding.Within());

        Assert.Contains("ADD_ROSPEC: M_ParameterError (100): no such antenna (AISpec (183) P_FieldError (201) > field 0 A_OutOfRange (301))", refused.Message, StringComparison.Ordinal);
        Assert.False(refused.Retryable);
    }

    [Fact]
    public async Task An_ERROR_MESSAGE_answers_its_request_and_is_nothing_after_one_without_a_response()
    {
        await using var reader = new ScriptedReader();
        await using var client = await ConnectAsync(reader, new ManualClock(Start));
        var starting = client.StartInventoryAsync(Inventory, CancellationToken.None);
        var requests = await reader.ServeUntilEnabledAsync();
        await starting.Within();
        await reader.SendAsync(new StatusResponse(LlrpMessageType.ErrorMessage, LlrpStatus.Failure(109, "no")) { Id = requests[^1].Id });

        var asking = client.RequestAsync(new GetReaderCapabilities(0), CancellationToken.None);
        await reader.SendAsync(new StatusResponse(LlrpMessageType.ErrorMessage, LlrpStatus.Failure(109, "no")) { Id = (await reader.ReadAsync()).Id });

        await Assert.ThrowsAsync<LlrpException>(() => asking.Within());
        Assert.False(client.Events.Completion.IsCompleted);
    }

    [Fact]
    public async Task Reports_that_come_before_any_command_are_taken_also_before_the_connection_event()
    {
        await using var reader = new ScriptedReader();
        var connecting = LlrpClient.ConnectAsync(reader.EndPoint, new ManualClock(Start), CancellationToken.None);
        await reader.AcceptAsync();
        await reader.SendAsync("043d0000002c4095892f00f000228d3005fb63ac1f3841ec88046781000186ce820004ec2ea8354c09880001");
        await reader.SendAsync(ScriptedReader.ConnectedByUptime);
        await using var client = await connecting.Within();

        var report = Assert.IsType<TagsReported>(await client.Events.ReadAsync().AsTask().Within());

        Assert.Equal("3005FB63AC1F3841EC880467", Assert.Single(report.Tags).Tag.EpcHex);
    }

    [Fact]
    public async Task Keepalives_are_answered_and_silence_for_three_of_them_ends_the_session()
    {
        await using var reader = new ScriptedReader();
        var clock = new ManualClock(Start);
        await using var client = await ConnectAsync(reader, clock);
        for (var i = 0u; i < 4; i++)
        {
            clock.Advance(LlrpClient.Keepalive);
            await reader.SendAsync(new BareMessage(LlrpMessageType.Keepalive) { Id = i });
            Assert.Equal(LlrpMessageType.KeepaliveAck, (await reader.ReadAsync()).Type);
        }

        clock.Advance(2.9 * LlrpClient.Keepalive);
        Assert.False(client.Events.Completion.IsCompleted);
        clock.Advance(0.1 * LlrpClient.Keepalive);

        var lost = await Assert.ThrowsAsync<LlrpException>(() => client.Events.Completion.Within());
        Assert.Contains("no whole message from the reader in 15 s", lost.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_is_not_answered_is_given_up()
    {
        await using var reader = new ScriptedReader();
        var clock = new ManualClock(Start);
        await using var client = await ConnectAsync(reader, clock);
        var asking = client.RequestAsync(new GetReaderCapabilities(0), CancellationToken.None);
        await reader.ReadAsync();

        // the reader may have the request before the client has begun to wait; the other wait is that for the reader's silence
        await Until.TrueAsync(() => clock.Waiting == 2, "the wait for the answer");
        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Contains("was not answered", (await Assert.ThrowsAsync<LlrpException>(() => asking.Within())).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("043e000000090000002a", "length")]
    [InlineData("043f0000001e0000000500f600140080000c00054f296b53fa4b01010004", "closes the connection")]
    public async Task A_broken_stream_or_a_close_event_ends_the_session_with_the_reason(string hex, string reason)
    {
        await using var reader = new ScriptedReader();
        await using var client = await ConnectAsync(reader, new ManualClock(Start));
        var waiting = client.RequestAsync(new GetReaderCapabilities(0), CancellationToken.None);
        await reader.SendAsync(hex);

        Assert.Contains(reason, (await Assert.ThrowsAsync<LlrpException>(() => waiting.Within())).Reason, StringComparison.Ordinal);

        // what happened before is still told, then the reason
        await Assert.ThrowsAsync<LlrpException>(async () =>
        {
            while (await client.Events.WaitToReadAsync().AsTask().Within())
            {
                client.Events.TryRead(out _);
            }
        });
    }

    [Fact]
    public async Task A_malformed_message_is_counted_and_the_session_goes_on()
    {
        await using var reader = new ScriptedReader();
        await using var client = await ConnectAsync(reader, new ManualClock(Start));
        await reader.SendAsync("043d0000000e0000000100f000ff");
        await reader.SendAsync(new RoAccessReport([]));

        Assert.Equal("llrp-malformed", Assert.IsType<SessionWarned>(await client.Events.ReadAsync().AsTask().Within()).Code);
        Assert.IsType<TagsReported>(await client.Events.ReadAsync().AsTask().Within());
        Assert.Equal(1, client.Faults);
    }

    [Fact]
    public async Task Closing_asks_the_reader_and_waits_for_its_response_with_the_lower_number()
    {
        await using var reader = new ScriptedReader();
        var client = await ConnectAsync(reader, new ManualClock(Start));
        var closing = client.CloseAsync();
        var request = await reader.ReadAsync();
        Assert.Equal(14, (int)request.Type);
        Assert.False(closing.IsCompleted);

        await reader.SendAsync(new StatusResponse((LlrpMessageType)4, LlrpStatus.Success) { Id = request.Id });

        await closing.Within();
        Assert.True(await reader.ClosedAsync());
    }

    [Fact]
    public async Task Times_of_a_reader_without_UTC_are_anchored_at_the_connection_event()
    {
        await using var reader = new ScriptedReader();
        var clock = new ManualClock(Start);
        await using var client = await ConnectAsync(reader, clock);
        clock.Advance(TimeSpan.FromSeconds(5));

        // the connection event said 3,661,366,333 us
        await reader.SendAsync(new RoAccessReport([new TagReport(new byte[12]) { LastSeen = new ReaderTime(3_661_366_333 + 2_000_000, IsUptime: true) }]));
        var report = Assert.IsType<TagsReported>(await client.Events.ReadAsync().AsTask().Within());

        Assert.Equal(Start.AddSeconds(2), Assert.Single(report.Tags).LastSeen);
    }

    private static async Task<string> WarningAsync(LlrpClient client) =>
        Assert.IsType<SessionWarned>(await client.Events.ReadAsync().AsTask().Within()).Text;

    private static async Task<LlrpClient> ConnectAsync(ScriptedReader reader, TimeProvider clock)
    {
        var connecting = LlrpClient.ConnectAsync(reader.EndPoint, clock, CancellationToken.None);
        await reader.AcceptAsync();
        await reader.SendAsync(ScriptedReader.ConnectedByUptime);
        return await connecting.Within();
    }
}
