using EdgeStock.FirmwareHost.Drivers.Climate;
using EdgeStock.FirmwareHost.Drivers.Hwmon;
using EdgeStock.FirmwareHost.Drivers.Sysfs;

namespace EdgeStock.Tests.FirmwareHost;

/// <summary>Signs of a failing sensor and the quality they give: the table of sensor failures in the climate rules.</summary>
public sealed class ClimateGateTests
{
    [Fact]
    public void Thousandths_become_degrees_and_percent()
    {
        var (t, h) = Judge("sht3x", "22480", "45913");

        Assert.Equal(new ClimateReading(22.48, null, null), t);
        Assert.Equal(new ClimateReading(45.913, null, null), h);
    }

    [Theory]
    [InlineData("-45000", "0", "bus stuck low")]
    [InlineData("129997", "99998", "bus stuck high")]
    [InlineData("-45000", "45913", "bus stuck low")]
    [InlineData("129997", "45913", "bus stuck high")]
    public void A_stuck_bus_of_an_sht3x_is_bad_on_both_channels(string temperature, string humidity, string reason)
    {
        var (t, h) = Judge("sht3x", temperature, humidity);

        Assert.Equal(("bad", reason), (t.Quality, t.Reason));
        Assert.Equal(("bad", reason), (h.Quality, h.Reason));
    }

    [Theory]
    [InlineData("-44999", "1")]
    [InlineData("-45001", "1")]
    [InlineData("129996", "99997")]
    [InlineData("22480", "99998")]
    [InlineData("22480", "100000")]
    public void Values_beside_the_sentinels_are_taken(string temperature, string humidity)
    {
        var (t, h) = Judge("sht3x", temperature, humidity);

        Assert.Null(t.Quality);
        Assert.Null(h.Quality);
    }

    [Fact]
    public void Humidity_stuck_at_zero_alone_is_bad_and_the_temperature_stays()
    {
        var (t, h) = Judge("sht3x", "22480", "0");

        Assert.Null(t.Quality);
        Assert.Equal("bad", h.Quality);
    }

    [Fact]
    public void The_sentinels_are_those_of_the_sht3x_alone()
    {
        var (t, h) = Judge("sht4x", "-45000", "0");

        Assert.Null(t.Quality);
        Assert.Null(h.Quality);
    }

    [Theory]
    [InlineData("104200", 100)]
    [InlineData("100001", 100)]
    [InlineData("-1", 0)]
    [InlineData("-6000", 0)]
    public void Humidity_outside_the_scale_is_clamped_and_uncertain(string humidity, double percent)
    {
        var (t, h) = Judge("sht4x", "21031", humidity);

        Assert.Null(t.Quality);
        Assert.Equal((percent, "uncertain"), (h.Value, h.Quality));
        Assert.NotNull(h.Reason);
    }

    [Theory]
    [InlineData("22.48")]
    [InlineData("abc")]
    [InlineData("0x10")]
    [InlineData("1 2")]
    [InlineData("9999999999999999999999")]
    [InlineData("-9223372036854775808")]
    [InlineData("2000000")]
    public void What_is_no_number_is_bad_without_a_value(string text)
    {
        var (t, h) = Judge("sht3x", text, text);

        Assert.Equal((null, "bad"), (t.Value, t.Quality));
        Assert.Equal((null, "bad"), (h.Value, h.Quality));
        Assert.Contains(text, t.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_read_that_failed_keeps_its_reason()
    {
        var (t, h) = ClimateGate.Judge("sht3x", new SysfsText(null, "empty file"), new SysfsText("45913", null));

        Assert.Equal(new ClimateReading(null, "bad", "empty file"), t);
        Assert.Null(h.Quality);
    }

    private static (ClimateReading Temperature, ClimateReading Humidity) Judge(string chip, string temperature, string humidity) =>
        ClimateGate.Judge(chip, new SysfsText(temperature, null), new SysfsText(humidity, null));
}
