using System.Globalization;

namespace EdgeStock.Domain;

/// <summary>
/// A tag's EPC memory to what it says, and back (GS1 EPC Tag Data Standard 2.3). What cannot be decoded is raw; that something decodes is no proof
/// that its product exists.
/// </summary>
public static class EpcCode
{
    /// <summary>The bit of the protocol control word that says that the memory is of ISO's kind, with an application family in the lower octet.</summary>
    private const int Toggle = 0x0100;

    /// <summary>What a tag says.</summary>
    /// <param name="pc">Its protocol control word, when the reader gives it. With the toggle bit (0x0100) the memory is of ISO's kind, not of GS1's.</param>
    public static EpcIdentity Decode(Epc epc, int? pc = null)
    {
        var octets = Convert.FromHexString(epc.Hex);
        if ((pc & Toggle) == Toggle)
        {
            return Raw(octets, string.Create(CultureInfo.InvariantCulture, $"x{pc & 0xFF:X2}."));
        }

        var decoded = EpcLayout.Of(octets[0]) switch
        {
            { IsPartitioned: true } layout => PartitionedEpc.Decode(octets, layout),
            { } layout => PlusEpc.Decode(octets, layout),
            null => null,
        };
        return decoded ?? Raw(octets, "");
    }

    /// <summary>Writes a tag, filled up with zeros to the whole words of 16 bits that a tag answers with.</summary>
    /// <exception cref="ArgumentException">The key does not fit into its scheme; the message says why, and what would.</exception>
    public static Epc Encode(EpcKey key) => EpcLayout.Of(key.Scheme) switch
    {
        { IsPartitioned: true } layout => PartitionedEpc.Encode(key, layout),
        { } layout => PlusEpc.Encode(key, layout),
        null => throw new ArgumentException($"'{key.Scheme}' is no scheme to write", nameof(key)),
    };

    /// <summary>A trade item's tag of 96 bits.</summary>
    /// <param name="prefixDigits">Digits of the company prefix in the product code, 6 to 12.</param>
    /// <exception cref="ArgumentException">The serial has more than 38 bits, or a number is out of its range.</exception>
    public static Epc EncodeSgtin96(int filter, Gtin gtin, int prefixDigits, long serial) =>
        Encode(new(EpcScheme.Sgtin96, filter, gtin.Digits, serial.ToString(CultureInfo.InvariantCulture)) { PrefixDigits = prefixDigits });

    private static EpcIdentity Raw(byte[] octets, string family) =>
        new(EpcScheme.Raw, string.Create(CultureInfo.InvariantCulture, $"urn:epc:raw:{octets.Length * 8}.{family}x{Convert.ToHexString(octets)}"));
}
