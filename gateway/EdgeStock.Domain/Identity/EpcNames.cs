using System.Globalization;
using System.Text;

namespace EdgeStock.Domain;

/// <summary>What a decoded tag is called: its keys, its URIs, its element string, and what its filter value means.</summary>
internal static class EpcNames
{
    /// <summary>Describes a tag.</summary>
    /// <param name="code">As in <see cref="EpcKey"/>.</param>
    /// <param name="parts">Company prefix, reference and serial as the URNs have them; null when the scheme has none.</param>
    /// <param name="more">Fields beyond the key.</param>
    public static EpcIdentity Describe(EpcLayout layout, int filter, string code, string? serial, string? parts, IReadOnlyList<(string Identifier, string Value)> more)
    {
        var key = Fields(layout.Family, code, serial);
        (string, string)[] all = [.. key, .. more];
        var family = layout.Family.ToString().ToLowerInvariant();
        Gtin.TryFrom(layout.Family == EpcFamily.Sgtin ? code : null, out var gtin);
        return new(layout.Scheme, parts is null ? DigitalLink.Write(key) : $"urn:epc:id:{family}:{parts}")
        {
            SchemeName = layout.Name,
            TagUri = parts is null ? null : string.Create(CultureInfo.InvariantCulture, $"urn:epc:tag:{layout.Name}:{filter}.{parts}"),
            Filter = filter,
            Packaging = Means(layout.Family, filter),
            Gtin = layout.Family == EpcFamily.Sgtin ? gtin : null,
            Sscc = layout.Family == EpcFamily.Sscc ? code : null,
            Gln = layout.Family == EpcFamily.Sgln ? code : null,
            Grai = layout.Family == EpcFamily.Grai ? code : null,
            Giai = layout.Family == EpcFamily.Giai ? code : null,
            Serial = serial,
            Lot = more.FirstOrDefault(f => f.Identifier == "10").Value,
            Expiry = more.FirstOrDefault(f => f.Identifier == "17").Value is { } day ? Gs1Date.Read(day, Gs1Date.OfTags) : null,
            ElementString = string.Concat(all.Select(f => $"({f.Item1}){f.Item2}")),
            DigitalLink = DigitalLink.Write(all),
        };
    }

    /// <summary>A value as it stands in a URN: signs that mean something there are written by their number (EPC Tag Data Standard 6.3.1).</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var sign in text)
        {
            escaped.Append("\"%&/<>?".Contains(sign, StringComparison.Ordinal) ? string.Create(CultureInfo.InvariantCulture, $"%{(int)sign:X2}") : sign);
        }

        return escaped.ToString();
    }

    private static (string Identifier, string Value)[] Fields(EpcFamily family, string code, string? serial) => family switch
    {
        EpcFamily.Sgtin => [("01", code), ("21", serial!)],
        EpcFamily.Sscc => [("00", code)],
        EpcFamily.Sgln when serial is null => [("414", code)],
        EpcFamily.Sgln => [("414", code), ("254", serial)],
        EpcFamily.Grai => [("8003", code + serial)],
        _ => [("8004", code)],
    };

    /// <summary>Filter values (EPC Tag Data Standard 10): 3 and 5 are reserved, and stand on the standard's own examples.</summary>
    private static Packaging Means(EpcFamily family, int filter) => family switch
    {
        EpcFamily.Sgtin => filter switch { 1 or 7 => Packaging.Item, 2 or 4 or 6 => Packaging.Case, _ => Packaging.Unknown },
        EpcFamily.Sscc or EpcFamily.Grai => Packaging.Logistic,
        _ => Packaging.Unknown,
    };
}
