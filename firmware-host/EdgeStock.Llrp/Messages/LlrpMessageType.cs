namespace EdgeStock.Llrp;

/// <summary>Message types by their number on the wire (LLRP 1.0.1, 16.1).</summary>
public enum LlrpMessageType
{
    None = 0,
    GetReaderCapabilities = 1,
    GetReaderConfig = 2,
    SetReaderConfig = 3,
    CloseConnectionResponse = 4,
    GetReaderCapabilitiesResponse = 11,
    GetReaderConfigResponse = 12,
    SetReaderConfigResponse = 13,
    CloseConnection = 14,
    AddRoSpec = 20,
    DeleteRoSpec = 21,
    StartRoSpec = 22,
    StopRoSpec = 23,
    EnableRoSpec = 24,
    DisableRoSpec = 25,
    GetRoSpecs = 26,
    AddRoSpecResponse = 30,
    DeleteRoSpecResponse = 31,
    StartRoSpecResponse = 32,
    StopRoSpecResponse = 33,
    EnableRoSpecResponse = 34,
    DisableRoSpecResponse = 35,
    GetRoSpecsResponse = 36,
    DeleteAccessSpec = 41,
    DeleteAccessSpecResponse = 51,
    GetReport = 60,
    RoAccessReport = 61,
    Keepalive = 62,
    ReaderEventNotification = 63,
    EnableEventsAndReports = 64,
    KeepaliveAck = 72,
    ErrorMessage = 100,
    CustomMessage = 1023,
}

/// <summary>Which response belongs to which request, and what the standard calls a message.</summary>
public static class LlrpMessageTypes
{
    /// <summary>The type that answers a request; null for one that is never answered.</summary>
    public static LlrpMessageType? Response(this LlrpMessageType request) => request switch
    {
        // the response alone has the lower number
        LlrpMessageType.CloseConnection => LlrpMessageType.CloseConnectionResponse,
        LlrpMessageType.GetReaderCapabilities or LlrpMessageType.GetReaderConfig or LlrpMessageType.SetReaderConfig
            or (>= LlrpMessageType.AddRoSpec and <= LlrpMessageType.GetRoSpecs) or LlrpMessageType.DeleteAccessSpec => request + 10,
        _ => null,
    };

    /// <summary>The name in the standard, such as <c>ADD_ROSPEC</c>.</summary>
    public static string StandardName(this LlrpMessageType type) => LlrpSchema.Message((int)type)?.Name ?? $"message type {(int)type}";
}
