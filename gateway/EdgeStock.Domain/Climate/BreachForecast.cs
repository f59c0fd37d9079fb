namespace EdgeStock.Domain;

/// <summary>When a value will pass its limit if it goes on as it does.</summary>
/// <param name="Minutes">From the last point on; 0 when it is beyond already, null when it will not pass.</param>
/// <param name="Earliest">Lower end of the 95 % interval; null when no course that agrees with the values passes.</param>
/// <param name="Latest">Upper end; null when some course that agrees with them never passes.</param>
/// <param name="Trend">The straight trend.</param>
/// <param name="Fit">The first-order response, where that is the model.</param>
public sealed record BreachForecast(TrendModel Model, double? Minutes, double? Earliest, double? Latest, TheilSen Trend, FirstOrderFit? Fit);
