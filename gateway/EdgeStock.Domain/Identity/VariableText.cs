using System.Numerics;
using System.Text;

namespace EdgeStock.Domain;

/// <summary>
/// Values of variable length on <c>+</c> tags (EPC Tag Data Standard 14.5.6): three bits say how the signs are written, a length indicator how many
/// there are, and then they follow.
/// </summary>
internal static class VariableText
{
    private const int IndicatorBits = 3;
    private const string Upper = "0123456789ABCDEF";
    private const string Lower = "0123456789abcdef";
    private const string Base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /// <summary>URN Code 40: three signs in 16 bits; the first place is filling.</summary>
    private const string Code40 = "\0ABCDEFGHIJKLMNOPQRSTUVWXYZ-.:0123456789";

    /// <summary>The ways to write signs, by their indicator: which signs, and bits for so many of them.</summary>
    private static readonly (Func<char, bool> Has, Func<int, int> Bits)[] Ways =
    [
        (char.IsAsciiDigit, NumberBits), (c => Upper.Contains(c, StringComparison.Ordinal), n => 4 * n), (c => Lower.Contains(c, StringComparison.Ordinal), n => 4 * n),
        (c => Base64.Contains(c, StringComparison.Ordinal), n => 6 * n), (Gs1Signs.Has, n => 7 * n), (c => c != '\0' && Code40.Contains(c, StringComparison.Ordinal), n => (n + 2) / 3 * 16),
    ];

    /// <summary>Bits of a number of so many digits: the next whole number above digits × log2 10 (Table B).</summary>
    public static int NumberBits(int digits) => (int)(BigInteger.Pow(10, digits) - 1).GetBitLength();

    /// <summary>Reads a value.</summary>
    /// <param name="lengthBits">Bits of the length indicator.</param>
    /// <param name="most">Most signs.</param>
    /// <returns>Null when it is none.</returns>
    public static string? Read(ref EpcBits bits, int lengthBits, int most)
    {
        var way = bits.Small(IndicatorBits);
        var length = bits.Small(lengthBits);
        if (way >= Ways.Length || length < 1 || length > most || Ways[way].Bits(length) > bits.Left)
        {
            return null;
        }

        return way switch
        {
            0 => bits.Digits(NumberBits(length), length),
            1 => Signs(ref bits, Upper, 4, length),
            2 => Signs(ref bits, Lower, 4, length),
            3 => Signs(ref bits, Base64, 6, length),
            4 => Ascii(ref bits, length),
            _ => Forty(ref bits, length),
        };
    }

    /// <summary>Writes a value the way that takes the fewest bits.</summary>
    /// <param name="text">Signs of GS1's, at least one.</param>
    public static void Write(EpcBitWriter writer, string text, int lengthBits)
    {
        var way = Enumerable.Range(0, Ways.Length).Where(w => text.All(Ways[w].Has)).MinBy(w => Ways[w].Bits(text.Length));
        writer.Put(way, IndicatorBits).Put(text.Length, lengthBits);
        switch (way)
        {
            case 0:
                writer.Digits(text, NumberBits(text.Length));
                break;
            case 4:
                writer.Signs(text, 7 * text.Length);
                break;
            case 5:
                foreach (var three in text.Chunk(3))
                {
                    writer.Put((1600 * Place(three, 0)) + (40 * Place(three, 1)) + Place(three, 2) + 1, 16);
                }

                break;
            default:
                var (alphabet, each) = way switch { 1 => (Upper, 4), 2 => (Lower, 4), _ => (Base64, 6) };
                foreach (var sign in text)
                {
                    writer.Put(alphabet.IndexOf(sign, StringComparison.Ordinal), each);
                }

                break;
        }

        static int Place(char[] three, int i) => i < three.Length ? Code40.IndexOf(three[i], StringComparison.Ordinal) : 0;
    }

    private static string Signs(ref EpcBits bits, string alphabet, int each, int length)
    {
        var text = new StringBuilder(length);
        for (var i = 0; i < length; i++)
        {
            text.Append(alphabet[bits.Small(each)]);
        }

        return text.ToString();
    }

    private static string? Ascii(ref EpcBits bits, int length)
    {
        var text = new StringBuilder(length);
        for (var i = 0; i < length; i++)
        {
            text.Append((char)bits.Small(7));
        }

        return text.ToString() is var read && read.All(Gs1Signs.Has) ? read : null;
    }

    private static string? Forty(ref EpcBits bits, int length)
    {
        var text = new StringBuilder(length);
        while (text.Length < length)
        {
            var three = bits.Small(16) - 1;
            if (three is < 0 or >= 64_000)
            {
                return null;
            }

            text.Append(Code40[three / 1600]).Append(Code40[three / 40 % 40]).Append(Code40[three % 40]);
        }

        // Filling stands only behind the last sign.
        var all = text.ToString();
        return all[..length].Contains('\0', StringComparison.Ordinal) || all[length..].Any(c => c != '\0') ? null : all[..length];
    }
}
