using System.Buffers;
using System.Reflection;
using EdgeStock.Llrp;

namespace EdgeStock.Tests.Llrp;

public sealed class RoundTripTests
{
    private static readonly RoSpec Spec = new(
        123,
        new RoSpecStart(RoSpecStartTrigger.Periodic, TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(10), 1_795_338_000_000_000),
        TimeSpan.FromSeconds(3),
        [new AiSpec([1, 2], TimeSpan.FromSeconds(2)), new AiSpec([0], null) { InventoryParameterSpecId = 9 }],
        new RoReportSpec(RoReportTrigger.EndOfAiSpec, 17, TagContent.AntennaId | TagContent.SpecIndex, C1G2Content.Crc | C1G2Content.Pc))
    {
        Priority = 3, State = RoSpecState.Active,
    };

    private static readonly LlrpStatus Refusal = LlrpStatus.Failure(
        100, "nej tack, åäö", new LlrpStatusStep(177, null, 201), new LlrpStatusStep(183, null, 200), new LlrpStatusStep(null, 2, 301));

    private static readonly LlrpMessage[] Messages =
    [
        new BareMessage(LlrpMessageType.Keepalive) { Id = uint.MaxValue },
        new BareMessage(LlrpMessageType.KeepaliveAck),
        new BareMessage(LlrpMessageType.CloseConnection),
        new BareMessage(LlrpMessageType.EnableEventsAndReports),
        new BareMessage(LlrpMessageType.GetRoSpecs),
        new BareMessage(LlrpMessageType.GetReport),
        new SpecCommand(LlrpMessageType.DeleteRoSpec, 0),
        new SpecCommand(LlrpMessageType.EnableRoSpec, 0xDEADBEEF),
        new SpecCommand(LlrpMessageType.StartRoSpec, 1),
        new SpecCommand(LlrpMessageType.StopRoSpec, 2),
        new SpecCommand(LlrpMessageType.DisableRoSpec, 3),
        new SpecCommand(LlrpMessageType.DeleteAccessSpec, 4),
        new AddRoSpec(Spec),
        new AddRoSpec(RoSpec.PeriodicInventory(1, [1, 2], TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2))),
        new AddRoSpec(new RoSpec(5, new RoSpecStart(RoSpecStartTrigger.Immediate), null, [new AiSpec([4], TimeSpan.FromMilliseconds(500))], null)),
        new SetReaderConfig
        {
            ResetToFactoryDefault = true,
            Events = [new EventNotificationState(ReaderEventKind.RoSpec, true), new EventNotificationState(ReaderEventKind.Antenna, false)],
            Report = Spec.Report, Keepalive = TimeSpan.FromSeconds(5), HoldEventsAndReports = true,
        },
        new SetReaderConfig { Keepalive = TimeSpan.Zero, HoldEventsAndReports = false },
        new SetReaderConfig(),
        new GetReaderConfig(ReaderConfigPart.AntennaProperties, 3) { GpiPort = 1, GpoPort = 2 },
        new GetReaderConfigResponse(LlrpStatus.Success)
        {
            Identification = new ReaderIdentification(false, new byte[] { 0, 0x16, 0x25, 0xFF, 0xFE, 1, 2, 3 }),
            Antennas = [new AntennaProperties(1, true, 600), new AntennaProperties(2, false, -150)],
        },
        new GetReaderCapabilities(2),
        new GetReaderCapabilitiesResponse(LlrpStatus.Success)
        {
            General = new GeneralDeviceCapabilities(4, true, false, 25882, 2001002, "5.14.0"),
            Llrp = new LlrpCapabilities(true, false, true, false, true, 7, 500, 1, 32, 2, 1508, 8),
        },
        new GetReaderCapabilitiesResponse(LlrpStatus.Success) { Llrp = new LlrpCapabilities(false, true, false, true, false, 1, 2, 3, 4, 5, 6, 7), General = new GeneralDeviceCapabilities(1, false, true, 1, 2, "") },
        new StatusResponse(LlrpMessageType.AddRoSpecResponse, Refusal),
        new StatusResponse(LlrpMessageType.ErrorMessage, LlrpStatus.Failure(110, "version")) { Version = 2 },
        new GetRoSpecsResponse(LlrpStatus.Success, [Spec]),
        new ReaderEventNotification(
            new ReaderTime(1_795_338_000_000_001, IsUptime: false),
            [
                new ConnectionAttemptNotice(ConnectionAttemptStatus.AnotherConnectionAttempted), new ConnectionCloseNotice(), new AntennaNotice(2, true), new AntennaNotice(3, false),
                new RoSpecNotice(RoSpecChange.Preempted, 1, 2), new BufferWarningNotice(90), new BufferOverflowNotice(), new ReaderExceptionNotice("varm"),
            ]),
        new ReaderEventNotification(new ReaderTime(ulong.MaxValue, IsUptime: true), []),
        new ReaderEventNotification(null, []),
        new RoAccessReport([]),
        new RoAccessReport(
        [
            new TagReport(Convert.FromHexString("3034257BF7194E4000001A8A"))
            {
                Antenna = 2, PeakRssi = -128, FirstSeen = new ReaderTime(1, false), LastSeen = new ReaderTime(2, false), SeenCount = 65535, ChannelIndex = 5, RoSpecId = 6,
                SpecIndex = 7, InventoryParameterSpecId = 8, AccessSpecId = 9, Pc = 0x3000, Crc = 0xABCD,
            },
        ]),
        new RoAccessReport([new TagReport(Convert.FromHexString("1FB41F712AC9C37AB79D618173188324001A")) { PeakRssi = 127, FirstSeen = new ReaderTime(3, true), LastSeen = new ReaderTime(4, true) }]),
        new RoAccessReport([new TagReport(Convert.FromHexString("E0")) { EpcBits = 3 }]),
        new OtherMessage(LlrpMessageType.CustomMessage, new byte[] { 1, 2, 3, 4, 5 }),
    ];

    public static TheoryData<int> Indexes => [.. Enumerable.Range(0, Messages.Length)];

    [Theory]
    [MemberData(nameof(Indexes))]
    public void A_message_written_reads_back_the_same(int index)
    {
        var message = Messages[index];

        var octets = LlrpCodec.Encode(message);
        var sequence = new ReadOnlySequence<byte>(octets);
        Assert.True(LlrpFrame.TryCut(ref sequence, out var frame, out _));
        Assert.True(LlrpCodec.TryDecode(frame, new StickyValues(), out var again, out var notes), notes.Error);

        Assert.True(sequence.IsEmpty);
        Assert.Empty(notes.Warnings);
        Assert.Equal(message.GetType(), again.GetType());
        Assert.Equivalent(message, again, strict: true);
        Assert.Equal(octets, LlrpCodec.Encode(again));
    }

    [Fact]
    public void Every_typed_message_and_notice_is_among_those_that_round_trip()
    {
        var notices = Messages.OfType<ReaderEventNotification>().SelectMany(n => n.Notices).Select(n => n.GetType());
        var tried = Messages.Select(m => m.GetType()).Concat(notices).ToHashSet();

        var typed = typeof(LlrpMessage).Assembly.GetTypes()
            .Where(t => t is { IsAbstract: false } && (t.IsSubclassOf(typeof(LlrpMessage)) || t.IsSubclassOf(typeof(ReaderNotice))));

        Assert.Empty(typed.Except(tried));
    }

    [Fact]
    public void Every_value_of_a_tag_is_among_those_that_round_trip()
    {
        var full = Messages.OfType<RoAccessReport>().SelectMany(r => r.Tags).First();

        Assert.All(typeof(TagReport).GetProperties(BindingFlags.Public | BindingFlags.Instance), p => Assert.NotNull(p.GetValue(full)));
    }
}
