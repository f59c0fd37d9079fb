using System.Net.Sockets;
using EdgeStock.Llrp;
using EdgeStock.Simulator.Devices.LlrpReader;

namespace EdgeStock.Tests.Llrp;

/// <summary>The emulated reader, asked message by message over a real socket.</summary>
public sealed class EmulatorTests : IAsyncLifetime
{
    private static readonly byte[] Epc = Convert.FromHexString("3034257BF7194E4000001A8A");
    private readonly ReaderEmulator reader;
    private LlrpConnection client = null!;

    public EmulatorTests() => reader = new ReaderEmulator(new ReaderOptions { Antennas = 2 }, See, new FastClock());

    public async ValueTask InitializeAsync()
    {
        reader.Start();
        client = await ConnectAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        await reader.DisposeAsync();
    }

    [Fact]
    public async Task The_first_thing_said_is_the_connection_event() =>
        Assert.Equal(new ConnectionAttemptNotice(ConnectionAttemptStatus.Success), Assert.Single((await ReadAsync<ReaderEventNotification>()).Notices));

    [Fact]
    public async Task A_second_client_is_refused_and_the_first_one_is_told()
    {
        await ReadAsync<ReaderEventNotification>();
        await using var second = await ConnectAsync();

        Assert.Equal(ConnectionAttemptStatus.ClientInitiatedExists, Attempt(await ReadAsync<ReaderEventNotification>(second)));
        Assert.Null(await second.ReadAsync(CancellationToken.None).AsTask().Within());
        Assert.Equal(ConnectionAttemptStatus.AnotherConnectionAttempted, Attempt(await ReadAsync<ReaderEventNotification>()));
        Assert.True((await AskAsync(new SpecCommand(LlrpMessageType.DeleteRoSpec, 0))).Ok);
    }

    [Fact]
    public async Task A_ROSpec_goes_from_disabled_to_inactive_to_active_and_back()
    {
        await ReadAsync<ReaderEventNotification>();
        var spec = new RoSpec(7, new RoSpecStart(RoSpecStartTrigger.OnCommand), null, [new AiSpec([0], null)], new RoReportSpec(RoReportTrigger.EndOfRoSpec, 0, TagContent.None, null));

        Assert.True((await AskAsync(new AddRoSpec(spec))).Ok);
        Assert.Equal(RoSpecState.Disabled, Assert.Single(reader.RoSpecs).State);
        Assert.False((await AskAsync(new SpecCommand(LlrpMessageType.StartRoSpec, 7))).Ok);

        Assert.True((await AskAsync(new SpecCommand(LlrpMessageType.EnableRoSpec, 7))).Ok);
        Assert.Equal(RoSpecState.Inactive, Assert.Single(reader.RoSpecs).State);

        Assert.True((await AskAsync(new SpecCommand(LlrpMessageType.StartRoSpec, 7))).Ok);
        await Until.TrueAsync(() => reader.RoSpecs[0].State == RoSpecState.Active, "active");

        Assert.True((await AskAsync(new SpecCommand(LlrpMessageType.StopRoSpec, 7))).Ok);
        await Until.TrueAsync(() => reader.RoSpecs[0].State == RoSpecState.Inactive, "inactive");

        Assert.True((await AskAsync(new SpecCommand(LlrpMessageType.DisableRoSpec, 0))).Ok);
        Assert.Equal(RoSpecState.Disabled, Assert.Single(reader.RoSpecs).State);
    }

    [Fact]
    public async Task A_ROSpec_that_exists_or_makes_no_sense_is_refused_with_the_place()
    {
        await ReadAsync<ReaderEventNotification>();
        var spec = RoSpec.PeriodicInventory(123, [1], TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2));

        var badAntenna = await AskAsync(new AddRoSpec(spec with { Inventories = [new AiSpec([9], TimeSpan.FromSeconds(1))] }));
        Assert.Equal("ROSpec (177) P_FieldError (201) > AISpec (183) P_FieldError (201) > field 0 A_OutOfRange (301)", badAntenna.PathText);
        Assert.False((await AskAsync(new AddRoSpec(spec with { Id = 0 }))).Ok);
        Assert.False((await AskAsync(new AddRoSpec(spec with { State = RoSpecState.Inactive }))).Ok);
        Assert.False((await AskAsync(new AddRoSpec(spec with { Inventories = [] }))).Ok);
        Assert.False((await AskAsync(new AddRoSpec(spec with { Inventories = [new AiSpec([1], TimeSpan.Zero)] }))).Ok);
        Assert.True((await AskAsync(new AddRoSpec(spec))).Ok);

