using EdgeStock.Domain;
using EdgeStock.Simulator.History;

namespace EdgeStock.SystemTests.Coverage;

/// <summary>Weeks of a storeroom of 120 articles, replayed: what EdgeStock said of its cover against what was true. Bounds hold for other seeds and for ninety days too.</summary>
public sealed class SimulatedPastTests(SimulatedPast past) : IClassFixture<SimulatedPast>
{
    /// <summary>Enough for the days that are not simulated to be few: without faults, and with days of cover given.</summary>
    private List<Compared> Sound => [.. past.Compared.Where(c => !c.Faulty && c.Defined && c.Days < CoverScore.Near)];

    [Fact]
    public void Every_line_of_it_is_taken_and_no_instruction_fails()
    {
        TestContext.Current.TestOutputHelper?.WriteLine(past.Table);
        Assert.Equal(0, past.Replay.Skipped);
        Assert.Equal(0, past.Replay.Failed);

        // Books and shelves drift apart a little, and then a person may say what the books do not hold: a few in a quarter of a year.
        Assert.True(past.Replay.Refused <= SimulatedPast.DayCount / 30, past.Replay.LastRefusal);
        Assert.Equal(120, past.Truth.Articles.Count);
        Assert.Equal(past.Truth.Articles.Count, past.Compared.Count(c => c.Truth.Day == past.Compared.Max(x => x.Truth.Day)));
    }

    [Fact]
    public void A_warning_came_before_every_shortage_that_stock_can_tell_of()
    {
        var all = Shortage.All(past.Truth, past.Replay);
        var judged = all.Where(s => s.Baseline && !s.Sudden).ToList();

        Assert.True(judged.Count(s => !s.Standing) >= 5, "hardly any article ran out: the past is too easy");
        Assert.DoesNotContain(judged, s => s.Warned is null);
        Assert.All(judged, s => Assert.True(s.LeadDays > 0));

        // What cannot be told is rare, or the claim above would be empty: too much asked for on one day, or nothing known of what is normal.
        Assert.True(all.Count(s => !judged.Contains(s)) <= Math.Max(4, judged.Count / 2), past.Table);
    }

    [Fact]
    public void Nearly_every_fall_below_a_month_is_told_at_about_the_time()
    {
        var all = MonthCrossing.All(past.Compared, past.Replay, SimulatedPast.MonthDays);

        // Configured figures that are up to a tenth too low hide three days of a month; some are 40 % too low.
        Assert.True(all.Count >= 30, past.Table);
        Assert.InRange(all.Count(c => c.DelayDays is not null) / (double)all.Count, 0.85, 1);
        Assert.InRange(CoverTable.Quantile(all.Where(c => c.DelayDays is not null).Select(c => c.DelayDays!.Value), 0.5), -3, 3);
    }

    [Fact]
    public void Days_of_cover_are_near_the_truth()
    {
        // A figure that is a tenth wrong, as people's configured ones are here, is three days of a month wrong; a measured one of a month's
        // taking of 1 a day in twos knows its mean to about 25 %.
        var (configured, measured) = (Of(BaselineSource.Configured), Of(BaselineSource.Measured));
        Assert.InRange(CoverTable.Quantile(configured.Select(c => Math.Abs(c.BestError)), 0.5), 0, 3);
        Assert.InRange(configured.Average(c => c.BestError), -3, 3);
        Assert.InRange(CoverTable.Quantile(measured.Select(c => Math.Abs(c.BestError)), 0.5), 0, 10);
        Assert.InRange(CoverTable.Quantile(measured.Select(c => c.BestError), 0.5), -5, 5);

        List<Compared> Of(BaselineSource source) => [.. Sound.Where(c => c.Said.Cover.Baseline.Source == source)];
    }

    [Fact]
    public void The_true_stock_lies_in_the_interval_as_often_as_is_promised()
    {
        Assert.InRange(Share(past.Compared, c => c.Holds), 0.95, 1);
        Assert.InRange(Share([.. past.Compared.Where(c => c.Faulty)], c => c.Holds), 0.8, 1);
    }

    [Fact]
    public void Measured_consumption_is_right_on_the_whole_and_its_interval_holds()
    {
        var last = past.Compared.Max(c => c.Truth.Day);
        var surged = past.Truth.Surges.Select(s => s.Article).ToList();
        var measured = past.Compared.Where(c => c.Truth.Day == last && c.Said.Cover.Baseline.Measured is not null && !surged.Contains(c.Article.Article)).ToList();

        // Some 65 articles that are each known to about 20 %: their mean error has a standard deviation of 2.5 %.
        var busy = measured.Where(c => c.Article.Movement != "slow").ToList();
        Assert.True(busy.Count >= 50, past.Table);
        Assert.InRange(busy.Average(c => (c.Said.Cover.Baseline.Measured!.PerDay / c.Article.PerDay) - 1), -0.08, 0.08);
        Assert.InRange(Share(measured, c => c.Article.PerDay >= c.Said.Cover.Baseline.Measured!.Low && c.Article.PerDay <= c.Said.Cover.Baseline.Measured!.High), 0.88, 1);
    }

    [Fact]
    public void Nothing_that_is_out_is_called_covered_and_little_that_is_well_below_a_month_where_the_figure_is_right()
    {
        Assert.DoesNotContain(past.Compared, c => c.Truth.Usable == 0 && c.Said.Cover.State == CoverState.Covered);
        var right = Sound.Where(c => Math.Abs((c.Said.Cover.Baseline.PerDay!.Value / c.Article.PerDay) - 1) < 0.1).ToList();

        // A tenth of 30 days is 3 days; the weekday pattern is half a day more.
        Assert.InRange(Share(right, c => c.Said.Cover.State == CoverState.Covered && c.Days < SimulatedPast.MonthDays - 4), 0, 0.01);
    }

    [Fact]
    public void Most_surges_of_articles_whose_normal_consumption_is_known_are_told_while_they_last()
    {
        var known = ToldSurge.All(past.Truth, past.Replay).Where(s => s.Known).ToList();

        // Three times normal stands out within days, unless the goods run out, the figure is half too high, or the article moves once a week.
        Assert.True(known.Count(s => s.AfterDays is not null) * 3 >= known.Count * 2, past.Table);
    }

    [Fact]
    public void A_seed_gives_the_same_past_and_another_seed_another()
    {
        var stop = TestContext.Current.CancellationToken;
        var (first, again, other) = (new MemoryStream(), new MemoryStream(), new MemoryStream());
        Write(first, 11);
        Write(again, 11);
        Write(other, 12);

        Assert.Equal(first.ToArray(), again.ToArray());
        Assert.NotEqual(first.ToArray(), other.ToArray());

        void Write(MemoryStream to, long seed)
        {
            var folder = Directory.CreateTempSubdirectory("edgestock-seed-").FullName;
            var storeroom = HospitalStoreroom.Make(seed, 24);
            var days = new LocalDays(new DateTimeOffset(2026, 3, 27, 5, 0, 0, TimeSpan.Zero), TimeSpan.FromDays(4));
            Past.Write(storeroom, days, Troubles.Draw(storeroom, days, seed), seed, TimeSpan.FromSeconds(60), folder, stop);
            foreach (var file in Directory.GetFiles(folder).Order(StringComparer.Ordinal))
            {
                to.Write(File.ReadAllBytes(file));
            }

            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Share(IReadOnlyCollection<Compared> of, Func<Compared, bool> which) => (double)of.Count(which) / of.Count;
}
