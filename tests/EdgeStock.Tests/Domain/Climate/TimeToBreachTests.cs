using EdgeStock.Domain;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeStock.Tests.Domain;

public sealed class TimeToBreachTests
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(100).WithReplay(20261202, 3);

    // Known answers, made with an independent implementation.
    [Fact]
    public void A_line_and_a_first_order_response_pass_a_limit_when_they_pass_it()
    {
        Assert.Equal(50, TimeToBreach.Linear(22.5, 0.05, 25)!.Value, 1e-9);
        Assert.Equal(70.534, TimeToBreach.FirstOrder(21, 30, 120, 25)!.Value, 5e-4);
        Assert.Null(TimeToBreach.FirstOrder(21, 24.5, 120, 25));
    }

    [Theory]
    [InlineData(22.5, 0.0)]
    [InlineData(22.5, -0.05)]
    public void A_line_that_leads_elsewhere_never_passes(double now, double slope) => Assert.Null(TimeToBreach.Linear(now, slope, 25));

    // By hand: 8 → 2 °C at −0.1 K/min; 8 → 2 °C on the way to −20 °C with τ = 60: 60·ln(28/22).
    [Fact]
    public void The_lower_limit_is_passed_downwards()
    {
        Assert.Equal(60, TimeToBreach.Linear(8, -0.1, 2)!.Value, 1e-9);
        Assert.Equal(60 * Math.Log(28.0 / 22), TimeToBreach.FirstOrder(8, -20, 60, 2)!.Value, 1e-9);
        Assert.Null(TimeToBreach.FirstOrder(8, 2, 60, 2));
    }

    [Fact]
    public void A_pure_line_is_forecast_exactly()
    {
        var forecast = TimeToBreach.Of(Course(60, t => 19.55 + (0.05 * t)), ClimateState.High, 25)!;

        Assert.Equal(TrendModel.Linear, forecast.Model);
        Assert.Equal(50, forecast.Minutes!.Value, 1e-6);
        Assert.Equal((50, 50), (Math.Round(forecast.Earliest!.Value, 6), Math.Round(forecast.Latest!.Value, 6)));
    }

    // 21 → 30 °C with τ = 120 min passes 25 °C after 70.534 min; it was watched for 40 of them.
    [Fact]
    public void A_pure_first_order_response_is_forecast_exactly()
    {
        var forecast = TimeToBreach.Of(Course(41, t => 30 - (9 * Math.Exp(-t / 120))), ClimateState.High, 25)!;

        Assert.Equal(TrendModel.FirstOrder, forecast.Model);
        Assert.Equal(30, forecast.Fit!.To, 1e-3);
        Assert.Equal(120, forecast.Fit.Tau, 0.05);
        Assert.Equal(70.534 - 40, forecast.Minutes!.Value, 1e-2);
        Assert.InRange(forecast.Minutes.Value, forecast.Earliest!.Value, forecast.Latest!.Value);
    }

    [Fact]
    public void A_response_that_settles_below_the_limit_does_not_pass_it()
    {
        var forecast = TimeToBreach.Of(Course(90, t => 24.5 - (3.5 * Math.Exp(-t / 120))), ClimateState.High, 25)!;

        Assert.Equal(TrendModel.FirstOrder, forecast.Model);
        Assert.Null(forecast.Minutes);
        Assert.Null(forecast.Latest);
    }

    [Fact]
    public void Any_pure_response_is_forecast_exactly() => Prop.ForAll(
        Gen.Choose(20, 120).ToArbitrary(), Gen.Choose(30, 150).ToArbitrary(), Gen.Choose(-100, 200).ToArbitrary(), (tau, rise, start) =>
        {
            var (from, to) = (start / 10.0, (start + rise) / 10.0);
            var limit = from + (0.9 * (to - from));
            var forecast = TimeToBreach.Of(Course(61, t => to + ((from - to) * Math.Exp(-t / tau))), ClimateState.High, limit)!;
            var expected = Math.Max(0, (tau * Math.Log(10)) - 60);
            return Math.Abs(forecast.Minutes!.Value - expected) < 0.05 && (expected == 0 || forecast.Model == TrendModel.FirstOrder);
        }).Check(Config);

    [Fact]
    public void Any_pure_line_is_forecast_exactly() => Prop.ForAll(Gen.Choose(1, 200).ToArbitrary(), Gen.Choose(3, 60).ToArbitrary(), (slope, points) =>
    {
        var perMinute = slope / 1000.0;
        var forecast = TimeToBreach.Of(Course(points, t => 10 + (perMinute * t)), ClimateState.High, 40)!;
        return forecast.Model == TrendModel.Linear && Math.Abs(forecast.Minutes!.Value - ((30 / perMinute) - points + 1)) < 1e-3;
    }).Check(Config);

    /// <summary>The interval is meant to hold the truth in 95 of 100; with 400 courses fewer than 91 % would be no chance.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_interval_holds_the_truth_as_often_as_it_says(bool bent)
    {
        const int runs = 400;
        var (random, held) = (new Random(21), 0);
        for (var i = 0; i < runs; i++)
        {
            var course = Course(60, t => (bent ? 30 - (9 * Math.Exp(-t / 60)) : 21 + (0.05 * t)) + (0.03 * Normal(random)));
            var truth = bent ? (60 * Math.Log(9 / 1.5)) - 59 : (7.5 / 0.05) - 59;
            var forecast = TimeToBreach.Of(course, ClimateState.High, 28.5)!;
            held += forecast.Earliest <= truth && (forecast.Latest is null || forecast.Latest >= truth) ? 1 : 0;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{held} of {runs}");
        Assert.True(held >= 0.91 * runs, $"{held} of {runs}");
    }

    [Fact]
    public void A_calm_room_has_no_trend_and_so_no_forecast()
    {
        var random = new Random(5);
        var forecast = TimeToBreach.Of(Course(60, _ => 22 + (0.02 * Normal(random))), ClimateState.High, 25)!;

        Assert.Null(forecast.Minutes);
        Assert.Null(forecast.Latest);
    }

    [Fact]
    public void A_few_wrong_values_do_not_move_the_trend()
    {
        var course = Course(60, t => 20 + (0.05 * t));
        foreach (var at in new[] { 3, 17, 44, 58 })
        {
            course[at] = course[at] with { Value = 60 };
        }

        Assert.Equal(0.05, TheilSen.Of(course)!.Slope, 1e-9);
    }

    [Fact]
    public void What_is_beyond_already_has_no_time_left() =>
        Assert.Equal(0, TimeToBreach.Of(Course(30, t => 25.1 + (0.01 * t)), ClimateState.High, 25)!.Minutes);

    [Fact]
    public void Gaps_between_the_values_change_nothing()
    {
        var course = Course(60, t => 19.55 + (0.05 * t)).Where(p => p.Minute is < 12 or > 37).ToArray();

        Assert.Equal(50, TimeToBreach.Of(course, ClimateState.High, 25)!.Minutes!.Value, 1e-6);
    }

    [Fact]
    public void Two_values_are_no_trend_and_too_many_are_refused()
    {
        Assert.Null(TimeToBreach.Of(Course(2, t => t), ClimateState.High, 25));
        Assert.Throws<ArgumentException>(() => TimeToBreach.Of(Course(241, t => t), ClimateState.High, 25));
        Assert.Throws<ArgumentException>(() => TimeToBreach.Of(Course(20, t => t), ClimateState.Ok, 25));
    }

    private static TrendPoint[] Course(int points, Func<double, double> value) => [.. Enumerable.Range(0, points).Select(t => new TrendPoint(t, value(t)))];

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
