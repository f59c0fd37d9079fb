namespace EdgeStock.Domain;

/// <summary>Signs that the values of GS1 codes may hold (General Specifications 7.11, set 82).</summary>
internal static class Gs1Signs
{
    private const string All = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

    /// <summary>The sign is one of them.</summary>
    public static bool Has(char sign) => All.Contains(sign, StringComparison.Ordinal);

    /// <summary>Digits only, and as many as this.</summary>
    public static bool AreDigits(string text, int count) => text.Length == count && text.All(char.IsAsciiDigit);

    /// <summary>Digits of which the last is their check digit.</summary>
    public static bool AreChecked(string digits) => Gtin.CheckDigit(digits[..^1]) == digits[^1] - '0';
}
