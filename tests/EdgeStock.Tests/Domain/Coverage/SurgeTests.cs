using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain.Coverage;

public sealed class SurgeTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly Baseline FourADay = Baseline.Of(new(120, "inköp", Today), null, 30);

    [Fact]
    public void Three_times_the_normal_use_for_three_days_is_a_surge()
    {
        // 36 in three days where 12 are normal: a Poisson count of 12 is 36 or more once in some hundred million times.
        var surge = Surge.Of(FourADay, Used(12, 12, 12), Today, standing: false);

        Assert.Equal((3, 12, 4), (surge!.Ratio, surge.RecentPerDay, surge.NormalPerDay));
        Assert.InRange(surge.Probability, 0, 1e-7);
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
