using System.Globalization;
using System.Text.Json;
using EdgeStock.Domain;
using EdgeStock.Gateway.Publishing;
using EdgeStock.Ledger;

namespace EdgeStock.Gateway.Operations;

/// <summary>What there is to say of an alarm now that its events cannot hold, because it changes with each minute: reckoned when somebody asks.</summary>
/// <param name="Celsius">Last temperature of a point whose limit is broken.</param>
/// <param name="Budget">How long it may stand.</param>
/// <param name="NextLimit">The next limit beyond the broken one that it would pass within two hours if it went on as in the last, in °C.</param>
/// <param name="Forecast">When.</param>
/// <param name="Hours">Of warm time that adds up: hours used by now.</param>
/// <param name="Kinetic">Mean kinetic temperature of the running window by now.</param>
/// <param name="UnknownHours">Hours of that window that nobody measured, since somebody watches.</param>
internal sealed record AlarmOutlook(double? Celsius, StandingBudget? Budget, double? NextLimit, BreachForecast? Forecast, double? Hours, KineticMean? Kinetic, double? UnknownHours)
{
    private const int FewestPoints = 10;
    private const double Horizon = 120;

    /// <summary>A value that is older is none of now.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    /// <summary>The outlook of an alarm; null where there is nothing to be reckoned.</summary>
    public static AlarmOutlook? Of(LedgerReader ledger, Site site, Projection projection, AlarmView view, DateTimeOffset now)
    {
        var point = site.ClimatePoints.FirstOrDefault(p => view.Name.Subject == $"{p.Id}/temperature");
        return point is null || !view.IsOn() ? null : view.Name.Kind switch
        {
            AlarmKind.LowLow or AlarmKind.Low or AlarmKind.High or AlarmKind.HighHigh or AlarmKind.AtOnce => Limit(ledger, point, projection, view, now),
            AlarmKind.CumulativeWarning or AlarmKind.Cumulative or AlarmKind.KineticUnknown or AlarmKind.Kinetic => Window(point, projection, view, now),
            _ => null,
        };
    }

    /// <summary>In a sentence.</summary>
    public string Words()
    {
        var parts = new List<string>();
        if (Celsius is { } now)
        {
            parts.Add(Say($"{now:0.0#} °C now"));
        }

        if (Budget is { } b)
        {
            parts.Add(Say($"budget left at it {JudgedWords.Hours(b.Left)} (mean kinetic temperature {b.Limit:0.0#} °C over {JudgedWords.Length(b.Window)})"));
        }

        if (Forecast is { } f)
        {
            parts.Add(Say($"passes {NextLimit:0.0#} °C in {f.Minutes:0} min if it goes on so ({f.Earliest:0} to {(f.Latest is { } l ? Say($"{l:0}") : "never")})"));
        }

        if (Hours is { } used)
        {
            parts.Add(Say($"{used:0.0} h used by now"));
        }

        if (Kinetic is { } k)
        {
            parts.Add(Say($"mean kinetic temperature {k.Known:0.00} °C of what was measured, [{k.Low:0.00}, {k.High:0.00}] by now"));
        }

        return string.Join("; ", UnknownHours > 0 ? parts.Append(Say($"{UnknownHours:0.0} h were not measured")) : parts);
    }

    /// <summary>As fields of an object.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("outlook");
        Number(json, "celsius", Celsius);
        if (Budget is { } b)
        {
            BudgetPayload.Write(json, b);
        }

        Number(json, "nextLimit", NextLimit);
        Number(json, "minutesToNextLimit", Forecast?.Minutes);
        Number(json, "minutesEarliest", Forecast?.Earliest);
        Number(json, "minutesLatest", Forecast?.Latest);
        Number(json, "hoursUsed", Hours);
        Number(json, "kineticKnown", Kinetic?.Known);
        Number(json, "kineticLow", Kinetic?.Low);
        Number(json, "kineticHigh", Kinetic?.High);
        Number(json, "hoursNotMeasured", UnknownHours);
        json.WriteEndObject();
    }

    private static AlarmOutlook? Limit(LedgerReader ledger, ClimatePoint point, Projection projection, AlarmView view, DateTimeOffset now)
    {
        var (from, to) = (now.AddHours(-3).ToUnixTimeSeconds(), now.ToUnixTimeSeconds());
        var minutes = new SortedDictionary<long, MilliSpan>();
        for (var hour = from - (from % 3600); hour <= to; hour += 3600)
        {
            foreach (var minute in ledger.Minutes(point.Id, hour).Where(m => m.Temperature is not null && m.Start <= to))
            {
                minutes[minute.Start] = minute.Temperature!.Value;
            }
        }

        if (minutes.Count == 0 || minutes.Keys.Last() + 60 < to - Fresh.TotalSeconds)
        {
            return null;
        }

        var celsius = minutes.Values.Last().Mean / 1000.0;
        var isUpper = view.Name.Kind is AlarmKind.High or AlarmKind.HighHigh or AlarmKind.AtOnce;
        var budget = isUpper ? StandingBudget.Of(point, projection, celsius, now, end => Since(minutes, end, now)) : null;
        var channel = point.Channels.First(c => c.Quantity == Quantity.Temperature);
        double?[] limits = isUpper ? [channel.OuterHigh, channel.AtOnce] : [channel.OuterLow];
        var ahead = limits.OfType<double>().Where(l => isUpper ? l > celsius : l < celsius).Order().Select(l => Ahead(minutes, isUpper ? ClimateState.High : ClimateState.Low, l)).FirstOrDefault();
        return new(celsius, budget, ahead?.Limit, ahead?.Forecast, null, null, null);
    }

    private static (double Limit, BreachForecast Forecast)? Ahead(SortedDictionary<long, MilliSpan> minutes, ClimateState side, double limit)
    {
        var last = minutes.Keys.Last();
        TrendPoint[] course = [.. minutes.Where(m => m.Key > last - 3600).Select(m => new TrendPoint(m.Key / 60, m.Value.Mean / 1000.0))];
        return course.Length >= FewestPoints && TimeToBreach.Of(course, side, limit) is { Minutes: > 0 and <= Horizon } forecast ? (limit, forecast) : null;
    }

    private static AlarmOutlook? Window(ClimatePoint point, Projection projection, AlarmView view, DateTimeOffset now)
    {
        if (view.Limits.WindowHours is not { } length || HeatWindow.Of(projection, point, TimeSpan.FromHours(length), now) is not { } window)
        {
            return null;
        }

        return view.Limits.Above is { } above
            ? new(null, null, null, null, window.MinutesOver(above).Least / 60.0, null, window.Unknown() / 60.0)
            : new(null, null, null, null, null, window.Kinetic(window.Seen((point.Rules?.WindowUnder(point.Rules.High) ?? KineticWindow.For(view.Limits.Limit)).Credible)), window.Unknown() / 60.0);
    }

    /// <summary>Minute by minute; one without a temperature is a gap.</summary>
    private static List<KineticSum> Since(SortedDictionary<long, MilliSpan> minutes, DateTimeOffset end, DateTimeOffset now)
    {
        var sums = new List<KineticSum>();
        for (var at = end.ToUnixTimeSeconds(); at + 60 <= now.ToUnixTimeSeconds() && at <= minutes.Keys.Last(); at += 60)
        {
            sums.Add(minutes.TryGetValue(at, out var t) ? KineticSum.Of(t.Mean / 1000.0, t.Min / 1000.0, t.Max / 1000.0, 1) : KineticSum.Gap(1));
        }

        return sums;
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } v)
        {
            json.WriteNumber(name, Math.Round(v, 4));
        }
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
