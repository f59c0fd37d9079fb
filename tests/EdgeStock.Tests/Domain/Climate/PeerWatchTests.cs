using EdgeStock.Domain;

namespace EdgeStock.Tests.Domain;

/// <summary>Sensors of a room compared live: a month of three with one poisoned, doors, restarts, two sensors, other air, calibration.</summary>
public sealed class PeerWatchTests
{
    private const int Day = PeerRoom.Day;

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    public void In_a_month_of_three_a_sensor_poisoned_by_eight_percent_is_named_alone_and_a_door_is_not(double poisoned)
    {
        var room = new PeerRoom();
        room.Run(30 * Day, Air(31, m => m > 10 * Day ? poisoned : 0));

        if (poisoned == 0)
        {
            Assert.Empty(room.Said);
            return;
        }

        var said = Assert.Single(room.Said);
        Assert.Equal(("west", true, 24), (said.Point, said.Disagrees, said.Hours));
        Assert.Equal(["north", "south"], said.Peers);
        Assert.InRange((said.At - TestSite.T0).TotalMinutes, 11 * Day, 12 * Day);
        Assert.InRange(said.Score, 1, 3);
        Assert.InRange(said.Difference, 1.5, 3.5);
    }

    // 22 °C and 50 % against 60 %: Td 11.11 and 13.91 by the Magnus formula, 2.80 K.
    [Fact]
    public void Of_two_both_are_named_and_the_words_say_so()
    {
        var room = new PeerRoom(PeerRoom.Make("north", "south"));
        room.Run(2 * Day, (p, m) => Wobble(22, p == "north" ? 50 : 60, m));

        Assert.Equal([("north", -2.8), ("south", 2.8)], room.Said.Select(s => (s.Point, Math.Round(s.Difference, 1))));
        Assert.Contains("one of these two", new PeerDoubt(room.Now, 2, 2.8, ["north"]).ToString(), StringComparison.Ordinal);
        Assert.Equal("dew point -2.8 K off south, west for a day (E_n -2.1): it drifts or was poisoned, calibrate", new PeerDoubt(room.Now, -2.1, -2.8, ["south", "west"]).ToString());
    }

    // Its 24 hours begin with the first full one; it is judged ten minutes after the 24th... the 18th is enough where nothing contradicts.
    [Fact]
    public void Eighteen_hours_are_needed_and_ten_minutes_after_the_last_of_them()
    {
        var room = new PeerRoom();
        room.Run(Day, (p, m) => Wobble(22, p == "west" ? 60 : 50, m));

        Assert.Equal(TestSite.T0.AddHours(18).AddMinutes(10), Assert.Single(room.Said).At);
    }

