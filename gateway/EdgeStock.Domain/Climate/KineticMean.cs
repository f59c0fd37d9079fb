namespace EdgeStock.Domain;

/// <summary>A mean kinetic temperature and what is known of it.</summary>
/// <param name="Known">Of the time that was measured, in °C (the middle of its bounds); null when none was.</param>
/// <param name="Low">It is at least this, whatever the temperature was while nobody measured; null for no time at all, likewise high.</param>
/// <param name="High">It is at most this.</param>
/// <param name="Coverage">Share of the time that was measured, 0 to 1.</param>
public sealed record KineticMean(double? Known, double? Low, double? High, double Coverage)
{
    /// <summary>Whether it stands within an upper limit: for sure, surely not, or not to be told from this record.</summary>
    public KineticVerdict Against(double limit) =>
        High <= limit ? KineticVerdict.Within : Low > limit ? KineticVerdict.Exceeded : KineticVerdict.Unknown;
}
