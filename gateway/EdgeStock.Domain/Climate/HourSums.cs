namespace EdgeStock.Domain;

/// <summary>
/// What an hour's minutes say of one quantity, in whole thousandths of °C or %: exact, and open to being added up. The mean is
/// <paramref name="Sum"/> / <paramref name="Samples"/>.
/// </summary>
/// <param name="Samples">Good values in the minutes.</param>
/// <param name="Sum">Over the minutes: stored mean times samples.</param>
/// <param name="Above">Minutes whose stored mean is above <paramref name="High"/>.</param>
/// <param name="Below">Minutes whose stored mean is below <paramref name="Low"/>.</param>
/// <param name="Low">The lower limit that was in force; null where there was none.</param>
/// <param name="High">The upper one.</param>
public sealed record HourSpan(long Samples, long Sum, long Min, long Max, int Above, int Below, long? Low, long? High)
{
    /// <summary>With one more minute.</summary>
    internal static HourSpan? With(HourSpan? hour, MilliSpan? minute, ClimateChannel? channel)
    {
        if (minute is not { } m)
        {
            return hour;
        }

        var (low, high) = (Milli(channel?.Low), Milli(channel?.High));
        var (above, below) = (m.Mean > high ? 1 : 0, m.Mean < low ? 1 : 0);
        return hour is null
            ? new(m.Samples, m.Mean * m.Samples, m.Min, m.Max, above, below, low, high)
            : new(hour.Samples + m.Samples, hour.Sum + (m.Mean * m.Samples), Math.Min(hour.Min, m.Min), Math.Max(hour.Max, m.Max), hour.Above + above, hour.Below + below, low, high);
    }

    private static long? Milli(double? limit) => limit is { } l ? MilliSpan.Milli(l) : null;
}

/// <summary>What came of an hour so far: how its minutes were, and what they say.</summary>
/// <param name="Dropped">Minutes that were not kept because the disk was short; they are in all other figures.</param>
/// <param name="Good">Minutes of good quality; likewise the next two.</param>
public sealed record HourSums(int Dropped, int Good, int Uncertain, int Bad, HourSpan? Temperature, HourSpan? Humidity)
{
    /// <summary>How warm they were; null where no running window asks.</summary>
    public HourHeat? Heat { get; init; }

    /// <summary>Before the first minute.</summary>
    public static HourSums Empty { get; } = new(0, 0, 0, 0, null, null);

    /// <summary>With one more minute at this point.</summary>
    internal HourSums With(StoredMinute minute, ClimatePoint point, bool kept) => new(
        Dropped + (kept ? 0 : 1),
        Good + (minute.Quality == (long)Quality.Good ? 1 : 0),
        Uncertain + (minute.Quality == (long)Quality.Uncertain ? 1 : 0),
        Bad + (minute.Quality == (long)Quality.Bad ? 1 : 0),
        HourSpan.With(Temperature, minute.Temperature, Channel(point, Quantity.Temperature)),
        HourSpan.With(Humidity, minute.Humidity, Channel(point, Quantity.Humidity)))
    {
        Heat = HourHeat.With(Heat, minute.Temperature, point.Rules),
    };

    private static ClimateChannel? Channel(ClimatePoint point, Quantity quantity) => point.Channels.FirstOrDefault(c => c.Quantity == quantity);
}
