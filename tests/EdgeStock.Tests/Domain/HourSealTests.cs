using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain;

/// <summary>What an hour's event says beside the number and hash of its minutes, and when an hour is sealed more than once.</summary>
public sealed class HourSealTests
{
    private static readonly Site Site = TestSite.Make();

    [Fact]
    public void An_hour_sums_its_minutes_as_they_are_stored_without_a_rounding_of_its_own()
    {
        var bench = new Bench();
        var random = new Random(7);
        var hour = Assert.Single(bench.Air(_ => 24 + (random.NextDouble() * 2), 361).OfType<ClimateHourSealed>());

        var spans = bench.Minutes.Select(m => StoredMinute.From(m).Temperature!.Value).ToList();
        Assert.Equal(
            new HourSpan(
                spans.Sum(s => s.Samples), spans.Sum(s => s.Samples * s.Mean), spans.Min(s => s.Min), spans.Max(s => s.Max), spans.Count(s => s.Mean > 25_000), 0, 19_000, 25_000),
            hour.Temperature);
        Assert.InRange(hour.Temperature!.Above, 5, 55);
        Assert.Null(hour.Humidity);
    }

    [Fact]
    public void An_hour_counts_the_minutes_outside_its_limits_on_each_side_and_says_the_limits()
    {
        var bench = new Bench();
        bench.Air(25, 10);
        bench.Air(25.1, 20);
        var hour = Assert.Single(bench.Air(18.9, 31).OfType<ClimateHourSealed>());

        // 25.00 and 25.01 by turns: a mean of 25.005 is above 25, and the reading at the full minute belongs to the next one.
        Assert.Equal((30, 29, 19_000, 25_000), (hour.Temperature!.Above, hour.Temperature.Below, hour.Temperature.Low!.Value, hour.Temperature.High!.Value));
    }

    [Fact]
    public void A_value_at_its_limit_is_within()
    {
        var bench = new Bench();
        bench.Air(_ => 25, 9);
        bench.Air(_ => 19, 9);
        var hour = Assert.Single(bench.Air(_ => 25.0004, 360 - 17).OfType<ClimateHourSealed>());

        Assert.Equal((0, 0), (hour.Temperature!.Above, hour.Temperature.Below));
    }

    [Fact]
    public void An_hour_without_limits_says_none()
    {
        var bench = new Bench(TestSite.Make(temperature: TestSite.Temperature with { Low = null, High = null }));
        var hour = Assert.Single(bench.Air(99, 61).OfType<ClimateHourSealed>());

        Assert.Equal((0, 0, null, null), (hour.Temperature?.Above ?? 0, hour.Temperature?.Below ?? 0, hour.Temperature?.Low, hour.Temperature?.High));
    }

    [Fact]
    public void An_hour_counts_its_minutes_by_quality()
    {
        var bench = new Bench();
        bench.Air(i => 22 + (i % 2 * 0.01), 59);
        bench.Air(i => 22 + (i % 2 * 0.01), 60, Quality.Uncertain);
        bench.Air(_ => null, 120, Quality.Bad);
        var hour = Assert.Single(bench.Air(i => 22 + (i % 2 * 0.01), 122).OfType<ClimateHourSealed>());

        Assert.Equal((60, 30, 10, 20), (hour.Minutes, hour.Good, hour.Uncertain, hour.Bad));
        Assert.Equal(359 - 120, hour.Temperature!.Samples);
    }

    [Fact]
    public void A_late_backlog_seals_the_hour_again_with_the_minutes_that_came_late()
    {
        var bench = new Bench();
        bench.Air(22, 10.5);
        var first = Assert.Single(bench.Tick(3601).OfType<ClimateHourSealed>());

        // The host was away and kept what it read; the minute that was cut off comes again.
        var again = new List<StoreroomEvent>();
        for (var i = 64; i < 360; i++)
        {
            again.AddRange(bench.Take(bench.Climate(TestSite.T0.AddSeconds(i * 10), 23 + (i % 2 * 0.01))));
        }

        again.AddRange(bench.Take(bench.Climate(bench.Now, 23)));
        var second = Assert.Single(again.OfType<ClimateHourSealed>());

        Assert.Equal((TestSite.T0, 11, TestSite.T0, 50), (first.Hour, first.Minutes, second.Hour, second.Minutes));
        Assert.Equal(2, bench.Minutes.Count(m => m.Minute == TestSite.T0.AddMinutes(10)));
        Assert.Equal((Hash(bench.Minutes.Take(11)), Hash(bench.Minutes.Skip(11))), (first.Hash, second.Hash));
        Assert.Equal(63 + (360 - 64), first.Temperature!.Samples + second.Temperature!.Samples);
    }

