namespace EdgeStock.Domain;

/// <summary>Figures of cover as they stand in the ledger: to thousandths, which is finer than anything that is counted.</summary>
internal static class Figures
{
    public static double Rounded(double value) => Math.Round(value, 3);

    public static double? Rounded(double? value) => value is { } v ? Math.Round(v, 3) : null;
}
