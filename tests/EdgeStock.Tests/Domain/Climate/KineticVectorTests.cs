using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain;

/// <summary>Known answers of mean kinetic temperature, made with an independent implementation: ΔH/R = 10,000 K, weighted by time.</summary>
public sealed class KineticVectorTests
{
    [Theory]
    [InlineData("22 for 720", 22.0000)]
    [InlineData("20 for 1, 30 for 1", 26.2599)]
    [InlineData("15 for 1, 25 for 1", 21.3004)]
    [InlineData("22 for 696, 40 for 24", 23.5996)]
    [InlineData("24 for 696, 40 for 24", 25.2602)]
    [InlineData("5 for 20, 15 for 4", 7.7046)]
    [InlineData("5 for 18, 14 for 6", 8.2852)]
    [InlineData("22 for 11, 30 for 1", 22.9939)]
    public void A_mean_kinetic_temperature_follows_from_hours_at_temperatures(string course, double expected) =>
        Assert.Equal(expected, MeanKineticTemperature.Of(Parse(course)), 5e-5);

    [Theory]
    [InlineData("22 for 696, 40 for 24", 25, KineticVerdict.Within)]
    [InlineData("24 for 696, 40 for 24", 25, KineticVerdict.Exceeded)]
    [InlineData("5 for 20, 15 for 4", 8, KineticVerdict.Within)]
    [InlineData("5 for 18, 14 for 6", 8, KineticVerdict.Exceeded)]
    public void It_stands_within_its_limit_or_not(string course, double limit, KineticVerdict expected) =>
        Assert.Equal(expected, Sum(course).Mean(new(0, 1)).Against(limit));

    // 11 samples at 22 °C in 11 hours and 60 at 30 °C in one: by samples it would be 29.1200.
    [Fact]
    public void A_stretch_counts_by_its_time_and_not_by_its_samples()
    {
        var often = Enumerable.Range(0, 11).Select(_ => KineticSum.Of(22, 60)).Concat(Enumerable.Range(0, 60).Select(_ => KineticSum.Of(30, 1)));

        Assert.Equal(22.9939, often.Aggregate((a, b) => a.With(b)).Mean(new(0, 1)).Known!.Value, 5e-5);
        Assert.Equal(29.1200, MeanKineticTemperature.Of([(22, TimeSpan.FromMinutes(11)), (30, TimeSpan.FromMinutes(60))]), 5e-5);
    }

    [Fact]
    public void A_gap_is_bounded_by_what_is_credible_and_never_filled()
    {
        var mean = KineticSum.Of(22, 672 * 60).With(KineticSum.Gap(48 * 60)).Mean(new(15, 30));

        Assert.Equal(22, mean.Known!.Value, 1e-9);
        Assert.Equal(21.6684, mean.Low!.Value, 5e-5);
        Assert.Equal(22.8035, mean.High!.Value, 5e-5);
        Assert.Equal(0.9333, mean.Coverage, 5e-5);
    }

    // The gap of the vector above decides between 21.6684 and 22.8035.
    [Theory]
    [InlineData(22.81, KineticVerdict.Within)]
    [InlineData(22.5, KineticVerdict.Unknown)]
    [InlineData(21.66, KineticVerdict.Exceeded)]
    public void A_limit_within_the_interval_cannot_be_judged(double limit, KineticVerdict expected) =>
        Assert.Equal(expected, KineticSum.Of(22, 672 * 60).With(KineticSum.Gap(48 * 60)).Mean(new(15, 30)).Against(limit));

    // Half at 20 and half at 30 °C is the vector two-equal; a steady 25 °C is the least that this mean can be.
    [Fact]
    public void What_is_known_as_mean_lowest_and_highest_has_the_bounds_of_every_such_course()
    {
        var mean = KineticSum.Of(25, 20, 30, 60).Mean(new(0, 1));

        Assert.Equal(25, mean.Low!.Value, 1e-9);
        Assert.Equal(26.2599, mean.High!.Value, 5e-5);
        Assert.InRange(mean.Known!.Value, 25, 26.2599);
    }

    [Fact]
    public void Nothing_measured_leaves_the_credible_range_and_no_time_nothing()
    {
        var gap = KineticSum.Gap(60).Mean(new(15, 30));

        Assert.Null(gap.Known);
        Assert.Equal((15, 30, 0), (Math.Round(gap.Low!.Value, 9), Math.Round(gap.High!.Value, 9), gap.Coverage));
        Assert.Equal(new KineticMean(null, null, null, 0), default(KineticSum).Mean(new(15, 30)));
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => MeanKineticTemperature.Rate(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => MeanKineticTemperature.Rate(-273.15));
        Assert.Throws<ArgumentOutOfRangeException>(() => KineticSum.Gap(-1));
        Assert.Throws<ArgumentException>(() => new CredibleRange(30, 15));
        Assert.Throws<ArgumentException>(() => MeanKineticTemperature.Of([]));
    }

    // USP <659>/<1079.2>: 30 days for rooms, 24 hours for the cold.
    [Theory]
    [InlineData("med-room", 720)]
    [InlineData("se-sterile", 720)]
    [InlineData("general", 720)]
    [InlineData("med-cool", 24)]
    [InlineData("med-fridge", 24)]
    [InlineData("med-freezer", 24)]
    public void The_window_is_a_month_for_rooms_and_a_day_for_the_cold(string profile, int hours) =>
        Assert.Equal(hours, KineticWindow.For(ClimateProfile.Find(profile)!.High).Length.TotalHours);

    private static KineticSum Sum(string course) => Parse(course).Select(s => KineticSum.Of(s.Celsius, s.Time.TotalMinutes)).Aggregate((a, b) => a.With(b));

    private static IEnumerable<(double Celsius, TimeSpan Time)> Parse(string course) =>
        course.Split(", ").Select(s => s.Split(" for ")).Select(s => (double.Parse(s[0], null), TimeSpan.FromHours(int.Parse(s[1], null))));
}
