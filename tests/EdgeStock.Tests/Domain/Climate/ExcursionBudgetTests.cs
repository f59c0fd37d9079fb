using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain;

/// <summary>How long a temperature may stand. Known answers made with an independent implementation, good to a unit of their last digit.</summary>
public sealed class ExcursionBudgetTests
{
    private static readonly CredibleRange Room = new(15, 30);

    [Theory]
    [InlineData(22, 25, 720, 30, 202.3914)]
    [InlineData(22, 25, 720, 40, 48.6574)]
    [InlineData(5, 8, 24, 15, 4.5210)]
    [InlineData(5, 8, 24, 10, 12.6555)]
    public void Hours_follow_from_what_stood_before(double before, double limit, double window, double celsius, double expected)
    {
        Assert.Equal(expected, ExcursionBudget.Hours(before, limit, window, celsius)!.Value, 1e-4);

        // the countdown over a window of minutes must say the same
        var left = ExcursionBudget.Left(Steady(before, (int)window * 60), celsius, limit, Room);
        Assert.Equal(expected, left.AtLeast!.Value, 1e-4);
        Assert.Equal(expected, left.AtMost!.Value, 1e-4);
    }

    [Theory]
    [InlineData(22, 25, 25, null)]
    [InlineData(22, 25, 24.9, null)]
    [InlineData(26, 25, 30, 0.0)]
    [InlineData(25, 25, 30, 0.0)]
    [InlineData(25, 25, 25, null)]
    public void A_temperature_that_never_passes_has_no_end_and_what_is_passed_has_none_left(double before, double limit, double celsius, double? expected)
    {
        Assert.Equal(expected, ExcursionBudget.Hours(before, limit, 24, celsius));
        Assert.Equal(new(expected, expected), ExcursionBudget.Left(Steady(before, 1440), celsius, limit, Room));
    }

    // 12 h at 5 °C leave first: then the heat of the later 12 h at 7 °C is still there, so less is left than after a day at 5 °C.
    [Fact]
    public void What_the_window_holds_already_counts_until_it_leaves()
    {
        KineticSum[] window = [.. Steady(5, 720), .. Steady(7, 720)];
        var rate = MeanKineticTemperature.Rate;
        var byHand = 24 * (rate(8) - ((rate(5) + rate(7)) / 2)) / (rate(15) - rate(5));

        var left = ExcursionBudget.Left(window, 15, 8, Room);

        Assert.True(byHand < 12);
        Assert.Equal(byHand, left.AtLeast!.Value, 1e-6);
        Assert.True(left.AtLeast < 4.5210);
    }

    [Fact]
    public void Heat_that_leaves_the_window_before_the_limit_is_reached_costs_nothing()
    {
        // 2 h at 14 °C a day ago: after 2 h at 15 °C the window holds what it would after a day at 5 °C; the same heat at the other end stays
        Assert.Equal(4.5210, ExcursionBudget.Left([.. Steady(14, 120), .. Steady(5, 1320)], 15, 8, Room).AtLeast!.Value, 1e-4);
        Assert.InRange(ExcursionBudget.Left([.. Steady(5, 1320), .. Steady(14, 120)], 15, 8, Room).AtLeast!.Value, 2.5, 3);
    }

    [Fact]
    public void A_gap_in_the_window_makes_an_interval_of_what_is_left()
    {
        KineticSum[] window = [.. Steady(5, 1380), .. Enumerable.Repeat(KineticSum.Gap(1), 60)];

        var left = ExcursionBudget.Left(window, 15, 8, new(2, 15));

        // an hour at 15 °C may have been used already; were it at 2 °C there would be more than after a steady 5 °C
        Assert.Equal(3.5210, left.AtLeast!.Value, 1e-4);
        Assert.InRange(left.AtMost!.Value, 4.5210, 4.8);
    }

    [Fact]
    public void An_hour_spent_is_an_hour_less()
    {
        var before = 24.0;
        for (var spent = 0; spent <= 4; spent++)
        {
            var left = ExcursionBudget.Left([.. Steady(5, 1440 - (spent * 60)), .. Steady(15, spent * 60)], 15, 8, Room).AtLeast!.Value;
            Assert.Equal(4.5210 - spent, left, 1e-4);
            Assert.True(left < before);
            before = left;
        }
    }

    private static KineticSum[] Steady(double celsius, int minutes) => [.. Enumerable.Repeat(KineticSum.Of(celsius, 1), minutes)];
}
