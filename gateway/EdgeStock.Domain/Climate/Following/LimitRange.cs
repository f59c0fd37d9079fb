namespace EdgeStock.Domain;

/// <summary>Limits of one quantity at a climate point, and the goods that ask for them.</summary>
/// <param name="LowBecause">Null: the point's own; likewise <paramref name="HighBecause"/>.</param>
internal sealed record LimitRange(double? Low, double? High, LimitReason? LowBecause, LimitReason? HighBecause)
{
    /// <summary>A channel's own.</summary>
    public static LimitRange Of(ClimateChannel channel) => new(channel.Low, channel.High, null, null);

    /// <summary>What satisfies both: of each side the stricter limit, and of two that are equal this one's.</summary>
    public LimitRange And(LimitRange other)
    {
        var (low, high) = (other.Low > (Low ?? double.NegativeInfinity), other.High < (High ?? double.PositiveInfinity));
        return new(low ? other.Low : Low, high ? other.High : High, low ? other.LowBecause : LowBecause, high ? other.HighBecause : HighBecause);
    }

    /// <summary>A value can be back within both limits: they are two deadbands apart.</summary>
    public bool HasRoom(double deadband) => Low is not { } low || High is not { } high || high - low >= 2 * deadband;

    /// <summary>The same limits, whoever asks for them.</summary>
    public bool IsSame(LimitRange other) => Low == other.Low && High == other.High;

    /// <summary>Stricter than another on some side.</summary>
    public bool IsTighter(LimitRange other) => Low > (other.Low ?? double.NegativeInfinity) || High < (other.High ?? double.PositiveInfinity);
}
