namespace EdgeStock.Domain;

/// <summary>
/// A course as a first-order response, value(t) = to + (from − to)·exp(−t/τ): a room after its cooling failed, a pack that warms. Least squares;
/// for each τ the rest is linear, so only τ is searched.
/// </summary>
/// <param name="From">The fitted value at the last point of the course.</param>
/// <param name="To">The value that it goes to.</param>
/// <param name="Tau">Time constant in minutes.</param>
/// <param name="Residual">Sum of squares that the fit leaves.</param>
public sealed record FirstOrderFit(double From, double To, double Tau, double Residual)
{
    /// <summary>Three numbers are fitted, and a spread must be left to judge them by.</summary>
    internal const int FewestPoints = 8;

    private const int Steps = 60;
    private const int Angles = 24;

    /// <summary>Stored values are whole thousandths: what rounding alone leaves, a point.</summary>
    internal const double LeastVariance = 1e-6 / 12;

    /// <summary>The fit; null for fewer than eight points, or when the course is as straight as can be within the longest τ (20 times its length).</summary>
    public static FirstOrderFit? Of(ReadOnlySpan<TrendPoint> course)
    {
        var length = course.Length < FewestPoints ? 0 : course[^1].Minute - course[0].Minute;
        if (length <= 0)
        {
            return null;
        }

        var (shortest, longest) = (length / course.Length, length * 20);
        var step = Math.Log(longest / shortest) / Steps;
        var (best, least) = (0, double.PositiveInfinity);
        for (var i = 0; i <= Steps; i++)
        {
            var residual = ExponentialLine.Of(course, shortest * Math.Exp(step * i)).Residual;
            (best, least) = residual < least ? (i, residual) : (best, least);
        }

        if (best is 0 or Steps)
        {
            return null;
        }

        var tau = Golden(course, shortest * Math.Exp(step * (best - 1)), shortest * Math.Exp(step * (best + 1)));
        var line = ExponentialLine.Of(course, tau);
        return new(line.Now(), line.End(), tau, line.Residual);
    }

    /// <summary>
    /// The earliest and latest minute at which a limit is reached, over all (from, to, τ) that the course does not contradict at 95 %: the profile
    /// likelihood interval, for deviations that are independent of each other.
    /// </summary>
    /// <param name="course">The course that this was fitted to.</param>
    /// <returns>Null for never; both null when none of them reaches it.</returns>
    public (double? Earliest, double? Latest) Reaches(ReadOnlySpan<TrendPoint> course, double limit)
    {
        var t = Student(course.Length - 3);
        var floor = Math.Max(Residual, LeastVariance * course.Length);
        var allowed = Residual + (floor * t * t / (course.Length - 3));
        var (low, high) = (Edge(course, allowed, 1 / 1.1), Edge(course, allowed, 1.1));
        double earliest = double.PositiveInfinity, latest = 0;
        for (var i = 0; i <= Steps; i++)
        {
            var tau = low * Math.Pow(high / low, (double)i / Steps);
            var line = ExponentialLine.Of(course, tau);
            var slack = Math.Sqrt(Math.Max(0, allowed - line.Residual));
            for (var a = 0; a < Angles; a++)
            {
                var (sin, cos) = Math.SinCos(2 * Math.PI * a / Angles);
                var (middle, slope) = (slack * cos / Math.Sqrt(course.Length), slack * sin / Math.Sqrt(line.Spread));
                var minutes = TimeToBreach.FirstOrder(line.Now(middle, slope), line.End(middle, slope), tau, limit) ?? double.PositiveInfinity;
                (earliest, latest) = (Math.Min(earliest, minutes), Math.Max(latest, minutes));
            }
        }

        return (double.IsFinite(earliest) ? earliest : null, double.IsFinite(latest) ? latest : null);
    }

    /// <summary>How far τ can go until the course contradicts it: first in steps of a factor, then by halving the last one.</summary>
    private double Edge(ReadOnlySpan<TrendPoint> course, double allowed, double factor)
    {
        var tau = Tau;
        for (var i = 0; i < 120 && ExponentialLine.Of(course, tau * factor).Residual <= allowed; i++)
        {
            tau *= factor;
        }

        var (inside, outside) = (tau, tau * factor);
        for (var i = 0; i < 20; i++)
        {
            var middle = Math.Sqrt(inside * outside);
            (inside, outside) = ExponentialLine.Of(course, middle).Residual <= allowed ? (middle, outside) : (inside, middle);
        }

        return inside;
    }

    private static double Golden(ReadOnlySpan<TrendPoint> course, double low, double high)
    {
        var ratio = (Math.Sqrt(5) - 1) / 2;
        for (var i = 0; i < 80; i++)
        {
            var (a, b) = (high - (ratio * (high - low)), low + (ratio * (high - low)));
            (low, high) = ExponentialLine.Of(course, a).Residual < ExponentialLine.Of(course, b).Residual ? (low, b) : (a, high);
        }

        return (low + high) / 2;
    }

    /// <summary>Student's t for 95 % on two sides, by the expansion of Cornish and Fisher; within 1 % from five degrees of freedom.</summary>
    private static double Student(int freedom)
    {
        const double z = 1.959964;
        var (z3, z5) = (z * z * z, z * z * z * z * z);
        return z + ((z3 + z) / (4 * freedom)) + (((5 * z5) + (16 * z3) + (3 * z)) / (96.0 * freedom * freedom));
    }
}
