using EdgeStock.Domain;
using EdgeStock.Tests.Domain.Alarms;

namespace EdgeStock.Tests.Domain.Climate;

/// <summary>How long it may stay too warm, reckoned while it is. Known answer: a refrigerator that was at 5 °C for 24 h may be at 15 °C for 4.5210 h (limit 8 °C).</summary>
public sealed class StandingBudgetTests
{
    [Fact]
    public void Half_an_hour_of_it_is_spent()
    {
        var bench = TooWarm();
        var left = Of(bench, end => [.. Enumerable.Repeat(KineticSum.Of(15, 1), (int)(bench.Now - end).TotalMinutes)])!;

        Assert.Equal((15d, 8d, TimeSpan.FromHours(24)), (left.Celsius, left.Limit, left.Window));
        Assert.Equal((4.021, 4.021), (Math.Round(left.Left.AtLeast!.Value, 3), Math.Round(left.Left.AtMost!.Value, 3)));
    }

    [Fact]
    public void Without_the_minutes_since_the_last_full_hour_these_count_as_warm_as_the_alarms_peak_at_most()
    {
        var left = Of(TooWarm(), null)!.Left;

        Assert.Equal(4.021, left.AtLeast!.Value, 0.001);
        Assert.InRange(left.AtMost!.Value, 4.521, 4.8);
    }

    [Fact]
    public void While_no_upper_limit_is_broken_there_is_none()
    {
        var bench = TooWarm();
        bench.Minutes(20, 5);

        Assert.Null(Of(bench, null));
    }

    [Fact]
    public void Minutes_above_a_limit_that_an_older_seal_did_not_count_have_bounds()
    {
        var hour = new ClimateHour(6, 60, 60, 61, 24_000, 27_000, 25, 40);

        Assert.Equal((40, 40), hour.MinutesOver(25));
        Assert.Equal((0, 40), hour.MinutesOver(26));
        Assert.Equal((40, 60), hour.MinutesOver(24.5));
        Assert.Equal((0, 0), hour.MinutesOver(27));
        Assert.Equal((60, 60), hour.MinutesOver(23.9));
        Assert.Equal((0, 60), (hour with { Above = null }).MinutesOver(25));
    }

    [Fact]
    public void A_day_of_a_wrong_clock_pushes_out_one_day_and_not_the_month()
    {
        var site = TestSite.Make();
        var projection = Projection.Empty(site);
        for (var day = 0; day < 32; day++)
        {
            projection = projection.Apply(site, day + 1, Seal(TestSite.T0.AddDays(day)));
        }

        projection = projection.Apply(site, 40, Seal(TestSite.T0.AddYears(70)));
        Assert.Equal((32, TestSite.T0.AddYears(70).Year), (projection.Hours.Count, projection.Hours.Values.Max(d => d.Day.Year)));
        projection = projection.Apply(site, 41, Seal(TestSite.T0.AddDays(32)));

        // The oldest went when the wrong day came, and the wrong day with the next right one.
        Assert.Equal((32, 32), (projection.Hours.Count, projection.Hours.Values.Count(d => d.Day > DateOnly.FromDateTime(TestSite.T0.UtcDateTime) && d.Day.Year == 2026)));
    }

    private static ClimateHourSealed Seal(DateTimeOffset hour) => new(hour.AddHours(1), "sterile", "north", hour, 60, 0, "ab", 60, 0, 0, new(60, 60 * 22_000, 22_000, 22_000, 0, 0, 19_000, 25_000), null);

    private static StandingBudget? Of(AlarmBench bench, Func<DateTimeOffset, IReadOnlyList<KineticSum>>? minutes) =>
        StandingBudget.Of(bench.InForce.ClimatePoints[0], bench.Projection, 15, bench.Now, minutes);

    /// <summary>24 h at 5 °C, and half an hour at 15.</summary>
    private static AlarmBench TooWarm()
    {
        var site = AlarmBench.Site(AlarmBench.Channel with { High = 8 });
        var bench = new AlarmBench(site with { ClimatePoints = [site.ClimatePoints[0] with { Rules = ClimateProfile.Find("med-fridge") }] }) { Step = 60 };
        bench.Minutes(24 * 60, 5);
        bench.Minutes(30, 15);
        return bench;
    }
}
