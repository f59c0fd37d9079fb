namespace EdgeStock.Llrp;

/// <summary>A message, decoded. Those without a case of their own are <see cref="BareMessage"/> or <see cref="OtherMessage"/>.</summary>
/// <param name="Type">Its type on the wire.</param>
public abstract record LlrpMessage(LlrpMessageType Type)
{
    /// <summary>Correlates a response with its request.</summary>
    public uint Id { get; init; }

    /// <summary>Protocol version: 1 is LLRP 1.0.1, which every reader speaks.</summary>
    public byte Version { get; init; } = 1;
}

/// <summary>A message without a body of interest: KEEPALIVE and its answer, CLOSE_CONNECTION, GET_ROSPECS, GET_REPORT, ENABLE_EVENTS_AND_REPORTS.</summary>
public sealed record BareMessage(LlrpMessageType Type) : LlrpMessage(Type);

/// <summary>A message that is not modelled; its octets are kept.</summary>
public sealed record OtherMessage(LlrpMessageType Type, ReadOnlyMemory<byte> Body) : LlrpMessage(Type);

/// <summary>Does something to one specification by its id, 0 meaning all: DELETE, START, STOP, ENABLE, DISABLE ROSPEC and DELETE_ACCESSSPEC.</summary>
public sealed record SpecCommand(LlrpMessageType Type, uint SpecId) : LlrpMessage(Type);

/// <summary>Adds a ROSpec in state Disabled.</summary>
public sealed record AddRoSpec(RoSpec Spec) : LlrpMessage(LlrpMessageType.AddRoSpec);

/// <summary>A message that carries a status, alone or with an answer.</summary>
public abstract record StatusMessage(LlrpMessageType Type, LlrpStatus Status) : LlrpMessage(Type);

/// <summary>A response with nothing but its status, or an ERROR_MESSAGE, which is never answered.</summary>
public sealed record StatusResponse(LlrpMessageType Type, LlrpStatus Status) : StatusMessage(Type, Status);

/// <summary>The ROSpecs that a reader holds.</summary>
public sealed record GetRoSpecsResponse(LlrpStatus Status, IReadOnlyList<RoSpec> Specs) : StatusMessage(LlrpMessageType.GetRoSpecsResponse, Status);

/// <summary>What the antennas saw since the last report; may be empty.</summary>
public sealed record RoAccessReport(IReadOnlyList<TagReport> Tags) : LlrpMessage(LlrpMessageType.RoAccessReport);
