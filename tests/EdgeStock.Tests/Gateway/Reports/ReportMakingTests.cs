using EdgeStock.Domain;
using EdgeStock.Gateway.Reports;
using EdgeStock.Tests.Domain;

namespace EdgeStock.Tests.Gateway.Reports;

/// <summary>The figures of <see cref="ReportBench"/>, reckoned by hand.</summary>
public sealed class ReportMakingTests : IDisposable
{
    private readonly ReportBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public void Articles_stand_as_at_the_end_of_each_storerooms_last_closed_day()
    {
        var end = bench.Report().Total[0].End;

        // Gloves, saline, tents and the new article in one storeroom, drapes in the other; the own article is not under the obligation.
        Assert.Equal(new CoverCounts(5, 1, 2, 0, 1, 1, 120 + 60 + 20 + 45, 88 + 10 + 8 + 45, 32 + 50 + 12), end.All);
        Assert.Equal(1 / 4.0, end.All.Share());
        Assert.Equal(151 / 245.0, end.All.HeldShare());
        Assert.Equal(new CoverCounts(4, 1, 1, 0, 1, 1, 225, 143, 82), end.NotExempted());
        Assert.Equal(1 / 3.0, end.NotExempted().Share());
        Assert.Equal((1, 1, 1), (end.OwnTargetMet, end.Overdue, end.WithoutRisk));
        Assert.Equal(1, end.CoveredByVariants);

        // Days of cover 5, 12, 22, 60.
        Assert.Equal((17, 5), (end.MedianDays, end.LowestDays));
        Assert.Equal([0, 1, 1, 1, 0, 1, 0], end.Histogram);
        Assert.Equal((90 + 10 + 8 + 40 + 100, 30), (end.OnHand, end.UnknownStock));
        Assert.Equal(30 / 278.0, end.UnknownShare());
        Assert.Equal((6, 2, 1 + 3 + 1 + 1 + 4), (end.Expiring30, end.Unused, end.Lots));
    }

    [Fact]
    public void The_days_of_a_period_are_summed_and_those_around_it_left_out()
    {
        var period = bench.Report().Total[0].Period;

        Assert.Equal((4 * 31) + 15, period.ArticleDays);
        Assert.Equal((3 * 31) + 15, period.DefinedDays);
        Assert.Equal(20 + 15, period.CoveredDays);
        Assert.Equal(0.5 + (31 * 0.25), period.UnknownDays);
        Assert.Equal(138, period.ValidDays);
        Assert.Equal((30 * 4) + (31 * 2) + (31 * 0.5) + 31 + (15 * 1.5), period.Consumed);
        Assert.Equal((19 * 130) + (11 * 90) + (31 * 10) + (31 * 8) + (31 * 40) + (15 * 100), period.StockDays);
        Assert.Equal(365 * 251 / 6758.0, period.Turnover()!.Value, 9);
    }

    [Fact]
    public void Where_no_day_says_what_was_used_it_is_not_said_that_nothing_was()
    {
        ArticleDay day = ReportBench.Day("glove", ProductGroup.Ppe, CoverState.Covered, 130, 130, 120, 32.5, consumed: null, unknownShare: 0.7);

        Assert.Null(CoveragePeriod.Of([day]).Used());
        Assert.Equal(0, CoveragePeriod.Of([day, day with { Consumed = 0 }]).Used());
        Assert.Null(ReportFigure.OfGroup(new(null, CoverIndicators.Of([day], 30), CoveragePeriod.Of([day]), [])).Single(f => f.Code == "consumed").Value);
    }

    [Fact]
    public void Each_product_group_adds_up_to_all()
    {
        var report = bench.Report();
        foreach (var groups in report.Rooms.Select(r => r.Groups).Append(report.Total))
        {
            Assert.Equal(groups[0].End.All, groups.Skip(1).Aggregate(CoverCounts.None, (sum, g) => sum + g.End.All));
            Assert.Equal(groups[0].Period.Consumed, groups.Skip(1).Sum(g => g.Period.Consumed), 9);
            Assert.Equal(groups[0].Waste.Sum(w => w.Pieces), groups.Skip(1).Sum(g => g.Waste.Sum(w => w.Pieces)));
        }

        Assert.Equal([null, ProductGroup.Medicine, ProductGroup.Device, ProductGroup.Ppe], report.Total.Select(g => g.Group));
        Assert.Equal(report.Total[0].End.All, report.Rooms.Aggregate(CoverCounts.None, (sum, r) => sum + r.Groups[0].End.All));
    }

