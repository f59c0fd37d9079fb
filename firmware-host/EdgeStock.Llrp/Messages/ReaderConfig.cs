namespace EdgeStock.Llrp;

/// <summary>Sets what holds for the duration of the connection; a null part is left as it is.</summary>
public sealed record SetReaderConfig() : LlrpMessage(LlrpMessageType.SetReaderConfig)
{
    public bool ResetToFactoryDefault { get; init; }

    /// <summary>Which events the reader is to report.</summary>
    public IReadOnlyList<EventNotificationState> Events { get; init; } = [];

    /// <summary>The default for ROSpecs without one of their own.</summary>
    public RoReportSpec? Report { get; init; }

    /// <summary>Interval of KEEPALIVE; zero turns it off.</summary>
    public TimeSpan? Keepalive { get; init; }

    /// <summary>Whether the reader holds events and reports back on a new connection until told otherwise.</summary>
    public bool? HoldEventsAndReports { get; init; }
}

/// <summary>Turns one kind of event on or off.</summary>
public sealed record EventNotificationState(ReaderEventKind Kind, bool Enabled);

/// <summary>Kinds of event that can be turned on (EventNotificationState, 245).</summary>
public enum ReaderEventKind
{
    Hopping,
    Gpi,
    RoSpec,
    ReportBufferWarning,
    ReaderException,
    RfSurvey,
    AiSpec,
    AiSpecWithDetails,
    Antenna,
}

/// <summary>Asks for part of the configuration. Asking for everything may key the transmitter, so it is not for polling.</summary>
/// <param name="Requested">What is asked for.</param>
/// <param name="Antenna">0 for all.</param>
public sealed record GetReaderConfig(ReaderConfigPart Requested, ushort Antenna = 0) : LlrpMessage(LlrpMessageType.GetReaderConfig)
{
    public ushort GpiPort { get; init; }

    public ushort GpoPort { get; init; }
}

/// <summary>What GET_READER_CONFIG can ask for, as far as it is used here.</summary>
public enum ReaderConfigPart : byte
{
    All = 0,
    Identification = 1,
    AntennaProperties = 2,
}

/// <summary>The configuration asked for.</summary>
public sealed record GetReaderConfigResponse(LlrpStatus Status) : StatusMessage(LlrpMessageType.GetReaderConfigResponse, Status)
{
    /// <summary>The reader's own id, a MAC address (EUI-64) or an EPC.</summary>
    public ReaderIdentification? Identification { get; init; }

    public IReadOnlyList<AntennaProperties> Antennas { get; init; } = [];
}

/// <summary>What the reader is called.</summary>
public sealed record ReaderIdentification(bool IsEpc, ReadOnlyMemory<byte> Id);

/// <summary>Whether an antenna is connected, and its gain in hundredths of dBi.</summary>
public sealed record AntennaProperties(ushort Antenna, bool Connected, short GainCentiDbi);
