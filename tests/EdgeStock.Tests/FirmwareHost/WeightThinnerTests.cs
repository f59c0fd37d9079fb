using EdgeStock.FirmwareHost.Drivers.Weights;

namespace EdgeStock.Tests.FirmwareHost;

public sealed class WeightThinnerTests
{
    private static readonly ReportRule Rule = new(10, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), 4);

    [Fact]
    public void An_idle_scale_is_reported_once_per_idle_interval()
    {
        var times = Reported(0, 60, 20, t => 1000 + (t % 0.7));

        // the first value opens a hold of 5 s at 10 Hz, then one a second
        Assert.InRange(times.Count(t => t < 5), 49, 51);
        Assert.InRange(times.Count(t => t >= 5), 54, 56);
    }

    [Fact]
    public void A_step_is_reported_at_once_and_fast_until_hold_after_it()
    {
        var times = Reported(0, 40, 20, t => t < 20.3 ? 1000 : 588);

        Assert.Contains(20.3, times);
        Assert.InRange(times.Count(t => t is >= 20.3 and < 25.3), 49, 51);
        Assert.InRange(times.Count(t => t >= 25.4), 13, 16);
    }

    [Fact]
    public void Movement_during_the_hold_prolongs_it()
    {
        var times = Reported(0, 40, 20, t => t < 20 ? 1000 : t < 24 ? 588 : 176);

        Assert.InRange(times.Count(t => t is >= 20 and < 29), 89, 91);
    }

    [Fact]
    public void Creep_within_the_trigger_stays_idle_because_the_level_follows()
    {
        var times = Reported(0, 400, 10, t => 1000 + (t * 0.1));

        Assert.InRange(times.Count(t => t >= 6), 390, 398);
    }

    [Fact]
    public void A_stream_of_just_the_wanted_rate_is_not_halved_by_its_jitter()
    {
        var random = new Random(1);
        var thinner = new WeightThinner(Rule);

        var taken = Enumerable.Range(0, 50).Count(i => thinner.TakesWeight(TimeSpan.FromMilliseconds((i * 100) + random.Next(-10, 10)), i * 10));

        Assert.Equal(50, taken);
    }

    [Fact]
    public void A_state_is_told_once_per_change_and_then_at_the_idle_rate()
    {
        var thinner = new WeightThinner(Rule);
        thinner.TakesWeight(TimeSpan.Zero, 1000);

        var overload = Enumerable.Range(0, 100).Where(i => thinner.TakesState(TimeSpan.FromSeconds(1.05 + (i * 0.05)), "overload")).ToList();
        var underload = thinner.TakesState(TimeSpan.FromSeconds(6.1), "underload");
        var back = thinner.TakesWeight(TimeSpan.FromSeconds(6.15), 1000);

        Assert.Equal(0, overload[0]);
        Assert.InRange(overload.Count, 5, 6);
        Assert.True(underload);
        Assert.True(back);
    }

    private static List<double> Reported(double from, double to, double hertz, Func<double, double> grams)
    {
        var thinner = new WeightThinner(Rule);
        return [.. Enumerable.Range(0, (int)((to - from) * hertz)).Select(i => Math.Round(from + (i / hertz), 3)).Where(t => thinner.TakesWeight(TimeSpan.FromSeconds(t), grams(t)))];
    }
}
