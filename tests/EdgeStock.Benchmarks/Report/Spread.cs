namespace EdgeStock.Benchmarks.Report;

/// <summary>One figure over the rounds.</summary>
internal readonly record struct Spread(double Median, double Min, double Max)
{
    public static Spread Of(IEnumerable<double> rounds)
    {
        var sorted = rounds.Order().ToArray();
        return new(Middle(sorted), sorted[0], sorted[^1]);
    }

    /// <summary>Round by round, so that what disturbs both sides of a round cancels out.</summary>
    public static Spread Ratio(IReadOnlyList<double> ours, IReadOnlyList<double> floor) => Of(ours.Zip(floor, (a, b) => a / b));

    /// <summary>The value below which a share of all values lies (nearest rank).</summary>
    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }

    private static double Middle(double[] sorted) =>
        sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
}
