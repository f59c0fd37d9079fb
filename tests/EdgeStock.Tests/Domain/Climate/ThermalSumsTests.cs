using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain.Climate;

/// <summary>Figures of a lot, by hand: minutes outside, means, humidity dose, mean kinetic temperature.</summary>
public sealed class ThermalSumsTests
{
    private static readonly ClimateLimits Fridge = new(2, 8, null, null);
    private static readonly ClimateLimits Sterile = new(19, 25, 30, 70);

    [Fact]
    public void A_lot_that_moves_from_a_cool_to_a_warm_room_has_the_minutes_of_each()
    {
        var cool = Sum(10, [At(5)], Fridge);
        var warm = Sum(10, [At(20, Sterile)], Fridge);
        var whole = cool.With(warm);

        Assert.Equal((0, 10, 10), (cool.Own.Known, warm.Own.Known, whole.Own.Known));
        Assert.Equal(0, whole.OfRoom.Known);
        Assert.Equal((20, 0, 5.0, 20.0, (12.5, 12.5)), (whole.Minutes, whole.Unknown, whole.Lowest, whole.Highest, whole.Mean!.Value));

        // 10 000 K / −ln((e^(−10000/278.15) + e^(−10000/293.15)) / 2) − 273.15
        Assert.Equal(15.38433, whole.Kinetic(8).Low!.Value, 5);
        Assert.Equal(15.38433, whole.Kinetic(8).High!.Value, 5);
    }

    [Fact]
    public void Of_several_points_the_worst_counts_and_the_mean_lies_between_them()
    {
        var sums = Sum(60, [At(7), At(9)], Fridge);

        Assert.Equal((60, 7.0, 9.0, (7.0, 9.0)), (sums.Own.Known, sums.Lowest, sums.Highest, sums.Mean!.Value));
        Assert.Equal(7, sums.Kinetic(8).Low!.Value, 9);
        Assert.Equal(9, sums.Kinetic(8).High!.Value, 9);
        Assert.Equal(60, Sum(60, [At(1), At(5)], Fridge).Own.Known);
    }

    [Fact]
    public void A_minute_at_the_limit_is_within_and_one_that_nobody_measured_is_unknown_and_widens_the_mean()
    {
        Assert.Equal(0, Sum(5, [At(8)], Fridge).Own.Known);

        var gap = Sum(60, [At(5)], Fridge).With(Sum(60, [default], Fridge));
        Assert.Equal((120, 60, 60), (gap.Minutes, gap.Measured, gap.Unknown));
        Assert.Equal(0.5, gap.Kinetic(8).Coverage);

        // A refrigerator's gap can have been −10 to 30 °C.
        Assert.InRange(gap.Kinetic(8).Low!.Value, -1, 4.9);
        Assert.InRange(gap.Kinetic(8).High!.Value, 20, 29.9);
        Assert.Equal(60, Sum(60, [default, At(5)], Fridge).Measured);
    }

    [Fact]
    public void Of_an_hour_it_is_told_what_is_sure_and_what_can_have_been()
    {
        Assert.Equal(new OutsideMinutes(0, 60), Sum(60, [Hour(6, 4, 9)], Fridge).Own);
        Assert.Equal(new OutsideMinutes(60, 0), Sum(60, [Hour(9, 8.5, 10)], Fridge).Own);
        Assert.Equal(default, Sum(60, [Hour(6, 4, 8)], Fridge).Own);
    }

    [Fact]
    public void The_humidity_dose_is_the_hours_times_the_percent_above_the_upper_humidity()
    {
        // Two hours at 75 % and one at 65 %, limit 70 %: 2 h · 5 % = 10 %RH·h.
        var sums = Sum(120, [Damp(75, 75, 75)], Sterile).With(Sum(60, [Damp(65, 65, 65)], Sterile));
        Assert.Equal((10.0, 10.0, 120), (Math.Round(sums.DoseLow, 9), Math.Round(sums.DoseHigh, 9), sums.Own.Known));

        // An hour of 60 to 80 % with mean 70: nothing if it stood at its mean, half an hour at 80 % if only the extremes occurred.
        var hour = Sum(60, [Damp(70, 60, 80)], Sterile);
        Assert.Equal((0.0, 5.0), (hour.DoseLow, Math.Round(hour.DoseHigh, 9)));
        Assert.Equal(0, Sum(60, [Damp(75, 75, 75)], Fridge).DoseHigh);
    }

    private static ThermalSums Sum(int minutes, PlaceMinute[] points, ClimateLimits? own) => Enumerable.Range(0, minutes).Aggregate(ThermalSums.None, (sums, _) => sums.With(points, own));

    private static PlaceMinute At(double celsius, ClimateLimits? limits = null) => new(Span(celsius, celsius, celsius), null, limits, KineticSum.Of(celsius, 1), false);

    private static PlaceMinute Hour(double mean, double low, double high) => new(Span(mean, low, high), null, null, KineticSum.Of(mean, low, high, 1), true);

    private static PlaceMinute Damp(double mean, double low, double high) => new(null, Span(mean, low, high), null, default, low < high);

    private static MilliSpan Span(double mean, double low, double high) => new(MilliSpan.Milli(mean), MilliSpan.Milli(low), MilliSpan.Milli(high), 1);
}
