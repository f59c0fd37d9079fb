namespace EdgeStock.Simulator.Scenarios;

/// <summary>GTINs of the demonstration range.</summary>
internal static class GtinDigits
{
    /// <summary>GS1 keeps 9506000 for demonstrations: these goods exist nowhere.</summary>
    public const string DemoPrefix = "9506000";

    /// <summary>Digits of the company prefix, as an EPC needs to know them.</summary>
    public const int DemoPrefixDigits = 7;

    /// <summary>A demonstration GTIN as 14 digits.</summary>
    /// <param name="item">Item reference, five digits.</param>
    public static string Demo(int item)
    {
        var digits = $"0{DemoPrefix}{item:00000}";
        return digits + CheckDigit(digits);
    }

    /// <summary>GS1 check digit (GenSpecs 7.9.1): weights 3, 1, 3 … from the right, to the next multiple of ten.</summary>
    public static char CheckDigit(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            sum += (digits[^(i + 1)] - '0') * (i % 2 == 0 ? 3 : 1);
        }

        return (char)('0' + ((10 - (sum % 10)) % 10));
    }
}