    [Fact]
    public void Waste_is_that_of_twelve_months_by_reason()
    {
        var report = bench.Report();

        Assert.Equal([new(WasteReason.Expired, 9, 2), new(WasteReason.Damaged, 1, 1)], report.Total[0].Waste);
        Assert.Equal([new(WasteReason.Expired, 9, 2)], report.Rooms.Single(r => r.Room == "store").Groups[0].Waste);
    }

    [Fact]
    public void A_storeroom_says_its_holes_and_what_happened()
    {
        var report = bench.Report();
        var (store, sterile) = (report.Rooms.Single(r => r.Room == "store"), report.Rooms.Single(r => r.Room == "sterile"));

        Assert.Equal((31, 1.0, 0, 1), (store.ClosedDays, store.Watched, store.HygieneAlarms, store.Surges));
        Assert.Equal((15, new DateOnly(2026, 10, 15), 1, 0), (sterile.ClosedDays, sterile.LastDay, sterile.HygieneAlarms, sterile.Surges));
        Assert.Equal(0.9, sterile.Watched!.Value, 9);
        Assert.Equal(31, store.Course.Count);
        Assert.Equal(1, store.Course[19].Counts.Covered);
        Assert.Equal(0, store.Course[20].Counts.Covered);
        var glove = store.Articles.Single(a => a.End.Article == "glove");
        Assert.Equal((11, 22.0), (glove.DaysBelow, glove.LowestDays));
    }

    [Fact]
    public void Climate_is_judged_where_there_are_data_and_holes_are_no_time_within_limits()
    {
        var climate = bench.Report().Rooms.Single(r => r.Room == "sterile").Climate.Single(c => c.Quantity == Quantity.Temperature);

        // Two sealed hours on closed days, 15 of 120 minutes too warm; 15 days of 1440 minutes.
        Assert.Equal((120, 15, 120, 15 * 1440), (climate.Judged, climate.Outside, climate.Recorded, climate.Minutes));
        Assert.Equal(0.875, climate.WithinShare());
        Assert.Equal(120 / 21600.0, climate.DataShare());
        Assert.Equal((1, 4), (climate.Excursions, climate.LotsAffected));
    }

    [Fact]
    public void An_excursion_whose_limit_was_broken_on_the_eve_of_the_period_affects_the_lots_that_lay_there()
    {
        var facts = bench.Facts(ReportBench.From, ReportBench.To);
        var midnight = ReportBench.Site.Calendar.StartOf(ReportBench.From);
        var alarm = facts.Alarms[0] with { At = midnight.AddMinutes(5), Onset = midnight.AddMinutes(-25) };
        var report = ReportMaking.Of(ReportBench.Site, StockBook.Empty, facts with { Alarms = [alarm] }, ReportBench.From, ReportBench.To, TestSite.T0, 1, "");

        var climate = report.Rooms.Single(r => r.Room == "sterile").Climate.Single(c => c.Quantity == Quantity.Temperature);
        Assert.Equal((1, 4), (climate.Excursions, climate.LotsAffected));
    }

    [Fact]
    public void A_sensor_that_speaks_each_ten_minutes_is_asked_for_no_more_than_that()
    {
        var slow = TestSite.Temperature with { Interval = TimeSpan.FromMinutes(10) };
        var climate = bench.Report(ReportBench.Site with { ClimatePoints = [new(TestSite.Point, "sterile", "se-sterile", [slow])] }).Rooms.Single(r => r.Room == "sterile").Climate.Single();

        Assert.Equal((15 * 144, 120 / 2160.0), (climate.Minutes, climate.DataShare()));
    }

