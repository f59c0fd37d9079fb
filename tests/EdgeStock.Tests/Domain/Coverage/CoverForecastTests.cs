using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain.Coverage;

/// <summary>What would be, reckoned by hand: 120 pieces of lot A for 20 days and 100 of lot B, 4 a day, on Monday, 2 March 2026.</summary>
public sealed class CoverForecastTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);
    private static readonly LotStock[] Lots = [new("A", Monday.AddDays(19), 120, 120, 120), new("B", null, 100, 100, 100)];

    [Fact]
    public void Without_a_question_it_is_the_cover_itself()
    {
        // A: 20 days, 80 used. B: 25 days. 45 in all; below a month after 15 whole days.
        Assert.Equal(new(45, Monday.AddDays(16), Monday.AddDays(45)), Ask(new()));
    }

    [Fact]
    public void More_demand_uses_up_sooner_and_wastes_less()
    {
        // 8 a day. A: 15 days, all used. B: 12.5 days. 27.5: less than a month now.
        Assert.Equal(new(27.5, Monday, Monday.AddDays(27)), Ask(new(DemandFactor: 2)));
    }

    [Fact]
    public void Until_supply_stops_the_stock_stays_as_it_is()
    {
        // Ten days later than without a question.
        Assert.Equal(new(55, Monday.AddDays(26), Monday.AddDays(55)), Ask(new(SupplyStops: Monday.AddDays(10))));

        // It stopped already.
        Assert.Equal(45, Ask(new(SupplyStops: Monday.AddDays(-10))).Days);
    }

    [Fact]
    public void A_recalled_lot_does_not_count_any_more()
    {
        // B alone: 25 days.
        Assert.Equal(new(25, Monday, Monday.AddDays(25)), Ask(new(RecalledLot: "A")));
        Assert.Equal(20, Ask(new(RecalledLot: "B")).Days);
    }

    [Fact]
    public void Without_any_demand_it_lasts_beyond_all_forecasts() =>
        Assert.Equal(new(RunDown.Horizon, null, null), CoverForecast.Of(Lots, 0, Monday, 30, new()));

    private static CoverForecast Ask(WhatIf question) => CoverForecast.Of(Lots, 4, Monday, 30, question);
}
