namespace EdgeStock.Domain;

/// <summary>The dew point of one hour at one climate point.</summary>
/// <param name="Hour">Hours since 1970.</param>
/// <param name="Celsius">Median of the hour's minutes.</param>
/// <param name="U">Its expanded uncertainty in K.</param>
public sealed record PeerHour(long Hour, double Celsius, double U);

/// <summary>What must be remembered over a restart of a sensor that has peers.</summary>
/// <param name="Hour">The hour being gathered, in hours since 1970.</param>
/// <param name="Minutes">Dew points of its minutes so far, in °C.</param>
/// <param name="U">Expanded uncertainty of the last of them, in K.</param>
/// <param name="Hours">Hours before it, oldest first, at most 24.</param>
/// <param name="Judged">The last hour that was judged.</param>
/// <param name="Disagrees">It was said to disagree and not yet to agree again.</param>
public sealed record PeerMemory(long Hour, IReadOnlyList<double> Minutes, double U, IReadOnlyList<PeerHour> Hours, long Judged, bool Disagrees)
{
    /// <summary>Before the first minute.</summary>
    public static PeerMemory Empty { get; } = new(0, [], 0, [], 0, false);
}
