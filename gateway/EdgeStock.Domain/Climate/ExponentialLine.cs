namespace EdgeStock.Domain;

/// <summary>
/// Least squares of a course on one given shape: value = middle + slope·(shape − mean shape). With shape exp(−t/τ) it is a first-order response
/// of that τ, with shape t a straight line.
/// </summary>
/// <param name="Middle">Mean of the values.</param>
/// <param name="Slope">What one unit of the shape adds.</param>
/// <param name="MeanShape">Mean of the shape.</param>
/// <param name="Spread">Sum of squares of the shape about its mean.</param>
/// <param name="LastShape">The shape at the last point.</param>
/// <param name="Residual">Sum of squares of what the fit leaves.</param>
internal readonly record struct ExponentialLine(double Middle, double Slope, double MeanShape, double Spread, double LastShape, double Residual)
{
    /// <summary>The fit with a time constant in minutes; infinite for a straight line.</summary>
    public static ExponentialLine Of(ReadOnlySpan<TrendPoint> course, double tau)
    {
        double shapes = 0, values = 0;
        foreach (var point in course)
        {
            shapes += Shape(point.Minute - course[0].Minute, tau);
            values += point.Value;
        }

        var (meanShape, middle) = (shapes / course.Length, values / course.Length);
        double spread = 0, product = 0;
        foreach (var point in course)
        {
            var shape = Shape(point.Minute - course[0].Minute, tau) - meanShape;
            spread += shape * shape;
            product += shape * (point.Value - middle);
        }

        var slope = spread > 0 ? product / spread : 0;
        double residual = 0;
        foreach (var point in course)
        {
            var left = point.Value - middle - (slope * (Shape(point.Minute - course[0].Minute, tau) - meanShape));
            residual += left * left;
        }

        return new(middle, slope, meanShape, spread, Shape(course[^1].Minute - course[0].Minute, tau), residual);
    }

    /// <summary>The value at the last point when middle and slope are off by so much.</summary>
    public double Now(double middleOff = 0, double slopeOff = 0) => Middle + middleOff + ((Slope + slopeOff) * (LastShape - MeanShape));

    /// <summary>Where a first-order response ends, likewise: its shape is 0 there.</summary>
    public double End(double middleOff = 0, double slopeOff = 0) => Middle + middleOff - ((Slope + slopeOff) * MeanShape);

    private static double Shape(double minute, double tau) => double.IsInfinity(tau) ? minute : Math.Exp(-minute / tau);
}
