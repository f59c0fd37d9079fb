namespace EdgeStock.Domain;

/// <summary>The normal distribution, as far as counting needs it.</summary>
internal static class Normal
{
    /// <summary>Probability that a standard normal value lies within ±z. Abramowitz and Stegun 7.1.26, error below 1.5e-7.</summary>
    public static double Within(double z)
    {
        var x = Math.Abs(z) / Math.Sqrt(2);
        var t = 1 / (1 + (0.3275911 * x));
        var poly = t * (0.254829592 + (t * (-0.284496736 + (t * (1.421413741 + (t * (-1.453152027 + (t * 1.061405429))))))));
        return 1 - (poly * Math.Exp(-x * x));
    }
}
