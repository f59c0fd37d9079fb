using System.Globalization;
using System.Numerics;
using System.Text;

namespace EdgeStock.Domain;

/// <summary>Reads a tag's memory bit by bit, most significant first. What is asked beyond its end does not exist.</summary>
internal ref struct EpcBits(ReadOnlySpan<byte> octets)
{
    private const string Signs7 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

    private readonly ReadOnlySpan<byte> octets = octets;
    private int at;

    /// <summary>Bits that are left.</summary>
    public readonly int Left => (octets.Length * 8) - at;

    /// <summary>The next bits as a number.</summary>
    public BigInteger Take(int bits)
    {
        var value = BigInteger.Zero;
        for (var i = 0; i < bits; i++, at++)
        {
            value = (value << 1) | (at < octets.Length * 8 ? (octets[at / 8] >> (7 - (at % 8))) & 1 : 0);
        }

        return value;
    }

    /// <summary>The next bits as a decimal number of at most so many digits, filled up with zeros.</summary>
    /// <returns>Null when it has more digits.</returns>
    public string? Digits(int bits, int digits)
    {
        var text = Take(bits).ToString(CultureInfo.InvariantCulture);
        return digits == 0 ? text == "0" ? "" : null : text.Length > digits ? null : text.PadLeft(digits, '0');
    }

    /// <summary>The next bits as signs of 7 bits, ended by a zero sign behind which nothing follows.</summary>
    /// <returns>Null when a sign is none of GS1's, there is none, or something follows the end.</returns>
    public string? Signs(int bits)
    {
        var text = new StringBuilder();
        var ended = false;
        for (; bits >= 7; bits -= 7)
        {
            var sign = (char)(int)Take(7);
            if (ended ? sign != 0 : sign != 0 && !Signs7.Contains(sign, StringComparison.Ordinal))
            {
                return null;
            }

            ended |= sign == 0;
            if (!ended)
            {
                text.Append(sign);
            }
        }

        return Take(bits).IsZero && text.Length > 0 ? text.ToString() : null;
    }

    /// <summary>Nothing but zeros is left.</summary>
    public bool RestIsZero() => Take(Left).IsZero;
}
