using System.Globalization;

namespace EdgeStock.Benchmarks.Report;

/// <summary>Numbers as people read them: three digits that mean something, thousands apart.</summary>
internal static class Figures
{
    private static readonly NumberFormatInfo Spaced = new() { NumberGroupSeparator = " ", NumberDecimalSeparator = "." };

    public static string Text(double value) => Math.Abs(value) switch
    {
        >= 100 => Significant(value).ToString("N0", Spaced),
        >= 10 => value.ToString("0.#", Spaced),
        >= 0.1 => value.ToString("0.##", Spaced),
        _ => value.ToString("0.####", Spaced),
    };

    public static string Text(Spread spread) => $"{Text(spread.Median)} [{Text(spread.Min)}–{Text(spread.Max)}]";

    private static double Significant(double value)
    {
        var step = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(Math.Abs(value))) - 2));
        return Math.Round(value / step) * step;
    }
}
