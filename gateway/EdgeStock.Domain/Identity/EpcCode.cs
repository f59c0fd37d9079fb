using System.Globalization;
using System.Numerics;
using System.Text;

namespace EdgeStock.Domain;

/// <summary>
/// A tag's EPC memory to what it says, and back (GS1 EPC Tag Data Standard: partition tables of the 96-bit and the long schemes). What cannot be
/// decoded is raw; that something decodes is no proof that its product exists.
/// </summary>
public static class EpcCode
{
    /// <summary>Bits and digits of the company prefix, by partition.</summary>
    private static readonly (int Bits, int Digits)[] Prefix = [(40, 12), (37, 11), (34, 10), (30, 9), (27, 8), (24, 7), (20, 6)];

    private static readonly (EpcScheme Scheme, byte Header, string Name, int Bits)[] Schemes =
    [
        (EpcScheme.Sgtin96, 0x30, "sgtin", 96), (EpcScheme.Sgtin198, 0x36, "sgtin", 198), (EpcScheme.Sscc96, 0x31, "sscc", 96), (EpcScheme.Sgln96, 0x32, "sgln", 96),
        (EpcScheme.Sgln195, 0x39, "sgln", 195), (EpcScheme.Grai96, 0x33, "grai", 96), (EpcScheme.Grai170, 0x37, "grai", 170), (EpcScheme.Giai96, 0x34, "giai", 96), (EpcScheme.Giai202, 0x38, "giai", 202),
    ];

    /// <summary>What a tag says.</summary>
    /// <param name="pc">Its protocol control word, when the reader gives it. With the toggle bit (0x0100) the memory is of ISO's kind, not of GS1's.</param>
    public static EpcIdentity Decode(Epc epc, int? pc = null)
    {
        var octets = Convert.FromHexString(epc.Hex);
        var known = Schemes.FirstOrDefault(s => s.Header == octets[0]);
        var decoded = known.Name is null || octets.Length * 8 < known.Bits || (pc & 0x0100) == 0x0100 ? null : Decode(octets, known.Scheme, known.Name, known.Bits);
        return decoded ?? new(EpcScheme.Raw, string.Create(CultureInfo.InvariantCulture, $"urn:epc:raw:{octets.Length * 8}.x{epc.Hex}"));
    }

    /// <summary>A trade item's tag of 96 bits.</summary>
    /// <param name="prefixDigits">Digits of the company prefix in the product code, 6 to 12.</param>
    /// <exception cref="ArgumentException">The serial has more than 38 bits, or a number is out of its range.</exception>
    public static Epc EncodeSgtin96(int filter, Gtin gtin, int prefixDigits, long serial)
    {
        if (filter is < 0 or > 7 || prefixDigits is < 6 or > 12 || serial is < 0 or >= 1L << 38)
        {
            throw new ArgumentException("filter 0 to 7, prefix of 6 to 12 digits, serial below 274,877,906,944", nameof(serial));
        }

        var partition = 12 - prefixDigits;
        var (prefix, item) = (gtin.Digits[1..(1 + prefixDigits)], gtin.Digits[0] + gtin.Digits[(1 + prefixDigits)..13]);
        var bits = (BigInteger)0x30;
        bits = (bits << 3) | filter;
        bits = (bits << 3) | partition;
        bits = (bits << Prefix[partition].Bits) | BigInteger.Parse(prefix, CultureInfo.InvariantCulture);
        bits = (bits << (44 - Prefix[partition].Bits)) | BigInteger.Parse(item, CultureInfo.InvariantCulture);
        bits = (bits << 38) | serial;
        return Epc.From(Convert.ToHexString(bits.ToByteArray(isUnsigned: true, isBigEndian: true)).PadLeft(24, '0'));
    }