    [Fact]
    public void A_point_that_is_taken_out_and_put_back_within_a_minute_has_that_minute_twice()
    {
        var bench = new Bench();
        bench.Air(22, 2.5);
        var removed = Assert.Single(bench.Apply(Site with { ClimatePoints = [] }).OfType<ClimateHourSealed>());
        bench.Apply(Site);
        bench.Away(TimeSpan.FromSeconds(-5));
        var later = Assert.Single(bench.Air(22, 58).OfType<ClimateHourSealed>());

        Assert.Equal((3, 58), (removed.Minutes, later.Minutes));
        Assert.Equal(2, bench.Minutes.Count(m => m.Minute == TestSite.T0.AddMinutes(2)));
        Assert.Equal((Hash(bench.Minutes.Take(3)), Hash(bench.Minutes.Skip(3))), (removed.Hash, later.Hash));
    }

    [Theory]
    [InlineData("limit")]
    [InlineData("room")]
    public void Another_limit_or_room_seals_what_the_old_one_judged(string what)
    {
        var bench = new Bench();
        bench.Air(24.5, 20);
        var next = Site.ClimatePoints[0];
        next = what == "room" ? next with { Room = "store" } : next with { Channels = [next.Channels[0] with { High = 24 }, next.Channels[1]] };

        var old = Assert.Single(bench.Apply(Site with { ClimatePoints = [next] }).OfType<ClimateHourSealed>());
        var rest = Assert.Single(bench.Air(24.5, 41).OfType<ClimateHourSealed>());

        Assert.Equal(("sterile", 20, 25_000, 0), (old.Room, old.Minutes + old.Dropped, old.Temperature!.High!.Value, old.Temperature.Above));
        Assert.Equal(60, old.Minutes + rest.Minutes);
        Assert.Equal(what == "room" ? ("store", 0) : ("sterile", rest.Minutes), (rest.Room, rest.Temperature!.Above));
        Assert.Equal(Hash(bench.Minutes.Skip(old.Minutes).Take(rest.Minutes)), rest.Hash);
    }

    [Fact]
    public void A_change_elsewhere_leaves_the_hour_open()
    {
        var bench = new Bench();
        bench.Air(22, 20);

        var point = Site.ClimatePoints[0];
        var slower = point with { Channels = [point.Channels[0] with { Hold = TimeSpan.FromHours(2), Source = "climate-2/temperature" }, point.Channels[1]] };
        Assert.Empty(bench.Apply(Site with { ClimatePoints = [slower], TimeZone = "UTC" }).OfType<ClimateHourSealed>());
    }

    [Fact]
    public void An_hour_that_an_older_release_began_is_sealed_in_its_form_and_the_rest_of_it_in_ours()
    {
        var older = new MinuteMemory(null, TimeSpan.Zero, TestSite.T0, 7, "ab", new(22.5, 22, 23, 42), null);
        var memory = new StoreroomMemory { LastTick = TestSite.T0 };
        memory.Minutes.Add(TestSite.Point, older);
        var bench = new Bench(memory: memory);

        bench.Away(TimeSpan.FromMinutes(7));
        var events = bench.Air(22, 53.5);

        var first = Assert.Single(events.OfType<ClimateHourSealedV1>());
        var rest = Assert.Single(events.OfType<ClimateHourSealed>());
        Assert.Equal(new(TestSite.T0.AddHours(1), "sterile", TestSite.Point, TestSite.T0, 7, "ab", new(22.5, 22, 23, 42), null), first);
        Assert.Equal((TestSite.T0, 53, Hash(bench.Minutes.Take(53))), (rest.Hour, rest.Minutes, rest.Hash));
    }

    private static string Hash(IEnumerable<ClimateMinute> minutes) => minutes.Aggregate("", (hash, m) => StoredMinute.From(m).HashAfter(hash));
}
