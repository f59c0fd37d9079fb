using EdgeStock.FirmwareHost.Drivers.Climate;
using EdgeStock.FirmwareHost.Drivers.Hwmon;
using EdgeStock.FirmwareHost.Drivers.Sysfs;
using EdgeStock.FirmwareHost.Drivers.W1Therm;

namespace EdgeStock.Tests.FirmwareHost;

/// <summary>The known-answer vectors of what sensors say when they are well and when they are not.</summary>
public sealed class SensorLineVectorTests
{
    [Theory]
    [InlineData("7f 01 4b 46 7f ff 01 10 33", "33", "23937", 23.937)]
    [InlineData("50 05 4b 46 7f ff 10 10 bd", "bd", "85000", 85.0)]
    public void A_one_wire_memory_that_is_sound_is_taken(string bytes, string crc, string milli, double expected) =>
        Assert.Equal(ClimateReading.Good(expected), Read(bytes, crc, milli));

    [Theory]
    [InlineData("50 05 4b 46 7f ff 0c 10 1c", "1c", "85000")]
    [InlineData("ff 07 4b 46 7f ff 0c 10 a6", "a6", "127937")]
    [InlineData("00 00 00 00 00 00 00 00 00", "00", "0")]
    public void A_one_wire_memory_of_a_power_up_a_low_supply_or_a_dead_bus_is_not(string bytes, string crc, string milli)
    {
        var read = Read(bytes, crc, milli);

        Assert.Equal((null, "bad"), (read.Value, read.Quality));
        Assert.NotNull(read.Reason);
    }

    [Fact]
    public void A_failed_conversion_reads_as_an_empty_file_and_is_no_value() =>
        Assert.Equal((null, "bad"), W1Slave.Read(new SysfsText(null, "empty file")) is var read ? (read.Value, read.Quality) : default);

    [Theory]
    [InlineData("sht3x", "-45000", "0")]
    [InlineData("sht3x", "129997", "99998")]
    public void A_stuck_bus_of_an_sht3x_is_bad(string chip, string temperature, string humidity)
    {
        var (t, h) = Judge(chip, temperature, humidity);

        Assert.Equal(("bad", "bad"), (t.Quality, h.Quality));
    }

    [Fact]
    public void Humidity_beyond_a_hundred_of_an_sht4x_is_clamped_and_uncertain()
    {
        var (_, h) = Judge("sht4x", "22000", "104200");

        Assert.Equal((100.0, "uncertain"), (h.Value, h.Quality));
    }

    private static ClimateReading Read(string bytes, string crc, string milli) => W1Slave.Read(new SysfsText($"{bytes} : crc={crc} YES\n{bytes} t={milli}", null));

    private static (ClimateReading Temperature, ClimateReading Humidity) Judge(string chip, string temperature, string humidity) =>
        ClimateGate.Judge(chip, new SysfsText(temperature, null), new SysfsText(humidity, null));
}
