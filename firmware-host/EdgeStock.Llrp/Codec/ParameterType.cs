namespace EdgeStock.Llrp;

/// <summary>Numbers of the parameters that the typed messages use (LLRP 1.0.1, 16.2); all others are in <see cref="LlrpSchema"/> alone.</summary>
internal static class ParameterType
{
    // TV, one octet of header
    public const ushort AntennaId = 1;
    public const ushort FirstSeenUtc = 2;
    public const ushort FirstSeenUptime = 3;
    public const ushort LastSeenUtc = 4;
    public const ushort LastSeenUptime = 5;
    public const ushort PeakRssi = 6;
    public const ushort ChannelIndex = 7;
    public const ushort TagSeenCount = 8;
    public const ushort RoSpecId = 9;
    public const ushort InventoryParameterSpecId = 10;
    public const ushort C1G2Crc = 11;
    public const ushort C1G2Pc = 12;
    public const ushort Epc96 = 13;
    public const ushort SpecIndex = 14;
    public const ushort AccessSpecId = 16;

    // TLV
    public const ushort UtcTimestamp = 128;
    public const ushort Uptime = 129;
    public const ushort GeneralDeviceCapabilities = 137;
    public const ushort LlrpCapabilities = 142;
    public const ushort RoSpec = 177;
    public const ushort RoBoundarySpec = 178;
    public const ushort RoSpecStartTrigger = 179;
    public const ushort PeriodicTriggerValue = 180;
    public const ushort RoSpecStopTrigger = 182;
    public const ushort AiSpec = 183;
    public const ushort AiSpecStopTrigger = 184;
    public const ushort InventoryParameterSpec = 186;
    public const ushort Identification = 218;
    public const ushort KeepaliveSpec = 220;
    public const ushort AntennaProperties = 221;
    public const ushort EventsAndReports = 226;
    public const ushort RoReportSpec = 237;
    public const ushort TagReportContentSelector = 238;
    public const ushort TagReportData = 240;
    public const ushort EpcData = 241;
    public const ushort ReaderEventNotificationSpec = 244;
    public const ushort EventNotificationState = 245;
    public const ushort ReaderEventNotificationData = 246;
    public const ushort RoSpecEvent = 249;
    public const ushort ReportBufferLevelWarning = 250;
    public const ushort ReportBufferOverflow = 251;
    public const ushort ReaderException = 252;
    public const ushort AntennaEvent = 255;
    public const ushort ConnectionAttempt = 256;
    public const ushort ConnectionClose = 257;
    public const ushort LlrpStatus = 287;
    public const ushort FieldError = 288;
    public const ushort ParameterError = 289;
    public const ushort C1G2EpcMemorySelector = 348;
    public const ushort Custom = 1023;

    // value lengths of TV 0 to 20; 0 = not known
    private static ReadOnlySpan<byte> TvLengths => [0, 2, 8, 8, 8, 8, 1, 2, 2, 4, 2, 2, 2, 12, 2, 2, 4, 2, 4, 2, 2];

    /// <summary>Octets of the value of a TV parameter; null for an unknown one, which cannot be skipped.</summary>
    public static int? ValueLengthOfTv(ushort type) => type < TvLengths.Length && TvLengths[type] > 0 ? TvLengths[type] : null;
}