        var twice = await AskAsync(new AddRoSpec(spec));
        Assert.Equal((LlrpStatusCode.Invalid, "ROSpec already exists with id 123"), (twice.Code, twice.Text));
        Assert.Equal(LlrpStatusCode.OverflowParameter, (await AskAsync(new AddRoSpec(spec with { Id = 124 }))).Code);
        Assert.False((await AskAsync(new SpecCommand(LlrpMessageType.EnableRoSpec, 55))).Ok);
        Assert.False((await AskAsync(new SpecCommand(LlrpMessageType.StartRoSpec, 0))).Ok);
    }

    [Fact]
    public async Task What_it_does_not_speak_is_answered_with_an_ERROR_MESSAGE_of_the_same_id_and_version()
    {
        await ReadAsync<ReaderEventNotification>();
        await client.SendAsync(new BareMessage(LlrpMessageType.GetRoSpecs) { Id = 77, Version = 2 }, CancellationToken.None);
        var version = await ReadAsync<StatusResponse>();
        Assert.Equal((LlrpMessageType.ErrorMessage, 77u, (byte)2, LlrpStatusCode.UnsupportedVersion), (version.Type, version.Id, version.Version, version.Status.Code));

        await client.SendAsync(new OtherMessage(LlrpMessageType.CustomMessage, new byte[5]) { Id = 78 }, CancellationToken.None);
        var unknown = await ReadAsync<StatusResponse>();
        Assert.Equal((LlrpMessageType.ErrorMessage, 78u, LlrpStatusCode.UnsupportedMessage), (unknown.Type, unknown.Id, unknown.Status.Code));
    }

    [Fact]
    public async Task Another_makers_extension_is_refused_in_the_requests_own_response()
    {
        await ReadAsync<ReaderEventNotification>();

        // SET_READER_CONFIG with a Custom parameter
        await client.SendAsync(new OtherMessage(LlrpMessageType.SetReaderConfig, Convert.FromHexString("00" + "03ff000c0000651a00000015")) { Id = 5 }, CancellationToken.None);

        var refused = await ReadAsync<StatusResponse>();
        Assert.Equal((LlrpMessageType.SetReaderConfigResponse, 5u, LlrpStatusCode.UnsupportedParameter), (refused.Type, refused.Id, refused.Status.Code));
    }

    [Fact]
    public async Task A_round_is_reported_once_at_its_end_between_its_marks_with_what_was_asked_for()
    {
        await ReadAsync<ReaderEventNotification>();
        await AskAsync(new SetReaderConfig { Events = [new EventNotificationState(ReaderEventKind.RoSpec, true)] });
        await AskAsync(new AddRoSpec(RoSpec.PeriodicInventory(1, [1, 2], TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2))));
        await AskAsync(new SpecCommand(LlrpMessageType.EnableRoSpec, 1));

        var started = (await ReadAsync<ReaderEventNotification>()).Notices.Single();
        var report = await ReadAsync<RoAccessReport>();
        var ended = (await ReadAsync<ReaderEventNotification>()).Notices.Single();

        Assert.Equal(new RoSpecNotice(RoSpecChange.Started, 1, 0), started);
        Assert.Equal(new RoSpecNotice(RoSpecChange.Ended, 1, 0), ended);
        Assert.Equal([1, 2], report.Tags.Select(t => (int)t.Antenna!.Value).Order());
        Assert.All(report.Tags, t => Assert.Equal(((sbyte)-55, (ushort)3, (ushort)0x3000), (t.PeakRssi!.Value, t.SeenCount!.Value, t.Pc!.Value)));
        Assert.All(report.Tags, t => Assert.Null(t.RoSpecId));
    }

    [Fact]
    public async Task A_disconnected_antenna_is_announced_and_not_asked()
    {
        await ReadAsync<ReaderEventNotification>();
        await AskAsync(new SetReaderConfig { Events = [new EventNotificationState(ReaderEventKind.Antenna, true)] });
        reader.SetAntenna(2, connected: false);
        Assert.Equal(new AntennaNotice(2, Connected: false), (await ReadAsync<ReaderEventNotification>()).Notices.Single());

        await client.SendAsync(new GetReaderConfig(ReaderConfigPart.AntennaProperties) { Id = 9 }, CancellationToken.None);
        Assert.Equal([true, false], (await ReadAsync<GetReaderConfigResponse>()).Antennas.Select(a => a.Connected));

        await AskAsync(new AddRoSpec(RoSpec.PeriodicInventory(1, [0], TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2))));
        await AskAsync(new SpecCommand(LlrpMessageType.EnableRoSpec, 1));
        Assert.Equal((ushort)1, Assert.Single((await ReadAsync<RoAccessReport>()).Tags).Antenna);
    }

    [Fact]
    public async Task Reports_wait_for_the_next_client_and_are_held_until_it_is_ready_if_so_configured()
    {
        await ReadAsync<ReaderEventNotification>();
        await AskAsync(new SetReaderConfig { HoldEventsAndReports = true });
        await AskAsync(new AddRoSpec(RoSpec.PeriodicInventory(1, [1], TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1))));
        await AskAsync(new SpecCommand(LlrpMessageType.EnableRoSpec, 1));
        reader.DropConnection();
        await Until.TrueAsync(() => !reader.HasClient, "the connection ended");
        await client.DisposeAsync();
        client = await ConnectAsync();
        await ReadAsync<ReaderEventNotification>();
        await Until.TrueAsync(() => reader.RoSpecs[0].State == RoSpecState.Active, "a round");
        await Until.TrueAsync(() => reader.RoSpecs[0].State == RoSpecState.Inactive, "the end of a round");

        // had a report been sent it would come before this answer
        Assert.True((await AskAsync(new SpecCommand(LlrpMessageType.DisableRoSpec, 1))).Ok);
        await client.SendAsync(new BareMessage(LlrpMessageType.EnableEventsAndReports), CancellationToken.None);

        Assert.NotEmpty((await ReadAsync<RoAccessReport>()).Tags);
    }

    [Fact]
    public async Task It_answers_what_it_can_do_and_closes_when_asked()
    {
        await ReadAsync<ReaderEventNotification>();
        await client.SendAsync(new GetReaderCapabilities(0) { Id = 3 }, CancellationToken.None);
        var can = await ReadAsync<GetReaderCapabilitiesResponse>();
        Assert.Equal(((ushort)2, 1u), (can.General!.MaxAntennas, can.Llrp!.MaxRoSpecs));

        Assert.True((await AskAsync(new BareMessage(LlrpMessageType.CloseConnection))).Ok);
        Assert.Null(await client.ReadAsync(CancellationToken.None).AsTask().Within());
    }

    [Fact]
    public async Task Keepalives_come_at_the_interval_asked_for()
    {
        await ReadAsync<ReaderEventNotification>();
        await AskAsync(new SetReaderConfig { Keepalive = TimeSpan.FromSeconds(1) });

        Assert.Equal(LlrpMessageType.Keepalive, (await ReadAsync<BareMessage>()).Type);
        Assert.Equal(LlrpMessageType.Keepalive, (await ReadAsync<BareMessage>()).Type);
    }

    private static IReadOnlyList<TagSighting> See(int antenna, DateTimeOffset from, TimeSpan dwell) =>
        [new TagSighting(Epc, -54.6, 3, from, from + (dwell / 2))];

    private static ConnectionAttemptStatus Attempt(ReaderEventNotification notification) => Assert.IsType<ConnectionAttemptNotice>(Assert.Single(notification.Notices)).Status;

    private async Task<LlrpConnection> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(reader.EndPoint);
        return new LlrpConnection(new NetworkStream(socket, ownsSocket: true));
    }

    private async Task<LlrpStatus> AskAsync(LlrpMessage request)
    {
        await client.SendAsync(request with { Id = 4711 }, CancellationToken.None);
        var answer = await ReadAsync<StatusResponse>();
        Assert.Equal((4711u, request.Type.Response()), (answer.Id, answer.Type));
        return answer.Status;
    }

    private async Task<T> ReadAsync<T>(LlrpConnection? from = null)
        where T : LlrpMessage
    {
        using var deadline = new CancellationTokenSource(Until.Deadline);
        var frame = await (from ?? client).ReadAsync(deadline.Token);
        Assert.NotNull(frame);
        Assert.True(LlrpCodec.TryDecode(frame.Value, new StickyValues(), out var message, out var notes), notes.Error);
        return Assert.IsType<T>(message);
    }
}
