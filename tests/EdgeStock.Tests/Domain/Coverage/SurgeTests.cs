using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain.Coverage;

public sealed class SurgeTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly Baseline FourADay = Baseline.Of(new(120, "inköp", Today), null, 30);

    [Fact]
    public void Three_times_the_normal_use_for_three_days_is_a_surge()
    {
        // 36 in three days where 12 are normal. Takings of several pieces have about twice a single one's variance: a negative binomial count with
        // mean 12 and variance 24 is 36 or more with probability 0.000173 (summed with lgamma in Python 3.11).
        var surge = Surge.Of(FourADay, Used(12, 12, 12), Today, standing: false);

        Assert.Equal((3, 12, 4), (surge!.Ratio, surge.RecentPerDay, surge.NormalPerDay));
        Assert.Equal(0.000173, surge.Probability, 6);
    }

    [Fact]
    public void A_surge_is_judged_by_the_time_before_it_and_not_by_itself()
    {
        // One a day for forty days, then three a day for a week. With that week in it the mean would be (40 + 21) / 47 = 1.3 a day.
        var days = Used([.. Enumerable.Repeat(3.0, 7), .. Enumerable.Repeat(1.0, 40)]);
        var baseline = Baseline.Of(null, MeasuredConsumption.Of(days, Today), 30);

        var surge = Surge.Of(baseline, days, Today, standing: false);

        Assert.Equal(1.3, baseline.PerDay!.Value, 2);
        Assert.Equal((3, 3, 1), (surge!.Ratio, surge.RecentPerDay, surge.NormalPerDay));
    }

    [Fact]
    public void A_good_day_is_no_surge_and_two_days_are_too_few_to_tell()
    {
        Assert.Null(Surge.Of(FourADay, Used(6, 5, 4), Today, standing: false));
        Assert.Null(Surge.Of(FourADay, Used(40, 40), Today, standing: false));
    }

    [Fact]
    public void A_surge_ends_only_when_a_weeks_use_is_near_normal()
    {
        // 35 in a week is 1.25 times the 28 that are normal; 32 is 1.14 times.
        Assert.NotNull(Surge.Of(FourADay, Used(5, 5, 5, 5, 5, 5, 5), Today, standing: true));
        Assert.Null(Surge.Of(FourADay, Used(4, 5, 4, 5, 5, 4, 5), Today, standing: true));
    }

    [Fact]
    public void Questions_of_what_would_be_are_answered_from_the_low_end()
    {
        // 80 for sure, 100 at best; 2 a day: 40 days. Twice the demand: 20 days, which is below a month today.
        LotStock[] lots = [new("A", null, 50, 60, 60), new("B", null, 30, 40, 40)];

        Assert.Equal(new(40, Today.AddDays(11), Today.AddDays(40)), CoverForecast.Of(lots, 2, Today, 30, new()));
        Assert.Equal(new(20, Today, Today.AddDays(20)), CoverForecast.Of(lots, 2, Today, 30, new(DemandFactor: 2)));
        Assert.Equal(new(15, Today, Today.AddDays(15)), CoverForecast.Of(lots, 2, Today, 30, new(RecalledLot: "A")));
        Assert.Equal(new(50, Today.AddDays(21), Today.AddDays(50)), CoverForecast.Of(lots, 2, Today, 30, new(SupplyStops: Today.AddDays(10))));
    }

    [Fact]
    public void Intermittent_demand_is_its_probability_times_its_size()
    {
        // Five pieces every tenth day for 90 days: 0.1 × 5 = 0.5 a day; the smoothing moves the probability by less than a tenth of it.
        var days = Enumerable.Range(1, 90).Select(i => new DayUse(Today.AddDays(-i), i % 10 == 0 ? 5 : 0)).ToList();

        var measured = MeasuredConsumption.Of(days, Today)!;

        Assert.Equal((ConsumptionMethod.Intermittent, 9), (measured.Method, measured.DemandDays));
        Assert.InRange(measured.PerDay, 0.45, 0.55);
        Assert.InRange(0.5, measured.Low, measured.High);
    }

    /// <summary>What was used on the last days, yesterday first.</summary>
    private static List<DayUse> Used(params double[] pieces) => [.. pieces.Select((p, i) => new DayUse(Today.AddDays(-1 - i), p))];
}
