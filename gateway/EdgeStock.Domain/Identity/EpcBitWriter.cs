using System.Globalization;
using System.Numerics;

namespace EdgeStock.Domain;

/// <summary>Writes a tag's memory bit by bit, most significant first.</summary>
internal sealed class EpcBitWriter
{
    /// <summary>Bits of a tag's memory word: what a tag answers is always whole words.</summary>
    private const int Word = 16;

    private BigInteger value;
    private int length;

    /// <summary>Puts a number into so many bits.</summary>
    public EpcBitWriter Put(BigInteger number, int bits)
    {
        value = (value << bits) | number;
        length += bits;
        return this;
    }

    /// <summary>Puts a decimal number into so many bits; no digits are zero.</summary>
    public EpcBitWriter Digits(string digits, int bits) => Put(digits.Length == 0 ? 0 : BigInteger.Parse(digits, CultureInfo.InvariantCulture), bits);

    /// <summary>Puts each digit into four bits (EPC Tag Data Standard 14.5.4).</summary>
    public EpcBitWriter Nibbles(string digits)
    {
        foreach (var digit in digits)
        {
            Put(digit - '0', 4);
        }

        return this;
    }

    /// <summary>Puts signs of 7 bits and fills up with zeros.</summary>
    public EpcBitWriter Signs(string text, int bits)
    {
        foreach (var sign in text)
        {
            Put(sign, 7);
        }

        return Put(0, bits - (7 * text.Length));
    }

    /// <summary>The memory, filled up with zeros to whole words.</summary>
    /// <exception cref="ArgumentException">More than a tag can hold.</exception>
    public Epc ToEpc()
    {
        var whole = (length + Word - 1) / Word * Word;
        var octets = (value << (whole - length)).ToByteArray(isUnsigned: true, isBigEndian: true);
        return Epc.From(Convert.ToHexString(octets).PadLeft(whole / 4, '0'));
    }
}
