using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain;

/// <summary>Which climate minutes are kept, and when they may go.</summary>
public sealed class MinuteKeepingTests
{
    private static readonly Site Week = TestSite.Make() with { Retention = new(7) };
    private static readonly DateTimeOffset Midnight = new(2026, 3, 3, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void While_the_disk_is_short_minutes_are_not_kept_but_count_in_their_hour()
    {
        var bench = new Bench();
        bench.Air(22, 10);
        Assert.Equal([new SpaceChanged(bench.Now, true)], bench.Take(new NoteSpace(bench.Now, true)));
        bench.Air(26, 20);
        bench.Restart();
        bench.Air(18, 10);
        Assert.Equal([new SpaceChanged(bench.Now, false)], bench.Take(new NoteSpace(bench.Now, false)));
        var hour = Assert.Single(bench.Air(22, 20.5).OfType<ClimateHourSealed>());

        // Each of the three jumps is held until its third value, so that a minute is uncertain.
        Assert.Equal((30, 30, 57, 3), (hour.Minutes, hour.Dropped, hour.Good, hour.Uncertain));
        Assert.Equal((18_000, 26_010, 20, 9), (hour.Temperature!.Min, hour.Temperature.Max, hour.Temperature.Above, hour.Temperature.Below));
        Assert.Equal(359, hour.Temperature.Samples);
        Assert.Equal(bench.Minutes.Take(30).Aggregate("", (hash, m) => StoredMinute.From(m).HashAfter(hash)), hour.Hash);
        Assert.Equal(30, bench.Minutes.Count(m => m.Minute < hour.At));
        Assert.Equal(30, bench.Dropped.Count);
    }

    [Fact]
    public void An_hour_of_which_nothing_was_kept_is_sealed_all_the_same()
    {
        var bench = new Bench();
        bench.Take(new NoteSpace(bench.Now, true));
        var hour = Assert.Single(bench.Air(22, 61).OfType<ClimateHourSealed>());

        Assert.Equal((0, 60, "", 359), (hour.Minutes, hour.Dropped, hour.Hash, hour.Temperature!.Samples));
        Assert.Empty(bench.Minutes);
    }

    [Fact]
    public void The_room_on_the_disk_is_said_when_it_changes_and_not_again()
    {
        var bench = new Bench();
        Assert.Empty(bench.Take(new NoteSpace(bench.Now, false)));
        Assert.Single(bench.Take(new NoteSpace(bench.Now, true)));
        bench.Restart();
        Assert.Empty(bench.Take(new NoteSpace(bench.Now, true)));
        bench.Apply(Week);
        Assert.Empty(bench.Take(new NoteSpace(bench.Now, true)));
        Assert.Single(bench.Take(new NoteSpace(bench.Now, false)));
    }

    [Fact]
    public void Minutes_go_at_the_first_midnight_at_which_they_are_old_enough()
    {
        var bench = new Bench(Week, e => e is ClimateThinned);
        bench.Air(22, 2);

        // The minutes are of the second of March: until the tenth they are seven days old at most.
        Assert.Empty(Days(bench, 7.7));
        var thinned = Assert.IsType<ClimateThinned>(Assert.Single(Days(bench, 0.5)));
        Assert.Equal((Midnight, Midnight.AddDays(7).Date), (thinned.Before, thinned.At.Date));
    }

    [Fact]
    public void An_old_hour_that_is_still_open_is_sealed_before_its_minutes_may_go()
    {
        var bench = new Bench(Week, e => e is ClimateThinned or ClimateHourSealed);
        Days(bench, 9.72);
        bench.Away(Midnight.AddDays(9).AddMinutes(-4) - bench.Now);
        bench.Take(new Tick(bench.Now));
        for (var i = 0; i < 24; i++)
        {
            // The host's clock is two weeks behind.
            bench.Away(TimeSpan.FromSeconds(10));
            Assert.Empty(bench.Take(new Tick(bench.Now.AddSeconds(-1)), bench.Climate(bench.Now.AddDays(-14).AddMinutes(-20), 22 + (i % 2 * 0.01))));
        }

        var events = bench.Take(new Tick(bench.Now));
        var hour = Assert.IsType<ClimateHourSealed>(events[0]);
        Assert.Equal((4, Midnight.AddDays(2)), (hour.Minutes, Assert.IsType<ClimateThinned>(events[1]).Before));
    }

    [Fact]
    public void Where_there_is_nothing_old_nothing_is_said()
    {
        var bench = new Bench(Week, e => e is ClimateThinned);
        Assert.Empty(Days(bench, 30));

        bench.Air(22, 2);
        Assert.Empty(Days(bench, 7));
        Assert.NotEmpty(Days(bench, 2));
    }

    [Fact]
    public void Each_day_lets_go_of_one_more_and_hours_stay()
    {
        var bench = new Bench(Week, e => e is ClimateThinned or ClimateHourSealed);
        var events = new List<StoreroomEvent>();
        for (var day = 0; day < 12; day++)
        {
            events.AddRange(bench.Air(22, 2));
            events.AddRange(Days(bench, 1));
        }

        Assert.Equal(Enumerable.Range(0, 5).Select(d => Midnight.AddDays(d)), events.OfType<ClimateThinned>().Select(t => t.Before));
        Assert.Equal(12, events.OfType<ClimateHourSealed>().Count());
    }

    [Theory]
    [InlineData(3650)]
    [InlineData(-3650)]
    [InlineData(0.1)]
    [InlineData(-0.1)]
    public void A_clock_that_was_set_lets_nothing_go_for_a_week(double days)
    {
        var bench = new Bench(Week, e => e is ClimateThinned);
        bench.Air(22, 2);
        Assert.Empty(Days(bench, 7));

        bench.Away(TimeSpan.FromDays(days));
        Assert.Empty(Days(bench, 6.9));

        var later = Days(bench, 1.2);
        Assert.Equal(days > 0 ? [bench.Now.UtcDateTime.Date.AddDays(-7)] : days < -1 ? [] : [Midnight.UtcDateTime.Date.AddDays(7)], later.Select(t => ((ClimateThinned)t).Before.UtcDateTime));
    }

    [Fact]
    public void A_clock_that_came_back_from_a_leap_of_years_has_let_nothing_go()
    {
        var bench = new Bench(TestSite.Make(), e => e is ClimateThinned);
        bench.Air(22, 2);
        Days(bench, 8);
        bench.Away(TimeSpan.FromDays(3650));
        var events = Days(bench, 6.9);
        bench.Away(TimeSpan.FromDays(-3650));
        events.AddRange(Days(bench, 30));

        Assert.Empty(events);
    }

    [Theory]
    [InlineData(0.4, true)]
    [InlineData(0.6, false)]
    public void An_absence_of_the_gateway_of_more_than_an_hour_is_a_step_too(double hours, bool thins)
    {
        var bench = new Bench(Week, e => e is ClimateThinned);
        bench.Air(22, 2);
        Days(bench, 7.5);
        bench.Restart();
        bench.Away(TimeSpan.FromHours(hours)); // and the half hour to the first tick

        Assert.Equal(thins, Days(bench, 1).Count > 0);
    }

    [Fact]
    public void A_longer_keeping_lets_nothing_go_and_a_shorter_one_at_the_next_midnight()
    {
        var bench = new Bench(Week, e => e is ClimateThinned);
        bench.Air(22, 2);
        Days(bench, 20);
        bench.Apply(Week with { Retention = new(20) });
        Assert.Empty(Days(bench, 9));

        bench.Apply(Week with { Retention = new(7) });
        Assert.Equal(bench.Now.UtcDateTime.Date.AddDays(1 - 7), Assert.IsType<ClimateThinned>(Assert.Single(Days(bench, 1))).Before.UtcDateTime);
    }

    [Fact]
    public void A_ledger_of_an_older_release_may_hold_minutes_of_any_age()
    {
        var bench = new Bench(Week, e => e is ClimateThinned, new() { LastTick = TestSite.T0 });

        Assert.Empty(Days(bench, 6.9));
        Assert.Equal(new(Midnight.AddDays(7), Midnight), Assert.IsType<ClimateThinned>(Days(bench, 1.5)[0]));
    }

    /// <summary>Lets days pass with a tick each half hour.</summary>
    private static List<StoreroomEvent> Days(Bench bench, double days)
    {
        var events = new List<StoreroomEvent>();
        for (var i = 0; i < days * 48; i++)
        {
            bench.Away(TimeSpan.FromMinutes(30));
            events.AddRange(bench.Take(new Tick(bench.Now)));
        }

        return events;
    }
}
