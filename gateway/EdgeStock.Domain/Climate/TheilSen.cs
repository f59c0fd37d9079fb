namespace EdgeStock.Domain;

/// <summary>
/// The straight trend of a course: the median of the slopes between all pairs of its points, which a few wrong values do not move
/// (Theil 1950, Sen 1968).
/// </summary>
/// <param name="Slope">Per minute.</param>
/// <param name="SlopeLow">Lower end of the slope's interval, 95 % for independent deviations.</param>
/// <param name="SlopeHigh">Upper end.</param>
/// <param name="Level">The line's value at the last point.</param>
/// <param name="LevelLow">That of the line with the low slope: all three turn about the middle of the course.</param>
/// <param name="LevelHigh">That of the line with the high slope.</param>
public sealed record TheilSen(double Slope, double SlopeLow, double SlopeHigh, double Level, double LevelLow, double LevelHigh)
{
    /// <summary>More points would take a second rather than a blink: slopes grow with the square.</summary>
    public const int MostPoints = 240;

    private const int FewestPoints = 3;
    private const double Z = 1.959964;

    /// <summary>The trend of a course.</summary>
    /// <returns>Null for fewer than three points in time.</returns>
    /// <exception cref="ArgumentException">More than <see cref="MostPoints"/>.</exception>
    public static TheilSen? Of(ReadOnlySpan<TrendPoint> course)
    {
        if (course.Length > MostPoints)
        {
            throw new ArgumentException($"{course.Length} points: thin them to {MostPoints}", nameof(course));
        }

        var (slopes, found) = (new double[course.Length * Math.Max(0, course.Length - 1) / 2], 0);
        for (var i = 0; i < course.Length; i++)
        {
            for (var j = i + 1; j < course.Length; j++)
            {
                if (course[j].Minute > course[i].Minute)
                {
                    slopes[found++] = (course[j].Value - course[i].Value) / (course[j].Minute - course[i].Minute);
                }
            }
        }

        if (course.Length < FewestPoints || found < FewestPoints)
        {
            return null;
        }

        // Ranks of the interval's ends from the variance of Kendall's S without ties (Gilbert 1987, 16.5): ties make it only wider than need be.
        Array.Sort(slopes, 0, found);
        double n = course.Length;
        var reach = Z * Math.Sqrt(n * (n - 1) * ((2 * n) + 5) / 18);
        var low = Math.Max(0, (int)Math.Floor((found - reach) / 2) - 1);
        var high = Math.Min(found - 1, (int)Math.Ceiling((found + reach) / 2));
        var slope = Median(slopes.AsSpan(0, found));
        return new(slope, slopes[low], slopes[high], LevelOf(course, slope), LevelOf(course, slopes[low]), LevelOf(course, slopes[high]));
    }

    private static double LevelOf(ReadOnlySpan<TrendPoint> course, double slope)
    {
        var (levels, last) = (new double[course.Length], course[^1].Minute);
        for (var i = 0; i < course.Length; i++)
        {
            levels[i] = course[i].Value + (slope * (last - course[i].Minute));
        }

        Array.Sort(levels);
        return Median(levels);
    }

    private static double Median(ReadOnlySpan<double> sorted) =>
        sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
}
