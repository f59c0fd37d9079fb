using System.Globalization;
using System.Numerics;
using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain.Identity;

/// <summary>Keys at random for every scheme, those at the edges first, and what the standard calls them.</summary>
internal static class EpcKeys
{
    public static readonly EpcScheme[] All = [.. Enum.GetValues<EpcScheme>().Where(s => s != EpcScheme.Raw)];

    private static readonly string[] Alphabets =
    [
        "0123456789", "0123456789ABCDEF", "0123456789abcdef", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", "ABCDEFGHIJKLMNOPQRSTUVWXYZ-.:0123456789",
        "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz",
    ];

    /// <summary>Most digits or bits of a serial, negative for signs.</summary>
    public static int SerialOf(EpcScheme scheme) => scheme switch
    {
        EpcScheme.Sgtin96 or EpcScheme.Grai96 => 38,
        EpcScheme.Sgln96 => 41,
        EpcScheme.Sgtin198 or EpcScheme.SgtinPlus or EpcScheme.DsgtinPlus or EpcScheme.Sgln195 or EpcScheme.SglnPlus => -20,
        EpcScheme.Grai170 or EpcScheme.GraiPlus => -16,
        _ => 0,
    };

    public static string FamilyOf(EpcScheme scheme) => scheme.ToString().ToLowerInvariant() is var name && name.StartsWith("dsgtin", StringComparison.Ordinal) ? "sgtin" : name[..4] is "sgti" ? "sgtin" : name[..4];

    /// <summary>The name in the standard: sgtin-96, sgtin+.</summary>
    public static string NameOf(EpcScheme scheme) => scheme.ToString().ToLowerInvariant() is var name && name.EndsWith("plus", StringComparison.Ordinal)
        ? name[..^4] + "+"
        : $"{FamilyOf(scheme)}-{name[FamilyOf(scheme).Length..]}";

    /// <summary>A key; the partitions one after the other, and in the first of each a serial at the edge.</summary>
    public static EpcKey Next(Random random, EpcScheme scheme, int i)
    {
        var prefixDigits = 6 + (i % 7);
        var family = FamilyOf(scheme);
        var plus = NameOf(scheme).EndsWith('+');
        var code = family switch
        {
            "sgtin" => Checked(Digits(random, 13)),
            "sscc" => Checked(Digits(random, 17)),
            "sgln" => Checked(Digits(random, 12)),
            "grai" => Checked("0" + Digits(random, 12)),
            _ => Asset(random, scheme, i, prefixDigits),
        };
        var key = new EpcKey(scheme, random.Next(8), code, Serial(random, scheme, i)) { PrefixDigits = prefixDigits };
        if (!plus || family != "sgtin")
        {
            return key;
        }

        key = key with { Lot = random.Next(2) == 0 ? null : Signs(random, random.Next(1, 21)), Expiry = random.Next(2) == 0 ? null : Day(random) };
        return scheme != EpcScheme.DsgtinPlus ? key
            : random.Next(2) == 0 || key.Expiry is null ? key with { Date = (new[] { "11", "13", "15", "16", "7006", "7007" }[random.Next(6)], Day(random)) }
            : key;
    }

    /// <summary>The tag URI that the standard gives to a key, put together from the key's own digits; null for the + schemes, which have none.</summary>
    public static string? TagUriOf(EpcKey key)
    {
        var d = key.PrefixDigits;
        var (family, code) = (FamilyOf(key.Scheme), key.Code);
        var parts = family switch
        {
            "sgtin" or "sscc" => $"{code.Substring(1, d)}.{code[0]}{code[(1 + d)..^1]}",
            "sgln" => $"{code[..d]}.{code[d..^1]}",
            "grai" => $"{code.Substring(1, d)}.{code[(1 + d)..^1]}",
            _ => $"{code[..d]}.{Escaped(code[d..])}",
        };
        var serial = family is "sscc" or "giai" ? "" : $".{Escaped(key.Serial ?? "0")}";
        return NameOf(key.Scheme).EndsWith('+') ? null : $"urn:epc:tag:{NameOf(key.Scheme)}:{key.Filter}.{parts}{serial}";
    }

    private static string Escaped(string text) => text.Replace("%", "%25").Replace("\"", "%22").Replace("&", "%26").Replace("/", "%2F").Replace("<", "%3C").Replace(">", "%3E").Replace("?", "%3F");

    private static string? Serial(Random random, EpcScheme scheme, int i)
    {
        var size = SerialOf(scheme);
        var isPlace = FamilyOf(scheme) == "sgln";
        if (size == 0 || (isPlace && i % 5 == 0))
        {
            return null;
        }

        if (size < 0)
        {
            var serial = i switch { < 7 => Signs(random, 1), < 14 => Signs(random, -size), < 21 => new string('0', -size), _ => Signs(random, random.Next(1, -size + 1)) };
            return isPlace && serial == "0" ? "1" : serial;
        }

        return (i switch { < 7 => isPlace ? 1 : 0, < 14 => (1L << size) - 1, < 21 => 1L << (size - 1), _ => random.NextInt64(1, 1L << random.Next(1, size + 1)) }).ToString(CultureInfo.InvariantCulture);
    }

    private static string Asset(Random random, EpcScheme scheme, int i, int prefixDigits)
    {
        var prefix = Digits(random, prefixDigits);
        if (scheme == EpcScheme.Giai96)
        {
            // EPC Tag Data Standard, Table 14-23: bits of the reference by the digits of the prefix.
            var bits = new[] { 62, 58, 55, 52, 48, 45, 42 }[prefixDigits - 6];
            var most = (BigInteger.One << bits) - 1;
            return prefix + (i < 7 ? BigInteger.Zero : i < 14 ? most : random.NextInt64((long)most)).ToString(CultureInfo.InvariantCulture);
        }

        // A code of digits only has the shortest prefix of four; all others have more.
        var reference = i < 7 ? Signs(random, 1) : i < 14 ? Signs(random, 30 - prefixDigits) : Signs(random, random.Next(1, 31 - prefixDigits));
        return prefix + reference;
    }

    private static string Signs(Random random, int count)
    {
        var alphabet = Alphabets[random.Next(Alphabets.Length)];
        return string.Concat(Enumerable.Range(0, count).Select(_ => alphabet[random.Next(alphabet.Length)]));
    }

    private static DateOnly Day(Random random) => new DateOnly(2000, 1, 1).AddDays(random.Next(27_700));

    private static string Digits(Random random, int count) => string.Concat(Enumerable.Range(0, count).Select(_ => random.Next(10)));

    private static string Checked(string digits) => $"{digits}{Gtin.CheckDigit(digits)}";
}
