using System.Globalization;

namespace EdgeStock.Domain;

/// <summary>Mass in grams; always a number.</summary>
public readonly record struct Grams
{
    private Grams(double value) => Value = value;

    /// <summary>The mass in grams.</summary>
    public double Value { get; }

    /// <summary>A mass within ±10 tonnes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a number, or beyond what a storeroom's scale can say.</exception>
    public static Grams From(double value) => double.IsFinite(value) && Math.Abs(value) <= 1e7
        ? new(value)
        : throw new ArgumentOutOfRangeException(nameof(value), value, "a mass in grams within ±10,000,000");

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value} g");
}

/// <summary>Product code of GS1, 14 digits with a right check digit.</summary>
public readonly record struct Gtin
{
    private Gtin(string digits) => Digits = digits;

    /// <summary>The 14 digits.</summary>
    public string Digits { get; }

    /// <summary>Reads a GTIN-8, -12, -13 or -14 and fills it up to 14 digits.</summary>
    /// <param name="text">Digits only.</param>
    /// <param name="gtin">The code.</param>
    /// <returns>False when a length, a digit or the check digit is wrong.</returns>
    public static bool TryFrom(string? text, out Gtin gtin)
    {
        gtin = default;
        if (text is not { Length: 8 or 12 or 13 or 14 } || !text.All(char.IsAsciiDigit) || CheckDigit(text[..^1]) != text[^1] - '0')
        {
            return false;
        }

        gtin = new(text.PadLeft(14, '0'));
        return true;
    }

    /// <summary>GS1 check digit: weights 3, 1, 3, 1… from the right (GS1 General Specifications 7.9).</summary>
    /// <param name="data">The digits before the check digit.</param>
    public static int CheckDigit(string data)
    {
        var sum = 0;
        for (var i = 0; i < data.Length; i++)
        {
            sum += (data[data.Length - 1 - i] - '0') * (i % 2 == 0 ? 3 : 1);
        }

        return (10 - (sum % 10)) % 10;
    }

    /// <inheritdoc/>
    public override string ToString() => Digits;
}

/// <summary>Content of a tag's EPC memory as upper-case hexadecimal.</summary>
public readonly record struct Epc : IComparable<Epc>
{
    private Epc(string hex) => Hex = hex;

    /// <summary>Upper-case hexadecimal, whole octets.</summary>
    public string Hex { get; }

    /// <summary>A tag's memory, 1 to 62 octets (what Gen2 can hold).</summary>
    /// <exception cref="ArgumentException">Not hexadecimal octets, or too many.</exception>
    public static Epc From(string hex) => hex is { Length: >= 2 and <= 124 } && hex.Length % 2 == 0 && hex.All(char.IsAsciiHexDigit)
        ? new(hex.ToUpperInvariant())
        : throw new ArgumentException("an EPC is 1 to 62 octets in hexadecimal", nameof(hex));

    /// <inheritdoc/>
    public int CompareTo(Epc other) => string.CompareOrdinal(Hex, other.Hex);

    /// <inheritdoc/>
    public override string ToString() => Hex;
}
