namespace EdgeStock.Llrp;

/// <summary>Asks what the reader can do.</summary>
/// <param name="Requested">0 all, 1 general, 2 LLRP, 3 regulatory, 4 air protocol.</param>
public sealed record GetReaderCapabilities(byte Requested) : LlrpMessage(LlrpMessageType.GetReaderCapabilities);

/// <summary>What the reader can do, as far as it was asked for.</summary>
public sealed record GetReaderCapabilitiesResponse(LlrpStatus Status) : StatusMessage(LlrpMessageType.GetReaderCapabilitiesResponse, Status)
{
    public GeneralDeviceCapabilities? General { get; init; }

    public LlrpCapabilities? Llrp { get; init; }
}

/// <summary>Make and model of a reader.</summary>
/// <param name="MaxAntennas">Antennas are numbered 1 to this.</param>
/// <param name="CanSetAntennaProperties">Gain can be set.</param>
/// <param name="HasUtcClock">Otherwise it tells uptime.</param>
/// <param name="Manufacturer">Private enterprise number, 25882 for Impinj and 161 for Zebra.</param>
/// <param name="Model">The maker's number.</param>
/// <param name="Firmware">The maker's version.</param>
public sealed record GeneralDeviceCapabilities(
    ushort MaxAntennas, bool CanSetAntennaProperties, bool HasUtcClock, uint Manufacturer, uint Model, string Firmware);

/// <summary>What of LLRP the reader does.</summary>
public sealed record LlrpCapabilities(
    bool CanDoRfSurvey, bool CanReportBufferFillWarning, bool SupportsClientRequestOpSpec, bool CanDoStateAwareSingulation, bool SupportsHolding,
    byte MaxPriority, ushort ClientRequestTimeout, uint MaxRoSpecs, uint MaxSpecsPerRoSpec, uint MaxInventoryParameterSpecsPerAiSpec,
    uint MaxAccessSpecs, uint MaxOpSpecsPerAccessSpec);
