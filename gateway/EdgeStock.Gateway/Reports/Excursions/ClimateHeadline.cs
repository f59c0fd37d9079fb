using EdgeStock.Domain;

namespace EdgeStock.Gateway.Reports;

/// <summary>An excursion in a few words: what was measured, and on which side of which limit it was.</summary>
internal static class ClimateHeadline
{
    /// <summary>The words, such as <c>temperature too high</c>.</summary>
    public static string Of(AlarmedExcursion excursion, Quantity quantity, ExcursionWords words)
    {
        var what = quantity == Quantity.Temperature ? words.Temperature : words.Humidity;
        var how = excursion.Name.Kind switch { AlarmKind.LowLow => words.LowLow, AlarmKind.Low => words.Low, AlarmKind.High => words.High, _ => words.HighHigh };
        return $"{what} {how}";
    }
}
