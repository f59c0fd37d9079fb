using System.Globalization;
using System.Numerics;
using System.Text;

namespace EdgeStock.Domain;

/// <summary>Reads a tag's memory bit by bit, most significant first. Bits beyond its end are zeros, and leave it <see cref="Overrun"/>.</summary>
internal ref struct EpcBits(ReadOnlySpan<byte> octets)
{
    private readonly ReadOnlySpan<byte> octets = octets;
    private int at;

    /// <summary>Bits that are left; none when it is overrun.</summary>
    public readonly int Left => Math.Max(0, (octets.Length * 8) - at);

    /// <summary>More was asked than there is.</summary>
    public readonly bool Overrun => at > octets.Length * 8;

    /// <summary>The next bits as a number.</summary>
    public BigInteger Take(int bits)
    {
        var value = BigInteger.Zero;
        for (var i = 0; i < bits; i++)
        {
            value = (value << 1) | Bit();
        }

        return value;
    }

    /// <summary>The next bits, at most 31, as a number.</summary>
    public int Small(int bits)
    {
        var value = 0;
        for (var i = 0; i < bits; i++)
        {
            value = (value << 1) | Bit();
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

    /// <summary>The next digits, each in four bits (EPC Tag Data Standard 14.5.4).</summary>
    /// <returns>Null when one is none.</returns>
    public string? Nibbles(int count)
    {
        var text = new StringBuilder(count);
        for (var i = 0; i < count; i++)
        {
            var digit = Small(4);
            if (digit > 9)
            {
                return null;
            }

            text.Append((char)('0' + digit));
        }

        return text.ToString();
    }

    /// <summary>The next bits as signs of 7 bits, ended by a zero sign behind which nothing follows.</summary>
    /// <returns>Null when a sign is none of GS1's, there is none, or something follows the end.</returns>
    public string? Signs(int bits)
    {
        var text = new StringBuilder();
        var ended = false;
        for (; bits >= 7; bits -= 7)
        {
            var sign = (char)Small(7);
            if (ended ? sign != 0 : sign != 0 && !Gs1Signs.Has(sign))
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
    public readonly bool RestIsZero()
    {
        var rest = this;
        return rest.Take(rest.Left).IsZero;
    }

    /// <summary>What is left, in hexadecimal, filled up with zeros to whole digits.</summary>
    public readonly string Rest()
    {
        var rest = this;
        var text = new StringBuilder();
        while (rest.Left > 0)
        {
            text.Append(rest.Small(4).ToString("X", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    private int Bit()
    {
        var bit = at < octets.Length * 8 ? (octets[at / 8] >> (7 - (at % 8))) & 1 : 0;
        at++;
        return bit;
    }
}
