using EdgeStock.Domain;
using EdgeStock.Gateway;
using EdgeStock.Gateway.Intake;
using EdgeStock.Tests.Domain;
using EdgeStock.Wire;

namespace EdgeStock.Tests.Gateway;

public sealed class InputMapTests
{
    private static readonly DateTimeOffset At = TestSite.T0;
    private static readonly DateTimeOffset Taken = At.AddSeconds(3);
    private static readonly InputMap Map = new(TestSite.Make());

    [Fact]
    public void A_weight_is_of_the_bin_on_its_scale() =>
        Assert.Equal(new BinWeighed(Taken, At, "scale-1", TestSite.Glove, Grams.From(1100.5), ScaleState.Weighed), Of(new WeightLine(1100.5) { At = At, Device = "scale-1" }));

    [Theory]
    [InlineData("overload", ScaleState.Overload)]
    [InlineData("underload", ScaleState.Underload)]
    public void What_a_scale_says_of_itself_is_kept(string said, ScaleState state) =>
        Assert.Equal(new BinWeighed(Taken, At, "scale-1", TestSite.Glove, Grams.From(0), state), Of(new WeightLine(0, said) { At = At, Device = "scale-1" }));

    [Theory]
    [InlineData(8_500, 0.5, 9_500, 500)]
    [InlineData(8_500, -0.5, 7_500, 500)]
    public void Counts_of_a_calibrated_cell_are_grams(double zero, double gramsPerCount, long raw, double grams)
    {
        var site = TestSite.Make();
        var map = new InputMap(site with { Devices = [.. site.Devices.Select(d => d.Id == "scale-1" ? d with { Weight = new(zero, gramsPerCount) } : d)] });

        Assert.Equal(
            new BinWeighed(Taken, At, "scale-1", TestSite.Glove, Grams.From(grams), ScaleState.Weighed),
            map.Map(new WeightLine(0, Raw: raw) { At = At, Device = "scale-1" }, Taken, out var refused));
        Assert.Null(refused);
    }

    [Fact]
    public void Counts_of_a_cell_that_nobody_calibrated_make_its_bin_unknown_and_are_counted()
    {
        var line = new WeightLine(0, Raw: 8_400_123) { At = At, Device = "scale-1" };

        Assert.Equal(ScaleState.Uncalibrated, Assert.IsType<BinWeighed>(Of(line)).State);
        Assert.Equal(Refusal.Uncalibrated, Refused(line));
    }

    [Fact]
    public void A_sensors_offsets_are_added_and_saturated_air_stays_air()
    {
        var site = TestSite.Make();
        var map = new InputMap(site with { Devices = [.. site.Devices.Select(d => d.Id == "climate-1" ? d with { Offsets = new(-0.25, 1.5) } : d)] });

        Assert.Equal(21.75, Value("temperature", 22));
        Assert.Equal(51.5, Value("humidity", 50));
        Assert.Equal(100, Value("humidity", 99.5));
        Assert.Equal(140, Value("humidity", 140));

        double? Value(string channel, double value) => Assert.IsType<ClimateRead>(map.Map(new ClimateLine(value) { At = At, Device = $"climate-1/{channel}" }, Taken, out _)).Value;
    }

    [Fact]
    public void A_read_is_of_its_antenna() =>
        Assert.Equal(
            new TagRead(Taken, At, "reader-1", TestSite.AntennaB, TestSite.Tag(1), -54.5, 3),
            Of(new ReadLine(TestSite.Tag(1).Hex, -54.5, 3) { At = At, Device = "reader-1/2" }));

    [Theory]
    [InlineData(null, 1)]
    [InlineData(0, 1)]
    [InlineData(-7, 1)]
    [InlineData(65_536, 65_535)]
    public void A_read_stands_for_at_least_one_and_for_no_absurd_number(int? said, int count) =>
        Assert.Equal(count, Assert.IsType<TagRead>(Of(new ReadLine("3034", null, said) { At = At, Device = "reader-1/1" })).Count);

    [Theory]
    [InlineData(null, Quality.Good)]
    [InlineData("good", Quality.Good)]
    [InlineData("uncertain", Quality.Uncertain)]
    [InlineData("bad", Quality.Bad)]
    public void A_climate_value_is_of_its_point_and_quantity(string? said, Quality quality)
    {
        Assert.Equal(
            new ClimateRead(Taken, At, "climate-1", TestSite.Point, Quantity.Temperature, 22.5, quality),
            Of(new ClimateLine(22.5, said) { At = At, Device = "climate-1/temperature" }));
        Assert.Equal(Quantity.Humidity, Assert.IsType<ClimateRead>(Of(new ClimateLine(50, said) { At = At, Device = "climate-1/humidity" })).Quantity);
    }

