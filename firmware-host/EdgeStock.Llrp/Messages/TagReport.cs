namespace EdgeStock.Llrp;

/// <summary>One tag in a report, with the values that it left out taken from the one before (13.2.3). Every value but the EPC is optional.</summary>
/// <param name="Epc">EPC memory without CRC and PC; as the tag has it, not all are GS1's.</param>
public sealed record TagReport(ReadOnlyMemory<byte> Epc)
{
    /// <summary>Bits of the EPC when they are not whole octets or need to be told; always octets × 8 for tags of the air protocol.</summary>
    public int EpcBits { get; init; } = Epc.Length * 8;

    /// <summary>Antenna from 1; some readers say 0 for one they do not know.</summary>
    public ushort? Antenna { get; init; }

    /// <summary>dBm.</summary>
    public sbyte? PeakRssi { get; init; }

    public ReaderTime? FirstSeen { get; init; }

    public ReaderTime? LastSeen { get; init; }

    /// <summary>Reads that this report stands for; stays at 65535 once there.</summary>
    public ushort? SeenCount { get; init; }

    public ushort? ChannelIndex { get; init; }

    public uint? RoSpecId { get; init; }

    public ushort? SpecIndex { get; init; }

    public ushort? InventoryParameterSpecId { get; init; }

    public uint? AccessSpecId { get; init; }

    /// <summary>Protocol control word of the tag.</summary>
    public ushort? Pc { get; init; }

    public ushort? Crc { get; init; }

    /// <summary>The EPC as upper-case hexadecimal.</summary>
    public string EpcHex => Convert.ToHexString(Epc.Span);
}

/// <summary>
/// The last value of each optional parameter on one connection: a report may leave out what has not changed since (13.2.3 ii).
/// A new connection begins with new ones.
/// </summary>
public sealed class StickyValues
{
    internal TagReport Last { get; set; } = Nothing;

    internal static TagReport Nothing { get; } = new(ReadOnlyMemory<byte>.Empty);
}
