using EdgeStock.Domain;

namespace EdgeStock.Gateway.Operations;

/// <summary>A stretch of time at a climate point, judged.</summary>
/// <param name="Measured">Minutes of the stretch with a value.</param>
/// <param name="Minutes">All its minutes.</param>
/// <param name="Excursions">What was outside its limits, in order.</param>
/// <param name="Forecasts">Limits of temperature that would be passed within two hours if it went on as in the stretch's last hour.</param>
internal sealed record JudgedStretch(
    ClimateRecord Record, int Measured, int Minutes, IReadOnlyList<ExcursionJudgement> Excursions, IReadOnlyList<(ClimateState Side, double Limit, BreachForecast Forecast)> Forecasts)
{
    private const int LastHour = 60;
    private const int FewestPoints = 10;

    /// <summary>No farther ahead than twice the time that was watched: a refrigerator's own cycle looks like a trend for half of it.</summary>
    private const double Horizon = 2 * LastHour;

    /// <summary>Something was outside its limits, for sure.</summary>
    public bool WasOutside => Excursions.Count > 0 || Record.AboveInHours > 0 || Record.BelowInHours > 0;

    /// <summary>First minute of the stretch in the trace.</summary>
    public int First => Record.Trace.IndexOf(Record.From);

    /// <summary>Judges it.</summary>
    /// <param name="rules">The profile that it is judged by; null for the usual deadbands, windows and ranges.</param>
    public static JudgedStretch Of(ClimateRecord record, ClimateProfile? rules = null)
    {
        var trace = record.Trace;
        var first = trace.IndexOf(record.From);
        var measured = 0;
        for (var i = first; i < trace.Length; i++)
        {
            measured += trace[i] is { Temperature: null, Humidity: null } ? 0 : 1;
        }

        return new(record, measured, trace.Length - first, ExcursionJudgement.Of(trace, record.From, rules), Ahead(trace));
    }

    private static List<(ClimateState Side, double Limit, BreachForecast Forecast)> Ahead(ClimateTrace trace)
    {
        var ahead = new List<(ClimateState Side, double Limit, BreachForecast Forecast)>();
        var course = new List<TrendPoint>();
        for (var i = Math.Max(0, trace.Length - LastHour); i < trace.Length; i++)
        {
            if (trace[i].Temperature is { } span)
            {
                course.Add(new(i, span.Mean / 1000.0));
            }
        }

        if (course.Count < FewestPoints || trace[^1] is not { Temperature: not null, Limits: { } limits })
        {
            return ahead;
        }

        Add(ClimateState.High, limits.High);
        Add(ClimateState.Low, limits.Low);
        return ahead;

        void Add(ClimateState side, double? limit)
        {
            if (limit is { } l && TimeToBreach.Of(course.ToArray(), side, l) is { Minutes: > 0 and <= Horizon } forecast)
            {
                ahead.Add((side, l, forecast));
            }
        }
    }
}