    [Fact]
    public void It_is_over_after_twelve_hours_in_a_row_that_agree_and_a_good_night_is_not_enough()
    {
        var room = new PeerRoom();
        room.Run(5 * Day, (p, m) => Wobble(22, p != "west" || m % Day > 14 * 60 ? 50 : 60, m));
        Assert.Empty(room.Said);

        room.Run(Day, (p, m) => Wobble(22, p == "west" ? 60 : 50, m));
        room.Run(Day, (p, m) => Wobble(22, p != "west" || m % Day < 11 * 60 ? 50 : 60, m));
        Assert.Single(room.Said);

        var well = room.Now;
        room.Run(Day, (_, m) => Wobble(22, 50, m));
        Assert.Equal([true, false], room.Said.Select(s => s.Disagrees));
        Assert.Equal(well.AddHours(12).AddMinutes(10), room.Said.Last().At);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void A_restart_in_any_minute_changes_nothing(int every)
    {
        var (through, restarted) = (new PeerRoom(), new PeerRoom());
        var air = Air(5, m => m > 200 ? 8 : 0);
        through.Run(2 * Day, air);
        restarted.Run(2 * Day, Air(5, m => m > 200 ? 8 : 0), m => m % every == 0);

        Assert.NotEmpty(through.Said);
        Assert.Equal(through.Said.Select(Text), restarted.Said.Select(Text));
        Assert.Equal(through.Minutes, restarted.Minutes);

        static string Text(SensorAgreementChanged s) => $"{s.At:O} {s.Point} {s.Disagrees} {s.Score} {s.Difference} {s.Hours}";
    }

    [Fact]
    public void Humidity_of_a_sensor_that_disagrees_is_uncertain_from_then_on()
    {
        var room = new PeerRoom();
        room.Run(Day, (p, m) => Wobble(22, p == "west" ? 60 : 50, m));

        var at = room.Said.Single().At;
        Assert.All(room.Minutes, m => Assert.Equal(m.Point == "west" && m.Minute > at ? Quality.Uncertain : Quality.Good, m.Quality));
    }

    [Fact]
    public void A_surface_a_refrigerator_another_room_and_another_profile_are_no_peers()
    {
        var site = PeerRoom.Make("north", "south", "west", "other");
        var (north, south, west, other) = (site.ClimatePoints[0], site.ClimatePoints[1], site.ClimatePoints[2], site.ClimatePoints[3]);
        var apart = site with { ClimatePoints = [north, south with { Placement = ClimatePlacement.Fridge }, west with { Placement = ClimatePlacement.Surface }, other with { Room = "store" }] };
        Assert.All(apart.ClimatePoints, p => Assert.Empty(PeerWatch.PeersOf(apart, p)));
        Assert.Empty(PeerWatch.PeersOf(site with { ClimatePoints = [north, south with { Profile = "med-room" }] }, north));
        Assert.Empty(PeerWatch.PeersOf(site with { ClimatePoints = [north, south with { Channels = [south.Channels[0]] }] }, north));
        Assert.Equal(["south", "west", "other"], PeerWatch.PeersOf(site, north));

        var room = new PeerRoom(apart);
        room.Run(2 * Day, (p, m) => Wobble(22, p == "north" ? 50 : 65, m));
        Assert.Empty(room.Said);
    }

    [Fact]
    public void A_stuck_humidity_is_not_compared()
    {
        var room = new PeerRoom();
        room.Run(2 * Day, (p, m) => p == "west" ? (22 + (m % 7 * 0.01), 70) : Wobble(22, 50, m));

        Assert.Empty(room.Said);
    }

    [Fact]
    public void Another_calibration_begins_a_new_day_and_the_doubt_stays_until_it_agrees()
    {
        var room = new PeerRoom();
        room.Run(Day, (p, m) => Wobble(22, p == "west" ? 60 : 50, m));
        room.Apply(room.Site with { Devices = [.. room.Site.Devices.Select(d => d.Id == "s-west" ? d with { Offsets = new(0, -10) } : d)] });
        Assert.Single(room.Said);

        var well = room.Now;
        room.Run(Day, (_, m) => Wobble(22, 50, m));
        Assert.Equal([true, false], room.Said.Select(s => s.Disagrees));
        Assert.InRange(room.Said.Last().At, well.AddHours(12), well.AddHours(13));
    }

    [Fact]
    public void A_sensor_that_is_compared_no_more_is_in_doubt_no_more()
    {
        var room = new PeerRoom();
        room.Run(Day, (p, m) => Wobble(22, p == "west" ? 60 : 50, m));
        room.Apply(room.Site with { ClimatePoints = [.. room.Site.ClimatePoints.Select(p => p.Id == "west" ? p with { Placement = ClimatePlacement.Fridge } : p)] });

        Assert.Equal([true, false], room.Said.Select(s => s.Disagrees));
        room.Run(Day, (p, m) => Wobble(22, p == "west" ? 60 : 50, m));
        Assert.Equal(2, room.Said.Count());
    }

    /// <summary>A healthy sensor's unrest, so that nothing is stuck.</summary>
    private static (double Celsius, double Humidity)? Wobble(double celsius, double humidity, int minute) => (celsius + (minute % 7 * 0.004), humidity + (minute % 11 * 0.01));

    /// <summary>A daily wave, a door at the second sensor for 90 minutes every third day, fixed errors within 1.1 %, noise, and a third that may be poisoned.</summary>
    private static Func<string, int, (double Celsius, double Humidity)?> Air(int seed, Func<int, double> poisoned)
    {
        var random = new Random(seed);
        return (point, m) =>
        {
            var (warm, damp) = (22 + (1.5 * Math.Sin(2 * Math.PI * m / Day)), 45 + (8 * Math.Sin(m / 900.0)));
            var door = m % (3 * Day) is > 600 and < 690 ? 6 : 0;
            var (celsius, humidity) = point switch
            {
                "north" => (warm, damp + 0.9),
                "south" => (warm + 0.1, damp - 1.1 + door),
                _ => (warm - 0.1, damp + 0.4 + poisoned(m)),
            };
            return (Math.Round(celsius + (0.04 * (random.NextDouble() - 0.5)), 3), Math.Round(humidity + (0.4 * (random.NextDouble() - 0.5)), 3));
        };
    }
}
