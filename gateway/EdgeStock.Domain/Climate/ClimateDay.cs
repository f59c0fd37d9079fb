using System.Globalization;

namespace EdgeStock.Domain;

/// <summary>An hour of a climate point, as its seal tells it.</summary>
/// <param name="Hour">0 to 23, UTC.</param>
/// <param name="Minutes">Minutes with a temperature; what is missing to 60 was not measured.</param>
/// <param name="Least">Lower bound of their heat, in minutes at 25 °C.</param>
/// <param name="Most">Upper bound.</param>
/// <param name="Min">Lowest temperature in thousandths of °C; likewise the highest.</param>
/// <param name="Above">A temperature in °C above which minutes were counted; null where nobody counted.</param>
/// <param name="MinutesAbove">Those minutes.</param>
public sealed record ClimateHour(int Hour, int Minutes, double Least, double Most, long Min, long Max, double? Above, int MinutesAbove)
{
    /// <summary>Its heat, and the time without any.</summary>
    public KineticSum Sum() => new(Least, Most, Minutes, Math.Max(0, 60 - Minutes));

    /// <summary>Minutes above a limit, at least and at most: they are exact where the seal counted by this limit, or the whole hour was on one side of it.</summary>
    public (int Least, int Most) MinutesOver(double limit)
    {
        var milli = MilliSpan.Milli(limit);
        return Above == limit ? (MinutesAbove, MinutesAbove)
            : Max <= milli ? (0, 0)
            : Min > milli ? (Minutes, Minutes)
            : Above > limit ? (MinutesAbove, Minutes)
            : Above < limit ? (0, MinutesAbove) : (0, Minutes);
    }

    /// <summary>What a seal says; null where it says nothing of temperature.</summary>
    public static ClimateHour? Of(StoreroomEvent e) => e switch
    {
        ClimateHourSealed { Temperature: { } t } h => Of(h.Hour, h.Heat, t.Sum / (double)t.Samples, t.Min, t.Max, Math.Max(h.Good + h.Uncertain, t.Above + t.Below), t.High / 1000.0, t.Above),
        ClimateHourSealedV1 { Temperature: { } t } h => Of(h.Hour, null, t.Mean * 1000, MilliSpan.Milli(t.Min), MilliSpan.Milli(t.Max), h.Minutes, null, 0),
        _ => null,
    };

    /// <summary>Both: an hour can be sealed in parts.</summary>
    internal ClimateHour With(ClimateHour more) => new(
        Hour, Minutes + more.Minutes, Math.Round(Least + more.Least, 6), Math.Round(Most + more.Most, 6), Math.Min(Min, more.Min), Math.Max(Max, more.Max),
        Above == more.Above ? Above : null, Above == more.Above ? MinutesAbove + more.MinutesAbove : 0);

    private static ClimateHour Of(DateTimeOffset hour, HourHeat? heat, double mean, long min, long max, int minutes, double? above, int minutesAbove)
    {
        if (heat is null)
        {
            var known = Math.Min(minutes, 60);
            var sum = KineticSum.Of(Math.Clamp(mean, min, max) / 1000, min / 1000.0, max / 1000.0, known);
            heat = new HourHeat(known, sum.Low, sum.High, above, minutesAbove).Rounded();
        }

        return new(hour.UtcDateTime.Hour, heat.Minutes, heat.Least, heat.Most, min, max, heat.Above, heat.MinutesAbove);
    }
}

/// <summary>The hours of a climate point on one day, for what is reckoned over running windows.</summary>
/// <param name="Room">Its storeroom then.</param>
/// <param name="Day">UTC.</param>
/// <param name="Hours">In their order; those without a temperature are not among them.</param>
public sealed record ClimateDay(string Point, string Room, DateOnly Day, IReadOnlyList<ClimateHour> Hours)
{
    /// <summary>Its key among the read models.</summary>
    public string Key() => KeyOf(Point, Day);

    /// <summary>The same of any.</summary>
    public static string KeyOf(string point, DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{point}/{day:yyyy-MM-dd}");

    /// <summary>Start of one of its hours.</summary>
    public DateTimeOffset At(int hour) => new(Day.ToDateTime(new TimeOnly(hour, 0)), TimeSpan.Zero);
}
