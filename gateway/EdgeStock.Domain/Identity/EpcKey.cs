namespace EdgeStock.Domain;

/// <summary>What is to be written on a tag.</summary>
/// <param name="Filter">Filter value, 0 to 7.</param>
/// <param name="Code">The GS1 key with its check digit: GTIN of 14 digits, SSCC of 18, GLN of 13, GRAI of 14 without its serial, or a whole GIAI.</param>
/// <param name="Serial">Serial of the trade item or container, extension of the place; null where there is none.</param>
public sealed record EpcKey(EpcScheme Scheme, int Filter, string Code, string? Serial = null)
{
    /// <summary>Digits of the company prefix in the code, 6 to 12. The <c>+</c> schemes do not ask for it.</summary>
    public int PrefixDigits { get; init; } = 7;

    /// <summary>Lot, behind a trade item's <c>+</c> scheme.</summary>
    public string? Lot { get; init; }

    /// <summary>Last day of use, behind a trade item's <c>+</c> scheme; DSGTIN+ puts it in front.</summary>
    public DateOnly? Expiry { get; init; }

    /// <summary>The date that DSGTIN+ puts in front, where it is not the expiry: its application identifier (11, 13, 15, 16, 7006 or 7007), and the day.</summary>
    public (string Identifier, DateOnly Day)? Date { get; init; }
}
