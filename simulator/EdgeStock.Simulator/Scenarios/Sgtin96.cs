using System.Buffers.Binary;
using System.Globalization;

namespace EdgeStock.Simulator.Scenarios;

/// <summary>A GTIN and a serial number as the 96 bits of a tag (EPC Tag Data Standard, SGTIN-96).</summary>
internal static class Sgtin96
{
    private const int Header = 0x30;
    private const int SerialBits = 38;

    /// <summary>Bits of the company prefix by partition 0 to 6, for prefixes of 12 down to 6 digits.</summary>
    private static readonly int[] PrefixBits = [40, 37, 34, 30, 27, 24, 20];

    /// <summary>The EPC.</summary>
    /// <param name="gtin14">GTIN of 14 digits.</param>
    /// <param name="prefixDigits">Digits of its company prefix, 6 to 12.</param>
    /// <param name="filter">What is tagged; 1 is a single trade item.</param>
    /// <param name="serial">Below 2^38.</param>
    public static byte[] Encode(string gtin14, int prefixDigits, int filter, long serial)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(gtin14.Length, 14, nameof(gtin14));
        ArgumentOutOfRangeException.ThrowIfLessThan(prefixDigits, 6);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(prefixDigits, 12);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(serial, 1L << SerialBits);
        var partition = 12 - prefixDigits;
        var prefix = long.Parse(gtin14.AsSpan(1, prefixDigits), CultureInfo.InvariantCulture);
        var item = long.Parse(string.Concat(gtin14.AsSpan(0, 1), gtin14.AsSpan(1 + prefixDigits, 12 - prefixDigits)), CultureInfo.InvariantCulture);

        UInt128 bits = Header;
        bits = (bits << 3) | (uint)filter;
        bits = (bits << 3) | (uint)partition;
        bits = (bits << PrefixBits[partition]) | (ulong)prefix;
        bits = (bits << (44 - PrefixBits[partition])) | (ulong)item;
        bits = (bits << SerialBits) | (ulong)serial;

        var wide = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(wide, bits);
        return wide[4..];
    }
}
