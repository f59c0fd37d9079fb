using EdgeStock.Simulator.Physics;

namespace EdgeStock.Simulator.ClimateYear;

/// <summary>Something that wanders about 0 and forgets in a time constant: an autoregressive process of the first order.</summary>
/// <param name="hours">The time constant.</param>
/// <param name="deviation">Standard deviation in the long run.</param>
internal sealed class Wander(ChanceStream stream, double hours, double deviation)
{
    private long step;
    private double value = deviation * stream.At(-1).Gaussian();

    /// <summary>The value after some time.</summary>
    public double After(double hoursPassed)
    {
        var kept = Math.Exp(-hoursPassed / hours);
        var chance = stream.At(step++);
        return value = (value * kept) + (deviation * Math.Sqrt(1 - (kept * kept)) * chance.Gaussian());
    }
}
