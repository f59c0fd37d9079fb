namespace EdgeStock.Llrp;

/// <summary>GET_READER_CAPABILITIES_RESPONSE to and from octets.</summary>
internal static class ReaderCapabilitiesCodec
{
    public static GetReaderCapabilitiesResponse Read(ref BoundedReader body)
    {
        var status = LlrpStatus.Success;
        GeneralDeviceCapabilities? general = null;
        LlrpCapabilities? llrp = null;
        while (body.TryNext(out var type, out var value))
        {
            switch (type)
            {
                case ParameterType.LlrpStatus:
                    status = LlrpStatus.Read(ref value);
                    break;
                case ParameterType.GeneralDeviceCapabilities:
                    general = ReadGeneral(ref value);
                    break;
                case ParameterType.LlrpCapabilities:
                    llrp = ReadLlrp(ref value);
                    break;
                default:
                    value.Skip(type);
                    break;
            }
        }

        return new GetReaderCapabilitiesResponse(status) { General = general, Llrp = llrp };
    }

    public static void Write(LlrpWriter writer, GetReaderCapabilitiesResponse response)
    {
        response.Status.Write(writer);
        if (response.General is { } g)
        {
            writer.Tlv(ParameterType.GeneralDeviceCapabilities, w => w
                .U16(g.MaxAntennas).U16((g.CanSetAntennaProperties ? 0x8000 : 0) | (g.HasUtcClock ? 0x4000 : 0)).U32(g.Manufacturer).U32(g.Model).Utf8(g.Firmware));
        }

        if (response.Llrp is { } l)
        {
            var flags = (l.CanDoRfSurvey ? 0x80 : 0) | (l.CanReportBufferFillWarning ? 0x40 : 0) | (l.SupportsClientRequestOpSpec ? 0x20 : 0)
                | (l.CanDoStateAwareSingulation ? 0x10 : 0) | (l.SupportsHolding ? 0x08 : 0);
            writer.Tlv(ParameterType.LlrpCapabilities, w => w
                .U8(flags).U8(l.MaxPriority).U16(l.ClientRequestTimeout).U32(l.MaxRoSpecs).U32(l.MaxSpecsPerRoSpec)
                .U32(l.MaxInventoryParameterSpecsPerAiSpec).U32(l.MaxAccessSpecs).U32(l.MaxOpSpecsPerAccessSpec));
        }
    }

    private static GeneralDeviceCapabilities ReadGeneral(ref BoundedReader value)
    {
        var (antennas, flags) = (value.U16(), value.U16());
        return new GeneralDeviceCapabilities(antennas, (flags & 0x8000) != 0, (flags & 0x4000) != 0, value.U32(), value.U32(), value.Utf8());
    }

    private static LlrpCapabilities ReadLlrp(ref BoundedReader value)
    {
        var flags = value.U8();
        return new LlrpCapabilities(
            (flags & 0x80) != 0, (flags & 0x40) != 0, (flags & 0x20) != 0, (flags & 0x10) != 0, (flags & 0x08) != 0,
            value.U8(), value.U16(), value.U32(), value.U32(), value.U32(), value.U32(), value.U32());
    }
}
