using System.Security.Cryptography;
using System.Text;
using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain;

public sealed class MinuteRecorderTests
{
    private static readonly ClimateMinute Sample = new("north", TestSite.T0, new(22, 21.5, 22.5, 6), new(50, 49, 51, 6), Quality.Good);

    [Fact]
    public void A_minute_holds_the_values_from_its_first_to_its_last_instant()
    {
        var bench = new Bench();
        At(bench, 0, 21);
        At(bench, 30, 22);
        At(bench, 59.999, 26);
        Assert.Empty(bench.Minutes);

        At(bench, 60, 30);

        var minute = Assert.Single(bench.Minutes);
        Assert.Equal((TestSite.Point, TestSite.T0, Quality.Good), (minute.Point, minute.Minute, minute.Quality));
        Assert.Equal(new Span(23, 21, 26, 3), minute.Temperature);
        Assert.Null(minute.Humidity);
    }

    [Fact]
    public void Temperature_and_humidity_share_a_minute()
    {
        var bench = new Bench();
        At(bench, 1, 21);
        At(bench, 1, 55, quantity: Quantity.Humidity);
        At(bench, 2, 57, quantity: Quantity.Humidity);
        At(bench, 61, 21);

        var minute = Assert.Single(bench.Minutes);
        Assert.Equal(new Span(21, 21, 21, 1), minute.Temperature);
        Assert.Equal(new Span(56, 55, 57, 2), minute.Humidity);
    }

    [Theory]
    [InlineData(Quality.Good, Quality.Uncertain, Quality.Uncertain)]
    [InlineData(Quality.Uncertain, Quality.Good, Quality.Uncertain)]
    [InlineData(Quality.Bad, Quality.Good, Quality.Bad)]
    public void A_minute_is_as_good_as_its_worst_value(Quality first, Quality second, Quality minute)
    {
        var bench = new Bench();
        At(bench, 1, 21, first);
        At(bench, 2, 22, second);
        At(bench, 61, 21);

        Assert.Equal(minute, Assert.Single(bench.Minutes).Quality);
    }

    [Fact]
    public void A_minute_of_failed_reads_has_no_values_and_is_bad()
    {
        var bench = new Bench();
        At(bench, 1, null, Quality.Bad);
        At(bench, 61, 22);

        Assert.Equal(new ClimateMinute(TestSite.Point, TestSite.T0, null, null, Quality.Bad), Assert.Single(bench.Minutes));
    }

    [Fact]
    public void A_sensor_that_falls_silent_still_ends_its_minute()
    {
        var bench = new Bench();
        At(bench, 1, 22);

        bench.Tick(130);

        Assert.Equal(TestSite.T0, Assert.Single(bench.Minutes).Minute);
    }

    [Fact]
    public void An_hour_is_sealed_once_with_the_number_and_the_hash_of_its_minutes()
    {
        var bench = new Bench();
        bench.Air(i => 20 + (i * 0.001), (60 * 6) - 1);
        Assert.Empty(bench.Take().OfType<ClimateHourSealed>());

        var events = bench.Air(22, 3);

        var hour = Assert.Single(events.OfType<ClimateHourSealed>());
        Assert.Equal((TestSite.T0, 60, "sterile", TestSite.Point), (hour.Hour, hour.Minutes, hour.Room, hour.Point));
        Assert.Equal(TestSite.T0.AddHours(1), hour.At);
        Assert.Equal(bench.Minutes.Where(m => m.Minute < hour.At).Aggregate("", Digest), hour.Hash);
        Assert.Equal((359, 20_000, 20_358), (hour.Temperature!.Samples, hour.Temperature.Min, hour.Temperature.Max));
        Assert.Equal(bench.Minutes.Where(m => m.Minute < hour.At).Select(m => StoredMinute.From(m).Temperature!.Value).Sum(t => t.Mean * t.Samples), hour.Temperature.Sum);
        Assert.Equal(20.179, hour.Temperature.Sum / 359 / 1000.0, 0.001);
        Assert.Empty(bench.Tick(600).OfType<ClimateHourSealed>());
    }

    [Fact]
    public void An_hour_without_values_is_not_sealed()
    {
        var bench = new Bench();
        bench.Air(22, 10);

        var silent = bench.Tick(3 * 3600).OfType<ClimateHourSealed>().ToList();
        Assert.Equal((TestSite.T0, 10 + 1), (Assert.Single(silent).Hour, silent[0].Minutes));

        var later = bench.Air(22, 120).OfType<ClimateHourSealed>().ToList();
        Assert.Equal([TestSite.T0.AddHours(3), TestSite.T0.AddHours(4)], later.Select(h => h.Hour));
        Assert.Equal(60, later[1].Minutes);
    }

    [Fact]
    public void Each_hour_begins_its_hash_and_its_values_anew()
    {
        var bench = new Bench();
        var hours = bench.Air(22, 60).Concat(bench.Air(24, 61)).OfType<ClimateHourSealed>().ToList();

        Assert.Equal(2, hours.Count);
        Assert.Equal(bench.Minutes.Where(m => m.Minute >= TestSite.T0.AddHours(1) && m.Minute < TestSite.T0.AddHours(2)).Aggregate("", Digest), hours[1].Hash);
        Assert.True(hours[1].Temperature!.Min >= 22_000 && hours[1].Temperature!.Samples == 360);
    }