    private static EpcIdentity? Decode(byte[] octets, EpcScheme scheme, string name, int length)
    {
        var bits = new EpcBits(octets);
        bits.Take(8);
        var (filter, partition) = ((int)bits.Take(3), (int)bits.Take(3));
        if (partition >= Prefix.Length || bits.Digits(Prefix[partition].Bits, Prefix[partition].Digits) is not { } prefix)
        {
            return null;
        }

        var (prefixBits, digits) = Prefix[partition];
        var (second, third) = scheme switch
        {
            EpcScheme.Sgtin96 => (bits.Digits(44 - prefixBits, 13 - digits), (string?)bits.Take(38).ToString(CultureInfo.InvariantCulture)),
            EpcScheme.Sgtin198 => (bits.Digits(44 - prefixBits, 13 - digits), bits.Signs(140)),
            EpcScheme.Sscc96 => (bits.Digits(58 - prefixBits, 17 - digits), bits.Take(24).IsZero ? "" : null),
            EpcScheme.Sgln96 => (bits.Digits(41 - prefixBits, 12 - digits), bits.Take(41).ToString(CultureInfo.InvariantCulture)),
            EpcScheme.Sgln195 => (bits.Digits(41 - prefixBits, 12 - digits), bits.Signs(140)),
            EpcScheme.Grai96 => (bits.Digits(44 - prefixBits, 12 - digits), bits.Take(38).ToString(CultureInfo.InvariantCulture)),
            EpcScheme.Grai170 => (bits.Digits(44 - prefixBits, 12 - digits), bits.Signs(112)),
            EpcScheme.Giai96 => (bits.Take(82 - prefixBits).ToString(CultureInfo.InvariantCulture) is var asset && asset.Length <= 25 - digits ? asset : null, ""),
            _ => (bits.Signs(length - 14 - prefixBits), ""),
        };
        return second is null || third is null || !bits.RestIsZero() ? null : Describe(scheme, name, length, filter, prefix, second, third);
    }

    private static EpcIdentity Describe(EpcScheme scheme, string name, int length, int filter, string prefix, string second, string third)
    {
        var parts = name switch { "sscc" => $"{prefix}.{second}", "giai" => $"{prefix}.{Escape(second)}", _ => $"{prefix}.{second}.{Escape(third)}" };
        var identity = new EpcIdentity(scheme, $"urn:epc:id:{name}:{parts}")
        {
            TagUri = string.Create(CultureInfo.InvariantCulture, $"urn:epc:tag:{name}-{length}:{filter}.{parts}"),
            Filter = filter,
            Packaging = name switch
            {
                "sgtin" => filter switch { 1 or 7 => Packaging.Item, 2 or 4 or 6 => Packaging.Case, _ => Packaging.Unknown },
                "sscc" or "grai" => Packaging.Logistic,
                _ => Packaging.Unknown,
            },
        };
        switch (name)
        {
            case "sgtin":
                var item = Checked(second[0] + prefix + second[1..]);
                Gtin.TryFrom(item, out var gtin);
                return identity with { Gtin = gtin, Serial = third, ElementString = $"(01){item}(21){third}", DigitalLink = $"https://id.gs1.org/01/{item}/21/{Escape(third)}" };
            case "sscc":
                var unit = Checked(second[0] + prefix + second[1..]);
                return identity with { Sscc = unit, ElementString = $"(00){unit}", DigitalLink = $"https://id.gs1.org/00/{unit}" };
            case "sgln":
                var place = Checked(prefix + second);
                return identity with
                {
                    Gln = place,
                    Serial = third == "0" ? null : third,
                    ElementString = third == "0" ? $"(414){place}" : $"(414){place}(254){third}",
                    DigitalLink = third == "0" ? $"https://id.gs1.org/414/{place}" : $"https://id.gs1.org/414/{place}/254/{Escape(third)}",
                };
            case "grai":
                var container = "0" + Checked(prefix + second);
                return identity with { Grai = container, Serial = third, ElementString = $"(8003){container}{third}", DigitalLink = $"https://id.gs1.org/8003/{container}{Escape(third)}" };
            default:
                return identity with { Giai = prefix + second, ElementString = $"(8004){prefix}{second}", DigitalLink = $"https://id.gs1.org/8004/{prefix}{Escape(second)}" };
        }
    }

    private static string Checked(string digits) => digits + Gtin.CheckDigit(digits).ToString(CultureInfo.InvariantCulture);

    /// <summary>Signs that mean something in a URI are written by their number.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var sign in text)
        {
            escaped.Append("\"%&/<>?".Contains(sign, StringComparison.Ordinal) ? string.Create(CultureInfo.InvariantCulture, $"%{(int)sign:X2}") : sign);
        }

        return escaped.ToString();
    }
}
