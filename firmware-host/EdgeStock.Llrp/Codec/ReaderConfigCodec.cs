namespace EdgeStock.Llrp;

/// <summary>Configuration and capabilities to and from octets.</summary>
internal static class ReaderConfigCodec
{
    public static SetReaderConfig ReadSet(ref BoundedReader body)
    {
        var config = new SetReaderConfig { ResetToFactoryDefault = body.TopBit() };
        while (body.TryNext(out var type, out var value))
        {
            switch (type)
            {
                case ParameterType.ReaderEventNotificationSpec:
                    config = config with { Events = ReadEvents(ref value) };
                    break;
                case ParameterType.RoReportSpec:
                    config = config with { Report = RoSpecCodec.ReadReport(ref value) };
                    break;
                case ParameterType.KeepaliveSpec:
                    var periodic = value.U8() == 1;
                    var interval = value.U32();
                    config = config with { Keepalive = TimeSpan.FromMilliseconds(periodic ? interval : 0) };
                    break;
                case ParameterType.EventsAndReports:
                    config = config with { HoldEventsAndReports = value.TopBit() };
                    break;
                default:
                    value.Skip(type);
                    break;
            }
        }

        return config;
    }

    /// <summary>The parts in the order that the standard demands.</summary>
    public static void WriteSet(LlrpWriter writer, SetReaderConfig config)
    {
        writer.TopBit(config.ResetToFactoryDefault);
        if (config.Events.Count > 0)
        {
            writer.Tlv(ParameterType.ReaderEventNotificationSpec, w =>
            {
                foreach (var state in config.Events)
                {
                    w.Tlv(ParameterType.EventNotificationState, s => s.U16((int)state.Kind).TopBit(state.Enabled));
                }
            });
        }

        if (config.Report is { } report)
        {
            RoSpecCodec.WriteReport(writer, report);
        }

        if (config.Keepalive is { } keepalive)
        {
            writer.Tlv(ParameterType.KeepaliveSpec, w => w.U8(keepalive > TimeSpan.Zero ? 1 : 0).U32((uint)keepalive.TotalMilliseconds));
        }

        if (config.HoldEventsAndReports is { } hold)
        {
            writer.Tlv(ParameterType.EventsAndReports, w => w.TopBit(hold));
        }
    }

    public static GetReaderConfig ReadGet(ref BoundedReader body)
    {
        var antenna = body.U16();
        var part = (ReaderConfigPart)body.U8();
        return new GetReaderConfig(part, antenna) { GpiPort = body.U16(), GpoPort = body.U16() };
    }

    public static void WriteGet(LlrpWriter writer, GetReaderConfig get) =>
        writer.U16(get.Antenna).U8((byte)get.Requested).U16(get.GpiPort).U16(get.GpoPort);

    public static GetReaderConfigResponse ReadResponse(ref BoundedReader body)
    {
        var status = LlrpStatus.Success;
        ReaderIdentification? identification = null;
        var antennas = new List<AntennaProperties>();
        while (body.TryNext(out var type, out var value))
        {
            switch (type)
            {
                case ParameterType.LlrpStatus:
                    status = LlrpStatus.Read(ref value);
                    break;
                case ParameterType.Identification:
                    var isEpc = value.U8() == 1;
                    identification = new ReaderIdentification(isEpc, value.Take(value.U16()).ToArray());
                    break;
                case ParameterType.AntennaProperties:
                    // the flag comes before the number
                    var connected = value.TopBit();
                    antennas.Add(new AntennaProperties(value.U16(), connected, value.S16()));
                    break;
                default:
                    value.Skip(type);
                    break;
            }
        }

        return new GetReaderConfigResponse(status) { Identification = identification, Antennas = antennas };
    }

    public static void WriteResponse(LlrpWriter writer, GetReaderConfigResponse response)
    {
        response.Status.Write(writer);
        if (response.Identification is { } id)
        {
            writer.Tlv(ParameterType.Identification, w => w.U8(id.IsEpc ? 1 : 0).U16(id.Id.Length).Bytes(id.Id.Span));
        }

        foreach (var antenna in response.Antennas)
        {
            writer.Tlv(ParameterType.AntennaProperties, w => w.TopBit(antenna.Connected).U16(antenna.Antenna).S16(antenna.GainCentiDbi));
        }
    }

    private static List<EventNotificationState> ReadEvents(ref BoundedReader value)
    {
        var events = new List<EventNotificationState>();
        while (value.TryNext(out var type, out var state))
        {
            if (type == ParameterType.EventNotificationState)
            {
                events.Add(new EventNotificationState((ReaderEventKind)state.U16(), state.TopBit()));
            }
            else
            {
                state.Skip(type);
            }
        }

        return events;
    }
}