    [Fact]
    public void A_restart_in_the_middle_of_an_hour_does_not_show_in_its_hash()
    {
        Assert.Equal(Run(restart: false), Run(restart: true));

        static ClimateHourSealed Run(bool restart)
        {
            var bench = new Bench();
            bench.Air(22, 20.5);
            if (restart)
            {
                bench.Restart();
            }

            return Assert.Single(bench.Air(23, 41).OfType<ClimateHourSealed>());
        }
    }

    [Fact]
    public void A_late_value_does_not_spoil_the_minute()
    {
        var bench = new Bench();
        At(bench, 30, 22);
        At(bench, 20, 99);
        At(bench, 61, 22);

        Assert.Equal((Quality.Good, 1), (Assert.Single(bench.Minutes).Quality, bench.Minutes[0].Temperature!.Samples));
    }

    [Theory]
    [InlineData(-7200)]
    [InlineData(-120)]
    [InlineData(120)]
    [InlineData(7200)]
    public void A_host_whose_clock_is_wrong_has_its_minutes_and_hours_all_the_same(int wrong)
    {
        var bench = new Bench();
        var events = new List<StoreroomEvent>();
        for (var i = 0; i < 130 * 6; i++)
        {
            events.AddRange(bench.Tick(10));
            events.AddRange(bench.Take(bench.Climate(bench.Now.AddSeconds(wrong), 22 + (i % 7 * 0.01))));
        }

        Assert.Equal(130, bench.Minutes.Count);
        Assert.Equal(130, bench.Minutes.Select(m => m.Minute).Distinct().Count());
        Assert.All(bench.Minutes.Skip(1), m => Assert.Equal(6, m.Temperature!.Samples));
        Assert.Equal(events.OfType<ClimateHourSealed>().Count(), events.OfType<ClimateHourSealed>().Select(h => h.Hour).Distinct().Count());
        Assert.InRange(events.OfType<ClimateHourSealed>().Count(), 2, 3);
    }

    [Fact]
    public void A_host_that_sends_what_it_kept_while_the_gateway_was_away_has_its_minutes_too()
    {
        var bench = new Bench();
        bench.Air(22, 10);
        bench.Away(TimeSpan.FromHours(3));
        bench.Tick(1);
        var events = new List<StoreroomEvent>();
        for (var i = 0; i < 175 * 6; i++)
        {
            // Twenty a second, so that ticks fall into the minutes of long ago.
            events.AddRange(bench.Take(bench.Climate(TestSite.T0.AddMinutes(10).AddSeconds((i + 1) * 10), 22 + (i % 7 * 0.01))));
            events.AddRange(i % 20 == 0 ? bench.Tick(1) : []);
        }

        Assert.Equal(bench.Minutes.Count, bench.Minutes.Select(m => m.Minute).Distinct().Count());
        Assert.Equal([60, 60, 60], events.OfType<ClimateHourSealed>().Select(h => h.Minutes));
    }

    [Fact]
    public void A_host_clock_that_is_set_back_ends_the_minute_and_begins_another()
    {
        var bench = new Bench();
        bench.Air(22, 1.5);
        bench.Away(-TimeSpan.FromHours(2));
        bench.Air(24, 3);

        Assert.Equal([22, 22, 24, 24, 24], bench.Minutes.Select(m => Math.Round(m.Temperature!.Mean)));
    }

    [Fact]
    public void The_hash_is_over_the_hash_before_and_the_minutes_line_in_thousandths() =>
        Assert.Equal(
            Sha("abc|north|1772431200|22000,21500,22500,6|50000,49000,51000,6|0"),
            Digest("abc", Sample));

    [Fact]
    public void What_is_missing_has_a_line_of_its_own() =>
        Assert.Equal(Sha("|north|1772431200|-|50000,49000,51000,6|2"), Digest("", Sample with { Temperature = null, Quality = Quality.Bad }));

    [Fact]
    public void Every_value_of_a_minute_changes_the_hash()
    {
        var variants = new[]
        {
            Sample,
            Sample with { Point = "south" },
            Sample with { Minute = Sample.Minute.AddMinutes(1) },
            Sample with { Quality = Quality.Uncertain },
            Sample with { Temperature = null },
            Sample with { Temperature = Sample.Temperature! with { Mean = 22.001 } },
            Sample with { Temperature = Sample.Temperature with { Min = 21.499 } },
            Sample with { Temperature = Sample.Temperature with { Max = 22.501 } },
            Sample with { Temperature = Sample.Temperature with { Samples = 5 } },
            Sample with { Humidity = null },
            Sample with { Humidity = Sample.Humidity! with { Mean = 50.001 } },
            Sample with { Humidity = Sample.Humidity with { Min = 48.999 } },
            Sample with { Humidity = Sample.Humidity with { Max = 51.001 } },
            Sample with { Humidity = Sample.Humidity with { Samples = 7 } },
            Sample with { Temperature = Sample.Humidity, Humidity = Sample.Temperature },
        };

        Assert.Equal(variants.Length, variants.Select(v => Digest("", v)).Distinct().Count());
        Assert.NotEqual(Digest("", Sample), Digest("a", Sample));
    }

    private static string Digest(string before, ClimateMinute minute) => StoredMinute.From(minute).HashAfter(before);

    private static string Sha(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static void At(Bench bench, double seconds, double? value, Quality quality = Quality.Good, Quantity quantity = Quantity.Temperature)
    {
        var at = TestSite.T0.AddSeconds(seconds);
        bench.Take(new ClimateRead(at, at, "climate-1", TestSite.Point, quantity, value, quality));
    }
}
