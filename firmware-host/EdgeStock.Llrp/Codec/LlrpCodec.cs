using System.Diagnostics.CodeAnalysis;

namespace EdgeStock.Llrp;

/// <summary>Messages to and from octets. Decoding never throws on what a reader sends.</summary>
public static class LlrpCodec
{
    /// <summary>
    /// Decodes a message. False means that it is malformed: the notes say why, and <paramref name="sticky"/> is as before.
    /// What is unknown inside a well-formed message is skipped and noted.
    /// </summary>
    public static bool TryDecode(LlrpFrame frame, StickyValues sticky, [NotNullWhen(true)] out LlrpMessage? message, out DecodeNotes notes)
    {
        notes = new DecodeNotes();
        var body = new BoundedReader(frame.Body.Span, notes);
        var decoded = Read(frame, ref body, sticky) with { Id = frame.Id, Version = frame.Version };
        message = notes.Failed ? null : decoded;
        return !notes.Failed;
    }

    /// <summary>The whole message with its header.</summary>
    public static byte[] Encode(LlrpMessage message) => LlrpWriter.Message(message.Version, message.Type, message.Id, w => Write(w, message));

    private static LlrpMessage Read(LlrpFrame frame, ref BoundedReader body, StickyValues sticky)
    {
        switch (frame.Type)
        {
            case LlrpMessageType.RoAccessReport:
                return TagReportCodec.ReadReport(ref body, sticky);
            case LlrpMessageType.ReaderEventNotification:
                return ReaderNoticeCodec.Read(ref body);
            case LlrpMessageType.SetReaderConfig:
                return ReaderConfigCodec.ReadSet(ref body);
            case LlrpMessageType.GetReaderConfig:
                return ReaderConfigCodec.ReadGet(ref body);
            case LlrpMessageType.GetReaderConfigResponse:
                return ReaderConfigCodec.ReadResponse(ref body);
            case LlrpMessageType.GetReaderCapabilities:
                return new GetReaderCapabilities(body.U8());
            case LlrpMessageType.GetReaderCapabilitiesResponse:
                return ReaderCapabilitiesCodec.Read(ref body);
            case LlrpMessageType.AddRoSpec:
                return ReadAddRoSpec(ref body);
            case (>= LlrpMessageType.DeleteRoSpec and <= LlrpMessageType.DisableRoSpec) or LlrpMessageType.DeleteAccessSpec:
                return new SpecCommand(frame.Type, body.U32());
            case (>= LlrpMessageType.AddRoSpecResponse and <= LlrpMessageType.GetRoSpecsResponse) or LlrpMessageType.DeleteAccessSpecResponse
                or LlrpMessageType.SetReaderConfigResponse or LlrpMessageType.CloseConnectionResponse or LlrpMessageType.ErrorMessage:
                return ReadStatus(frame.Type, ref body);
            case LlrpMessageType.Keepalive or LlrpMessageType.KeepaliveAck or LlrpMessageType.EnableEventsAndReports
                or LlrpMessageType.CloseConnection or LlrpMessageType.GetRoSpecs or LlrpMessageType.GetReport:
                return new BareMessage(frame.Type);
            default:
                return new OtherMessage(frame.Type, frame.Body);
        }
    }

    private static void Write(LlrpWriter writer, LlrpMessage message)
    {
        switch (message)
        {
            case RoAccessReport m:
                foreach (var tag in m.Tags)
                {
                    TagReportCodec.Write(writer, tag);
                }

                break;
            case ReaderEventNotification m:
                ReaderNoticeCodec.Write(writer, m);
                break;
            case SetReaderConfig m:
                ReaderConfigCodec.WriteSet(writer, m);
                break;
            case GetReaderConfig m:
                ReaderConfigCodec.WriteGet(writer, m);
                break;
            case GetReaderConfigResponse m:
                ReaderConfigCodec.WriteResponse(writer, m);
                break;
            case GetReaderCapabilities m:
                writer.U8(m.Requested);
                break;
            case GetReaderCapabilitiesResponse m:
                ReaderCapabilitiesCodec.Write(writer, m);
                break;
            case AddRoSpec m:
                RoSpecCodec.Write(writer, m.Spec);
                break;
            case SpecCommand m:
                writer.U32(m.SpecId);
                break;
            case GetRoSpecsResponse m:
                m.Status.Write(writer);
                foreach (var spec in m.Specs)
                {
                    RoSpecCodec.Write(writer, spec);
                }

                break;
            case StatusMessage m:
                m.Status.Write(writer);
                break;
            case OtherMessage m:
                writer.Bytes(m.Body.Span);
                break;
            default:
                break;
        }
    }

    private static LlrpMessage ReadAddRoSpec(ref BoundedReader body)
    {
        RoSpec? spec = null;
        var start = body.Offset;
        while (body.TryNext(out var type, out var value))
        {
            if (type == ParameterType.RoSpec)
            {
                spec = RoSpecCodec.Read(ref value);
            }
            else
            {
                value.Skip(type);
            }
        }

        if (spec is null)
        {
            body.Notes.Fail(start, "ADD_ROSPEC without a ROSpec");
            return new BareMessage(LlrpMessageType.AddRoSpec);
        }

        return new AddRoSpec(spec);
    }

    private static StatusMessage ReadStatus(LlrpMessageType messageType, ref BoundedReader body)
    {
        LlrpStatus? status = null;
        var specs = new List<RoSpec>();
        var start = body.Offset;
        while (body.TryNext(out var type, out var value))
        {
            if (type == ParameterType.LlrpStatus)
            {
                status = LlrpStatus.Read(ref value);
            }
            else if (type == ParameterType.RoSpec && messageType == LlrpMessageType.GetRoSpecsResponse)
            {
                specs.Add(RoSpecCodec.Read(ref value));
            }
            else
            {
                value.Skip(type);
            }
        }

        if (status is null)
        {
            body.Notes.Fail(start, $"{messageType.StandardName()} without an LLRPStatus");
        }

        status ??= LlrpStatus.Success;
        return messageType == LlrpMessageType.GetRoSpecsResponse ? new GetRoSpecsResponse(status, specs) : new StatusResponse(messageType, status);
    }
}
