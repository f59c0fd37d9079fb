using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain.Coverage;

public sealed class RunDownTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public void A_lot_counts_only_for_what_is_used_before_it_expires()
    {
        // 4 a day. Lot one: 50 pieces, last day in 9 days, so 10 days (today counts): 40 used, 10 wasted. Lot two: 30 pieces, 7.5 days. 10 + 7.5.
        var run = RunDown.Of([(null, 30), (Today.AddDays(9), 50)], 4, Today);

        Assert.Equal((17.5, 70, 10, 50), (run.Days, run.Usable, run.Unused, run.Expiring30));
    }

    [Fact]
    public void What_expired_yesterday_counts_nothing_and_what_expires_today_for_today()
    {
        // 4 a day: of the 10 pieces of today's lot 4 are used; yesterday's lot none.
        var run = RunDown.Of([(Today.AddDays(-1), 100), (Today, 10)], 4, Today);

        Assert.Equal((1, 4, 106), (run.Days, run.Usable, run.Unused));
    }

    [Fact]
    public void Without_any_demand_none_is_ever_unmet() => Assert.Equal(RunDown.Horizon, RunDown.Of([], 0, Today).Days);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void It_equals_a_count_day_by_day_and_more_or_fresher_stock_never_lowers_it(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 500; i++)
        {
            var lots = Enumerable.Range(0, random.Next(6)).Select(_ => (LastUse: random.Next(4) == 0 ? (DateOnly?)null : Today.AddDays(random.Next(-5, 60)), Pieces: (double)random.Next(60))).ToList();
            var perDay = random.Next(1, 9);
            var days = RunDown.Of(lots, perDay, Today).Days;

            Assert.Equal(DayByDay(lots, perDay), days, 9);
            Assert.True(RunDown.Of([.. lots, (Today.AddDays(random.Next(60)), 5)], perDay, Today).Days >= days - 1e-9);
            Assert.True(RunDown.Of(lots.Select(l => (l.LastUse?.AddDays(-3), l.Pieces)), perDay, Today).Days <= days + 1e-9);
            Assert.True(RunDown.Of(lots, perDay + 1, Today).Days <= days + 1e-9);
        }
    }

    [Fact]
    public void Fewer_than_28_valid_days_are_no_baseline_and_missing_mondays_do_not_shift_it()
    {
        var days = Enumerable.Range(1, 90).Select(i => Today.AddDays(-i)).Select(d => new DayUse(d, d.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 2 : 9)).ToList();
        Assert.Null(MeasuredConsumption.Of([.. days.Take(27)], Today));

        // (5 × 9 + 2 × 2) / 7 = 7.
        Assert.Equal(7, MeasuredConsumption.Of(days, Today)!.PerDay, 9);
        Assert.Equal(7, MeasuredConsumption.Of([.. days.Where((d, i) => d.Day.DayOfWeek != DayOfWeek.Sunday || i % 2 == 0)], Today)!.PerDay, 9);
    }

    private static double DayByDay(IEnumerable<(DateOnly? LastUse, double Pieces)> lots, double perDay)
    {
        var left = lots.OrderBy(l => l.LastUse ?? DateOnly.MaxValue).Select(l => (l.LastUse, l.Pieces)).ToArray();
        for (var day = 0; ; day++)
        {
            var need = perDay;
            for (var i = 0; i < left.Length && need > 0; i++)
            {
                if (left[i].LastUse is { } last && last < Today.AddDays(day))
                {
                    continue;
                }

                var some = Math.Min(need, left[i].Pieces);
                left[i].Pieces -= some;
                need -= some;
            }

            if (need > 0)
            {
                return day + ((perDay - need) / perDay);
            }
        }
    }
}
