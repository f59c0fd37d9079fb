using System.Globalization;
using EdgeStock.Domain;

namespace EdgeStock.Gateway.Operations;

/// <summary>A climate profile in words.</summary>
internal static class ProfileWords
{
    /// <summary>What stands under each list of them.</summary>
    public const string Confirm = "Every limit is a default: a pharmacist or the infection-control team confirms it before use. (P) marks our own proposals; docs/climate.md has the sources.";

    private const string Swedish = "Swedish practice for medicines";

    /// <summary>Where its limits come from.</summary>
    public static string Source(ClimateProfile p) => p.Id switch
    {
        "se-sterile" => "Vårdhandboken on storing sterile devices: 22 ±3 °C, 30–70 % (it builds on SIS-TR 57); delays and dew margin (P)",
        "dk-sterile" => "Danish practice for sterile goods: up to 24 °C, below 70 %; delays (P)",
        "us-sterile" => "United States practice for sterile goods: up to 24 °C and 60 %; delays (P)",
        "med-room" => $"{Swedish}: 15–25 °C; USP <659>/<1079.2>: mean kinetic temperature over 30 days; 24 h above 25 °C within 30 days; 40 °C at once and delays (P)",
        "med-cool" => $"{Swedish}: 8–15 °C; delays (P)",
        "med-fridge" => $"{Swedish}: 2–8 °C; USP <1079.2>: mean kinetic temperature over 24 h; 0 °C and delays (P)",
        "med-freezer" => $"{Swedish}: −15 °C or colder; delays (P)",
        "general" => "our own proposal (P)",
        _ => p.BasedOn is { } based ? $"the site file, going by {based}" : "the site file",
    };

    /// <summary>Its lines.</summary>
    /// <param name="points">Climate points that go by it.</param>
    public static IEnumerable<string> Of(ClimateProfile p, IReadOnlyList<string> points)
    {
        yield return $"{p.Id}{(points.Count > 0 ? $" (in force at {string.Join(", ", points)})" : "")}";
        yield return $"  temperature: {Limits("°C", (p.OuterLow, "below", p.OuterHold), (p.Low, "below", p.Hold), (p.High, "above", p.Hold), (p.OuterHigh, "above", p.OuterHold), (p.AtOnce, "above", TimeSpan.Zero))}";
        if ((p.HumidityLow ?? p.HumidityHigh ?? p.OuterHumidityHigh) is not null)
        {
            yield return $"  humidity: {Limits("%", (p.HumidityLow, "below", p.HumidityHold), (p.HumidityHigh, "above", p.HumidityHold), (p.OuterHumidityHigh, "above", p.OuterHumidityHold))}";
        }

        if (p.Rate is { } rate)
        {
            yield return Say($"  changes of temperature: more than {rate.Most:0.##} K within {rate.Within.TotalMinutes:0.#} min");
        }

        if (p.Cumulative is { } c)
        {
            yield return Say($"  warm time: more than {c.Hours:0.##} h above {c.Above:0.##} °C within {c.WithinDays} days; warns at {c.Hours * CumulativeLimit.Warning:0.##} h");
        }

        if (p.Kinetic is { } k)
        {
            yield return Say($"  mean kinetic temperature: more than {k.Limit:0.##} °C over {JudgedWords.Length(k.Window)}");
        }

        if (p.DewMargin is { } d)
        {
            yield return Say($"  dew margin: warns below {d.Warning:0.##} K, alarm below {d.Alarm:0.##} K, after {d.Hold.TotalMinutes:0.##} min");
        }

        var credible = p.WindowUnder(p.High).Credible;
        yield return Say($"  judged with: deadband {p.DeadbandOf(Quantity.Temperature):0.##} K and {p.DeadbandOf(Quantity.Humidity):0.##} %, back for {p.OffDelay.TotalMinutes:0.##} min; time not measured counts as {credible.Low:0.#} to {credible.High:0.#} °C");
        yield return $"  source: {Source(p)}";
        yield return "";
    }

    private static string Limits(string unit, params ReadOnlySpan<(double? Limit, string Side, TimeSpan Delay)> limits)
    {
        var parts = new List<string>();
        foreach (var (limit, side, delay) in limits)
        {
            if (limit is { } l)
            {
                parts.Add(Say($"{side} {l:0.##} {unit} {(delay == TimeSpan.Zero ? "at once" : Say($"after {delay.TotalMinutes:0.##} min"))}"));
            }
        }

        return parts.Count == 0 ? "no limits" : string.Join(", ", parts);
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