    [Fact]
    public void A_failed_climate_read_has_no_value() =>
        Assert.Equal(
            new ClimateRead(Taken, At, "climate-1", TestSite.Point, Quantity.Temperature, null, Quality.Bad),
            Of(new ClimateLine(null, "bad", "timeout") { At = At, Device = "climate-1/temperature" }));

    [Fact]
    public void An_announcement_is_of_one_antenna_or_of_the_whole_reader()
    {
        Assert.Equal(new AntennaChanged(Taken, At, "reader-1", TestSite.AntennaA, false), Of(new AntennaLine(false) { At = At, Device = "reader-1/1" }));
        Assert.Equal(new AntennaChanged(Taken, At, "reader-1", null, true), Of(new AntennaLine(true) { At = At, Device = "reader-1" }));
    }

    [Theory]
    [InlineData("reader-1")]
    [InlineData("reader-1/1")]
    public void The_end_of_a_round_is_the_readers(string device)
    {
        Assert.Equal(new RoundFinished(Taken, At, "reader-1"), Of(new RoundLine(true) { At = At, Device = device }));
        var begun = new RoundLine(false) { At = At, Device = device };
        Assert.Null(Of(begun));
        Assert.Null(Refused(begun));
    }

    [Fact]
    public void A_devices_state_is_kept_with_its_reason()
    {
        Assert.Equal(new DeviceReported(Taken, At, "scale-1", false, "no answer"), Of(new DeviceLine("down", "no answer", 3) { At = At, Device = "scale-1" }));
        Assert.Equal(new DeviceReported(Taken, At, "scale-1", true, null), Of(new DeviceLine("up") { At = At, Device = "scale-1" }));
    }

    [Theory]
    [InlineData("x", 256)]
    [InlineData("\U0001F6D2", 256)]
    [InlineData("x\U0001F6D2", 256)]
    [InlineData("abc\U0001F6D2d", 255)]
    public void A_reason_without_end_is_cut_between_two_characters(string piece, int kept)
    {
        var said = string.Concat(Enumerable.Repeat(piece, 60_000));

        var reason = Assert.IsType<DeviceReported>(Of(new DeviceLine("down", said) { At = At, Device = "scale-1" })).Reason!;

        Assert.Equal(kept, reason.Length);
        Assert.StartsWith(reason, said, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(reason)));
    }

    [Fact]
    public void Lost_samples_are_the_hosts() => Assert.Equal(new SamplesDropped(Taken, At, "ward-3-hw", 12), Of(new GapLine(12) { At = At, Device = "ward-3-hw" }));

    [Fact]
    public void A_door_says_nothing_to_the_storeroom_yet() => Assert.Null(Of(new DoorLine(true) { At = At, Device = "door-1" }));

    [Theory]
    [InlineData("scale-9")]
    [InlineData("climate-9/temperature")]
    [InlineData("reader-9/1")]
    [InlineData("")]
    public void What_the_site_does_not_know_is_nothing(string device)
    {
        SampleLine[] lines =
        [
            new WeightLine(1) { At = At, Device = device }, new ReadLine("3034") { At = At, Device = device }, new ClimateLine(1) { At = At, Device = device },
            new AntennaLine(true) { At = At, Device = device }, new RoundLine(true) { At = At, Device = device }, new DeviceLine("up") { At = At, Device = device },
        ];

        Assert.All(lines, line =>
        {
            Assert.Null(Of(line));
            Assert.Equal(Refusal.DeviceUnknown, Refused(line));
        });
    }

    [Fact]
    public void A_mass_or_a_tag_beyond_the_domain_is_nothing()
    {
        Assert.Null(Of(new WeightLine(1e7 + 1) { At = At, Device = "scale-1" }));
        Assert.Null(Of(new ReadLine(new string('A', 126)) { At = At, Device = "reader-1/1" }));
    }

    private static Input? Of(SampleLine line) => Map.Map(line, Taken, out _);

    private static Refusal? Refused(SampleLine line)
    {
        _ = Map.Map(line, Taken, out var refused);
        return refused;
    }
}
