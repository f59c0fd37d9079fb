using EdgeStock.Llrp;

namespace EdgeStock.Simulator.Devices.LlrpReader;

/// <summary>Takes a client's messages one by one and answers as the standard says.</summary>
internal sealed class ReaderRequests(ReaderEmulator reader, ReaderSession session)
{
    private readonly StickyValues unused = new();

    /// <summary>False when the client asked to close.</summary>
    public bool Take(LlrpFrame frame)
    {
        if (frame.Version != 1)
        {
            Answer(frame, new StatusResponse(LlrpMessageType.ErrorMessage, LlrpStatus.Failure(LlrpStatusCode.UnsupportedVersion, "LLRP version not supported")));
            return true;
        }

        if (frame.Type == LlrpMessageType.ErrorMessage)
        {
            // never answered
            return true;
        }

        if (!LlrpCodec.TryDecode(frame, unused, out var message, out var notes))
        {
            Refuse(frame, LlrpStatus.Failure(LlrpStatusCode.ParameterError, $"{notes.Error} at offset {notes.ErrorOffset}"));
        }
        else if (notes.Skipped > 0)
        {
            // another maker's extension is refused, not ignored
            Refuse(frame, LlrpStatus.Failure(LlrpStatusCode.UnsupportedParameter, notes.Warnings[0]));
        }
        else
        {
            Answer(frame, message);
        }

        return frame.Type != LlrpMessageType.CloseConnection;
    }

    private void Answer(LlrpFrame frame, LlrpMessage message)
    {
        switch (message)
        {
            case StatusResponse { Type: LlrpMessageType.ErrorMessage } error:
                session.Send(error with { Id = frame.Id, Version = frame.Version });
                break;
            case SetReaderConfig config:
                Respond(frame, reader.Configure(session, config));
                break;
            case AddRoSpec add:
                Respond(frame, reader.Add(add.Spec));
                break;
            case SpecCommand { Type: LlrpMessageType.DeleteAccessSpec }:
                // it has none, so all of them are deleted
                Respond(frame, LlrpStatus.Success);
                break;
            case SpecCommand command:
                Respond(frame, reader.Command(command));
                break;
            case GetReaderConfig get:
                session.Send(reader.Config(get) with { Id = frame.Id });
                break;
            case GetReaderCapabilities get:
                session.Send(reader.Capabilities(get) with { Id = frame.Id });
                break;
            case { Type: LlrpMessageType.GetRoSpecs }:
                session.Send(new GetRoSpecsResponse(LlrpStatus.Success, reader.RoSpecs) { Id = frame.Id });
                break;
            case { Type: LlrpMessageType.EnableEventsAndReports }:
                reader.ReleaseReports(session);
                break;
            case { Type: LlrpMessageType.CloseConnection }:
                Respond(frame, LlrpStatus.Success);
                break;
            case { Type: LlrpMessageType.KeepaliveAck }:
                break;
            default:
                Refuse(frame, LlrpStatus.Failure(LlrpStatusCode.UnsupportedMessage, $"{frame.Type.StandardName()} is not supported"));
                break;
        }
    }

    private void Respond(LlrpFrame request, LlrpStatus status) =>
        session.Send(new StatusResponse(request.Type.Response() ?? LlrpMessageType.ErrorMessage, status) { Id = request.Id });

    // by the request's own response where it has one that is nothing but a status
    private void Refuse(LlrpFrame request, LlrpStatus status)
    {
        var known = request.Type.Response() is { } && status.Code != LlrpStatusCode.UnsupportedMessage;
        var message = new StatusResponse(known ? request.Type.Response()!.Value : LlrpMessageType.ErrorMessage, status);
        session.Send(message with { Id = request.Id });
    }
}
