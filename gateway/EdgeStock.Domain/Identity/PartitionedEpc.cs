using System.Globalization;
using System.Numerics;

namespace EdgeStock.Domain;

/// <summary>
/// The schemes of fixed length, in which a partition value says how many bits are the company prefix (EPC Tag Data Standard 14.3 and 14.4; the
/// partition tables of 14.6 all rest on the one of the prefix, for prefix and reference fill a field of constant length together).
/// </summary>
internal static class PartitionedEpc
{
    /// <summary>Longest asset code, (8004).</summary>
    private const int LongestAsset = 30;

    /// <summary>Bits and digits of the company prefix, by partition.</summary>
    private static readonly (int Bits, int Digits)[] Prefixes = [(40, 12), (37, 11), (34, 10), (30, 9), (27, 8), (24, 7), (20, 6)];

    /// <summary>Reads a tag.</summary>
    /// <returns>Null when it is not of this layout.</returns>
    public static EpcIdentity? Decode(byte[] octets, EpcLayout layout)
    {
        var bits = new EpcBits(octets);
        bits.Small(8);
        var (filter, partition) = (bits.Small(3), bits.Small(3));
        if (partition >= Prefixes.Length || bits.Digits(Prefixes[partition].Bits, Prefixes[partition].Digits) is not { } prefix)
        {
            return null;
        }

        var reference = Reference(ref bits, layout, layout.Field - Prefixes[partition].Bits, prefix);
        var serial = Serial(ref bits, layout);
        if (reference is null || serial is null || bits.Overrun || !bits.RestIsZero())
        {
            return null;
        }

        var code = layout.Family switch
        {
            EpcFamily.Sgtin or EpcFamily.Sscc => Checked(reference[0] + prefix + reference[1..]),
            EpcFamily.Sgln => Checked(prefix + reference),
            EpcFamily.Grai => "0" + Checked(prefix + reference),
            _ => prefix + reference,
        };
        var parts = $"{prefix}.{EpcNames.Escape(reference)}{(layout.Serial == 0 || layout.Family == EpcFamily.Sscc ? "" : ".")}{EpcNames.Escape(serial)}";
        var said = serial.Length == 0 || (layout.Family == EpcFamily.Sgln && serial == "0") ? null : serial;
        return EpcNames.Describe(layout, filter, code, said, parts, []);
    }

    /// <summary>Writes a tag.</summary>
    /// <exception cref="ArgumentException">The key does not fit into the scheme.</exception>
    public static Epc Encode(EpcKey key, EpcLayout layout)
    {
        EpcKeyCheck.Partitioned(key, layout);
        var partition = Array.FindIndex(Prefixes, p => p.Digits == key.PrefixDigits);
        var (bits, digits) = Prefixes[partition];
        var code = key.Code;
        var (prefix, reference) = layout.Family switch
        {
            EpcFamily.Sgtin or EpcFamily.Sscc => (code[1..(1 + digits)], code[0] + code[(1 + digits)..^1]),
            EpcFamily.Sgln => (code[..digits], code[digits..^1]),
            EpcFamily.Grai => (code[1..(1 + digits)], code[(1 + digits)..^1]),
            _ => (code[..digits], code[digits..]),
        };
        var writer = new EpcBitWriter().Put(layout.Header, 8).Put(key.Filter, 3).Put(partition, 3).Digits(prefix, bits);
        if (layout is { Family: EpcFamily.Giai, Signs: > 0 })
        {
            return writer.Signs(reference, layout.Field - bits).ToEpc();
        }

        if (layout.Family == EpcFamily.Giai && !Fits(reference, layout.Field - bits))
        {
            throw new ArgumentException($"the asset reference '{reference}' is no number without leading zeros of {layout.Field - bits} bits: write it as giai-202 or giai+", nameof(key));
        }

        writer.Digits(reference, layout.Field - bits);
        if (layout.Signs > 0)
        {
            return writer.Signs(key.Serial ?? "0", layout.Serial).ToEpc();
        }

        var serial = key.Serial ?? "0";
        return Fits(serial, layout.Serial)
            ? writer.Digits(serial, layout.Serial).ToEpc()
            : throw new ArgumentException($"{layout.Name} holds a number without leading zeros of {layout.Serial} bits, not '{serial}': use the scheme's alphanumeric form", nameof(key));
    }

    private static string? Reference(ref EpcBits bits, EpcLayout layout, int length, string prefix)
    {
        if (layout.Family != EpcFamily.Giai)
        {
            return bits.Digits(length, layout.Digits - prefix.Length);
        }

        var asset = layout.Signs > 0 ? bits.Signs(length) : bits.Take(length).ToString(CultureInfo.InvariantCulture);
        return asset?.Length > (layout.Signs > 0 ? LongestAsset : layout.Digits) - prefix.Length ? null : asset;
    }

    /// <summary>The serial; "" where there is none. A logistic unit has reserved bits there, all zero.</summary>
    private static string? Serial(ref EpcBits bits, EpcLayout layout) => layout switch
    {
        { Family: EpcFamily.Giai } => "",
        { Family: EpcFamily.Sscc } => bits.Take(layout.Serial).IsZero ? "" : null,
        { Signs: > 0 } => bits.Signs(layout.Serial),
        _ => bits.Take(layout.Serial).ToString(CultureInfo.InvariantCulture),
    };

    private static bool Fits(string number, int bits) => number.Length > 0 && number.All(char.IsAsciiDigit) && (number == "0" || number[0] != '0')
        && BigInteger.Parse(number, CultureInfo.InvariantCulture) < BigInteger.One << bits;

    private static string Checked(string digits) => digits + Gtin.CheckDigit(digits).ToString(CultureInfo.InvariantCulture);
}