    [Fact]
    public void Exemptions_are_those_that_held_at_the_end_of_the_period()
    {
        var exemption = Assert.Single(bench.Report().Exemptions);
        Assert.Equal(("bulky-1", true, 1, 1), (exemption.Exemption.Id, exemption.Overdue, exemption.Storerooms, exemption.TargetMet));

        var february = bench.Report(new(2026, 2, 1), new(2026, 2, 28)).Exemptions;
        Assert.Equal(["bulky-1", "over-1"], february.Select(x => x.Exemption.Id));
        Assert.All(february, x => Assert.Equal((false, null), (x.Overdue, x.Ended)));
    }

    [Fact]
    public void An_exemption_that_ended_in_the_period_is_told_with_its_last_day()
    {
        var spring = bench.Report(new(2026, 3, 1), new(2026, 8, 31)).Exemptions;
        Assert.Equal([("bulky-1", (DateOnly?)null, false), ("over-1", new DateOnly(2026, 3, 1), false)], spring.Select(x => (x.Exemption.Id, x.Ended, x.Overdue)));
        Assert.Equal("bulky-1", Assert.Single(bench.Report(new(2026, 3, 2), new(2026, 3, 31)).Exemptions).Exemption.Id);
    }

    [Fact]
    public void In_a_period_that_still_runs_exemptions_stand_as_on_the_last_closed_day_like_the_indicators()
    {
        // The drapes' storeroom closed its last day on the 15th; the review is due on the 20th, the report is of days to the 31st.
        var facts = bench.Facts(ReportBench.From, ReportBench.To);
        var running = facts with { Days = [.. facts.Days.Where(d => d.Day <= new DateOnly(2026, 10, 19))] };
        var report = ReportMaking.Of(ReportBench.Site, StockBook.Empty, running, ReportBench.From, ReportBench.To, TestSite.T0, 1, "");

        Assert.False(Assert.Single(report.Exemptions).Overdue);
        Assert.Equal(0, report.Total[0].End.Overdue);
    }

    [Fact]
    public void Goods_that_are_not_under_the_obligation_are_no_waste_of_it_and_an_article_without_days_is_still_in_a_group()
    {
        var facts = bench.Facts(ReportBench.From, ReportBench.To);
        LotWasted Waste(string article) => new(facts.Wastes[^1].At, "store", article, null, null, 5, WasteReason.Surplus, null, "p-1");
        List<StoreroomDayClosed> days = [.. facts.Days.Select(d => d with { Articles = [.. d.Articles.Where(a => a.Group == ProductGroup.Ppe || !a.Obligated).Select(a => a with { Group = ProductGroup.Ppe })] })];
        var report = ReportMaking.Of(ReportBench.Site, StockBook.Empty, facts with { Wastes = [Waste("own"), Waste("gone")], Days = days }, ReportBench.From, ReportBench.To, TestSite.T0, 1, "");

        Assert.Equal([new(WasteReason.Surplus, 5, 5)], report.Total[0].Waste);
        Assert.Equal([new(WasteReason.Surplus, 5, 5)], report.Total.Single(g => g.Group == ProductGroup.Device).Waste);
    }

    [Fact]
    public void An_article_that_is_not_under_the_obligation_has_its_own_figures_all_the_same()
    {
        var own = bench.Report().Rooms.Single(r => r.Room == "store").Articles.Single(a => a.End.Article == "own");
        Assert.Equal((31, 31.0), (own.Period.ArticleDays, own.Period.Consumed));
    }

    [Fact]
    public void A_day_of_the_change_of_clocks_has_25_hours()
    {
        var day = new DateOnly(2026, 10, 25);
        Assert.Null(bench.Report(day, day).Rooms.Single(r => r.Room == "sterile").LastDay);

        var facts = bench.Facts(ReportBench.From, ReportBench.To);
        var moved = facts.Days.First(d => d.Room == "sterile") with { Day = day };
        var report = ReportMaking.Of(ReportBench.Site, StockBook.Empty, facts with { Days = [moved] }, day, day, TestSite.T0, 1, "");
        Assert.All(report.Rooms.Single(r => r.Room == "sterile").Climate, c => Assert.Equal(25 * 60, c.Minutes));
    }
}
