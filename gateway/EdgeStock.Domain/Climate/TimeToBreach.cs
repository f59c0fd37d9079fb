namespace EdgeStock.Domain;

/// <summary>When a value will pass a limit.</summary>
public static class TimeToBreach
{
    /// <summary>The bent course must be better than the straight one by so much: a difference of Akaike's criterion that is hardly chance.</summary>
    private const double Better = 4;

    /// <summary>Along a straight line.</summary>
    /// <param name="value">Now, in °C or %.</param>
    /// <param name="slope">Per minute.</param>
    /// <returns>Minutes; null when it never comes there.</returns>
    public static double? Linear(double value, double slope, double limit) =>
        limit.Equals(value) ? 0 : slope != 0 && (limit - value) / slope is >= 0 and var minutes && double.IsFinite(minutes) ? minutes : null;

    /// <summary>Along a first-order response.</summary>
    /// <param name="from">Now.</param>
    /// <param name="to">Where it settles.</param>
    /// <param name="tau">Its time constant in minutes.</param>
    /// <returns>Minutes; null when it settles before the limit, or on it.</returns>
    public static double? FirstOrder(double from, double to, double tau, double limit) =>
        limit.Equals(from) ? 0
        : (limit > from && to > limit) || (limit < from && to < limit) ? tau * Math.Log((to - from) / (to - limit))
        : null;

    /// <summary>
    /// From the values of the last hour or so, without spikes. A trend whose interval holds 0 is none: nothing is said of when, only how early at the worst.
    /// </summary>
    /// <param name="course">At most <see cref="TheilSen.MostPoints"/>.</param>
    /// <param name="side">Which limit: the upper (High) or the lower (Low).</param>
    /// <returns>Null for fewer than three points.</returns>
    /// <exception cref="ArgumentException">No side, or too many points.</exception>
    public static BreachForecast? Of(ReadOnlySpan<TrendPoint> course, ClimateState side, double limit)
    {
        if (side == ClimateState.Ok)
        {
            throw new ArgumentException("name the limit: the upper (High) or the lower (Low)", nameof(side));
        }

        if (TheilSen.Of(course) is not { } trend)
        {
            return null;
        }

        var fit = Bent(course, FirstOrderFit.Of(course));
        var model = fit is null ? TrendModel.Linear : TrendModel.FirstOrder;
        var now = fit?.From ?? trend.Level;
        if (side == ClimateState.High ? now > limit : now < limit)
        {
            return new(model, 0, 0, 0, trend, fit);
        }

        if (fit is not null)
        {
            var (first, last) = fit.Reaches(course, limit);
            return new(model, FirstOrder(fit.From, fit.To, fit.Tau, limit), first, last, trend, fit);
        }

        var (low, high) = (Ahead(trend.LevelLow, trend.SlopeLow), Ahead(trend.LevelHigh, trend.SlopeHigh));
        var isTrend = trend.SlopeLow > 0 || trend.SlopeHigh < 0;
        return new(model, isTrend ? Linear(now, trend.Slope, limit) : null, side == ClimateState.High ? high : low, side == ClimateState.High ? low : high, trend, null);

        // A line at the edge of what is possible may be beyond the limit already.
        double? Ahead(double level, double slope) => (side == ClimateState.High ? level > limit : level < limit) ? 0 : Linear(level, slope, limit);
    }

    /// <summary>The bent course, if the values speak for it (Akaike's criterion, corrected for few points).</summary>
    private static FirstOrderFit? Bent(ReadOnlySpan<TrendPoint> course, FirstOrderFit? fit) =>
        fit is not null && Akaike(fit.Residual, course.Length, 4) + Better < Akaike(ExponentialLine.Of(course, double.PositiveInfinity).Residual, course.Length, 3) ? fit : null;

    private static double Akaike(double residual, int n, int fitted) =>
        (n * Math.Log(Math.Max(residual / n, FirstOrderFit.LeastVariance))) + (2.0 * fitted) + (2.0 * fitted * (fitted + 1) / (n - fitted - 1));
}
