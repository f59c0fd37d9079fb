namespace EdgeStock.Domain;

/// <summary>
/// The <c>+</c> schemes (EPC Tag Data Standard 2, coding tables of 14.6): a bit that says whether data follows the code, the filter value, the key in
/// digits of four bits, its serial, and then whatever <see cref="AidcData"/> there is. Their codes carry their check digits, and these must be right.
/// </summary>
internal static class PlusEpc
{
    private const int LengthBits = 5;

    /// <summary>Nibbles behind the digits of an asset's code: signs follow, or nothing (14.5.5).</summary>
    private const int SignsFollow = 14;
    private const int NothingFollows = 15;

    /// <summary>Shortest company prefix, and so the fewest digits before an asset's signs.</summary>
    private const int FewestAssetDigits = 4;

    /// <summary>Which date a DSGTIN+ has in front, by its indicator (14.5.3).</summary>
    private static readonly string[] Dates = ["11", "13", "15", "16", "17", "7006", "7007"];

    /// <summary>Reads a tag.</summary>
    /// <returns>Null when it is not of this layout.</returns>
    public static EpcIdentity? Decode(byte[] octets, EpcLayout layout)
    {
        var bits = new EpcBits(octets);
        bits.Small(8);

        // The bit serves the choosing of tags over the air; whether data follows is seen from the data (15.3).
        bits.Small(1);
        var filter = bits.Small(3);
        var first = new List<(string Identifier, string Value)>();
        if (layout.Scheme == EpcScheme.DsgtinPlus)
        {
            var kind = bits.Small(4);
            if (AidcData.ReadDate(ref bits) is not { } day || kind >= Dates.Length)
            {
                return null;
            }

            first.Add((Dates[kind], day));
        }

        var (code, serial) = layout.Family switch
        {
            EpcFamily.Sgtin => (bits.Nibbles(14), VariableText.Read(ref bits, LengthBits, layout.Signs)),
            EpcFamily.Sscc => (bits.Nibbles(18), ""),
            EpcFamily.Sgln => (bits.Nibbles(13), VariableText.Read(ref bits, LengthBits, layout.Signs)),
            EpcFamily.Grai => (bits.Nibbles(14), VariableText.Read(ref bits, LengthBits, layout.Signs)),
            _ => (Asset(ref bits, layout.Signs), ""),
        };
        if (code is null || serial is null || bits.Overrun || (layout.Family != EpcFamily.Giai && !Gs1Signs.AreChecked(code)) || (layout.Family == EpcFamily.Grai && code[0] != '0'))
        {
            return null;
        }

        var more = AidcData.Read(ref bits, first, out var unread);
        var said = serial.Length == 0 || (layout.Family == EpcFamily.Sgln && serial == "0") ? null : serial;
        return EpcNames.Describe(layout, filter, code, said, null, [.. first, .. more]) with { Unread = unread };
    }

    /// <summary>Writes a tag.</summary>
    /// <exception cref="ArgumentException">The key does not fit into the scheme.</exception>
    public static Epc Encode(EpcKey key, EpcLayout layout)
    {
        var (kind, day) = key.Date ?? ("17", key.Expiry ?? default);
        EpcKeyCheck.Plus(key, layout, Array.IndexOf(Dates, kind) >= 0);
        var inFront = layout.Scheme == EpcScheme.DsgtinPlus;
        var behind = inFront && key.Date is null ? null : key.Expiry;
        var writer = new EpcBitWriter().Put(layout.Header, 8).Put(key.Lot is not null || behind is not null ? 1 : 0, 1).Put(key.Filter, 3);
        if (inFront)
        {
            AidcData.WriteDate(writer.Put(Array.IndexOf(Dates, kind), 4), day);
        }

        if (layout.Family == EpcFamily.Giai)
        {
            WriteAsset(writer, key.Code);
        }
        else
        {
            writer.Nibbles(key.Code);
            if (layout.Family != EpcFamily.Sscc)
            {
                VariableText.Write(writer, key.Serial ?? "0", LengthBits);
            }
        }

        if (key.Lot is { } lot)
        {
            AidcData.WriteLot(writer, lot);
        }

        if (behind is { } expiry)
        {
            AidcData.WriteExpiry(writer, expiry);
        }

        return writer.ToEpc();
    }

    private static string? Asset(ref EpcBits bits, int most)
    {
        var digits = "";
        while (digits.Length <= most && !bits.Overrun)
        {
            switch (bits.Small(4))
            {
                case var digit and <= 9:
                    digits += (char)('0' + digit);
                    break;
                case SignsFollow when digits.Length is >= FewestAssetDigits:
                    return VariableText.Read(ref bits, LengthBits, most - digits.Length) is { } signs ? digits + signs : null;
                case NothingFollows when digits.Length is > FewestAssetDigits:
                    return digits.Length <= most ? digits : null;
                default:
                    return null;
            }
        }

        return null;
    }

    private static void WriteAsset(EpcBitWriter writer, string code)
    {
        var digits = code.TakeWhile(char.IsAsciiDigit).Count();
        writer.Nibbles(code[..digits]).Put(digits == code.Length ? NothingFollows : SignsFollow, 4);
        if (digits < code.Length)
        {
            VariableText.Write(writer, code[digits..], LengthBits);
        }
    }
}
