namespace EdgeStock.Llrp;

/// <summary>TagReportData (240) to and from octets. LastSeen may be given without FirstSeen and either by UTC or by uptime.</summary>
internal static class TagReportCodec
{
    private const int Epc96Length = 12;

    /// <summary>Reads the tags of a report; what a tag leaves out comes from the tag before, at first from <paramref name="sticky"/>.</summary>
    public static RoAccessReport ReadReport(ref BoundedReader body, StickyValues sticky)
    {
        var tags = new List<TagReport>();
        var last = sticky.Last;
        while (body.TryNext(out var type, out var value))
        {
            if (type != ParameterType.TagReportData)
            {
                value.Skip(type);
            }
            else if (Read(ref value, last) is { } tag)
            {
                tags.Add(tag);
                last = tag;
            }
        }

        if (!body.Notes.Failed)
        {
            // a refused report changes nothing
            sticky.Last = last;
        }

        return new RoAccessReport(tags);
    }

    /// <summary>Whether a parameter inside TagReportData becomes a value of <see cref="TagReport"/>.</summary>
    public static bool Knows(ushort type) =>
        type is (>= ParameterType.AntennaId and <= ParameterType.SpecIndex) or ParameterType.AccessSpecId or ParameterType.EpcData;

    /// <summary>Reads one tag; null without an EPC.</summary>
    public static TagReport? Read(ref BoundedReader value, TagReport last)
    {
        ReadOnlyMemory<byte>? epc = null;
        var epcBits = 0;
        ushort? antenna = last.Antenna, count = last.SeenCount, channel = last.ChannelIndex, specIndex = last.SpecIndex;
        ushort? parameterSpec = last.InventoryParameterSpecId, pc = last.Pc, crc = last.Crc;
        uint? roSpec = last.RoSpecId, accessSpec = last.AccessSpecId;
        sbyte? rssi = last.PeakRssi;
        ReaderTime? firstSeen = last.FirstSeen, lastSeen = last.LastSeen;
        while (value.TryNext(out var type, out var inner))
        {
            switch (type)
            {
                case ParameterType.Epc96:
                    (epc, epcBits) = (inner.Take(Epc96Length).ToArray(), Epc96Length * 8);
                    break;
                case ParameterType.EpcData:
                    epc = inner.BitArray(out epcBits).ToArray();
                    break;
                case ParameterType.AntennaId:
                    antenna = inner.U16();
                    break;
                case ParameterType.PeakRssi:
                    rssi = inner.S8();
                    break;
                case ParameterType.FirstSeenUtc or ParameterType.FirstSeenUptime:
                    firstSeen = new ReaderTime(inner.U64(), type == ParameterType.FirstSeenUptime);
                    break;
                case ParameterType.LastSeenUtc or ParameterType.LastSeenUptime:
                    lastSeen = new ReaderTime(inner.U64(), type == ParameterType.LastSeenUptime);
                    break;
                case ParameterType.TagSeenCount:
                    count = inner.U16();
                    break;
                case ParameterType.ChannelIndex:
                    channel = inner.U16();
                    break;
                case ParameterType.RoSpecId:
                    roSpec = inner.U32();
                    break;
                case ParameterType.SpecIndex:
                    specIndex = inner.U16();
                    break;
                case ParameterType.InventoryParameterSpecId:
                    parameterSpec = inner.U16();
                    break;
                case ParameterType.AccessSpecId:
                    accessSpec = inner.U32();
                    break;
                case ParameterType.C1G2Pc:
                    pc = inner.U16();
                    break;
                case ParameterType.C1G2Crc:
                    crc = inner.U16();
                    break;
                default:
                    inner.Skip(type);
                    break;
            }
        }

        if (epc is null)
        {
            value.Notes.Skip("a TagReportData without an EPC is skipped");
            return null;
        }

        return new TagReport(epc.Value)
        {
            EpcBits = epcBits, Antenna = antenna, PeakRssi = rssi, FirstSeen = firstSeen, LastSeen = lastSeen, SeenCount = count, ChannelIndex = channel,
            RoSpecId = roSpec, SpecIndex = specIndex, InventoryParameterSpecId = parameterSpec, AccessSpecId = accessSpec, Pc = pc, Crc = crc,
        };
    }

    /// <summary>Writes every value that the tag has, in the order of the standard.</summary>
    public static void Write(LlrpWriter writer, TagReport tag) => writer.Tlv(ParameterType.TagReportData, w =>
    {
        if (tag.EpcBits == Epc96Length * 8)
        {
            w.Tv(ParameterType.Epc96).Bytes(tag.Epc.Span);
        }
        else
        {
            w.Tlv(ParameterType.EpcData, d => d.U16(tag.EpcBits).Bytes(tag.Epc.Span));
        }

        U32(w, ParameterType.RoSpecId, tag.RoSpecId);
        U16(w, ParameterType.SpecIndex, tag.SpecIndex);
        U16(w, ParameterType.InventoryParameterSpecId, tag.InventoryParameterSpecId);
        U16(w, ParameterType.AntennaId, tag.Antenna);
        if (tag.PeakRssi is { } rssi)
        {
            w.Tv(ParameterType.PeakRssi).U8(unchecked((byte)rssi));
        }

        U16(w, ParameterType.ChannelIndex, tag.ChannelIndex);
        Time(w, ParameterType.FirstSeenUtc, tag.FirstSeen);
        Time(w, ParameterType.LastSeenUtc, tag.LastSeen);
        U16(w, ParameterType.TagSeenCount, tag.SeenCount);
        U16(w, ParameterType.C1G2Pc, tag.Pc);
        U16(w, ParameterType.C1G2Crc, tag.Crc);
        U32(w, ParameterType.AccessSpecId, tag.AccessSpecId);
    });

    private static void U16(LlrpWriter writer, ushort type, ushort? value)
    {
        if (value is { } v)
        {
            writer.Tv(type).U16(v);
        }
    }

    private static void U32(LlrpWriter writer, ushort type, uint? value)
    {
        if (value is { } v)
        {
            writer.Tv(type).U32(v);
        }
    }

    // the uptime twin of a UTC timestamp has the next number
    private static void Time(LlrpWriter writer, ushort utcType, ReaderTime? value)
    {
        if (value is { } v)
        {
            writer.Tv((ushort)(v.IsUptime ? utcType + 1 : utcType)).U64(v.Microseconds);
        }
    }
}
