using EdgeStock.FirmwareHost.Drivers.Climate;
using EdgeStock.FirmwareHost.Drivers.Sysfs;
using EdgeStock.FirmwareHost.Drivers.W1Therm;

namespace EdgeStock.Tests.FirmwareHost;

/// <summary>Texts of w1_slave as the kernel's w1_therm writes them; the memory bytes are examples of the DS18B20 data sheet's table.</summary>
public sealed class W1SlaveTests
{
    private const string Bytes = "72 01 4b 46 7f ff 0c 10 c6";

    [Theory]
    [InlineData("72 01 4b 46 7f ff 0c 10 c6", "c6", "23125", 23.125)]
    [InlineData("ec ff 4b 46 7f ff 0c 10 82", "82", "-1250", -1.25)]
    [InlineData("48 00 4b 46 7f ff 0c 10 ab", "ab", "4500", 4.5)]
    public void A_temperature_with_its_check_byte_is_taken(string bytes, string crc, string milli, double expected) =>
        Assert.Equal(ClimateReading.Good(expected), Read($"{bytes} : crc={crc} YES\n{bytes} t={milli}"));

    [Fact]
    public void A_part_of_a_step_that_a_finer_sensor_adds_is_taken() =>
        Assert.Equal(23.156, Read($"{Bytes} : crc=c6 YES\n{Bytes} t=23156").Value);

    [Fact]
    public void The_power_on_value_is_none()
    {
        var read = Read("50 05 4b 46 7f ff 0c 10 1c : crc=1c YES\n50 05 4b 46 7f ff 0c 10 1c t=85000");

        Assert.Equal((null, "bad"), (read.Value, read.Quality));
        Assert.Contains("power-on", read.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Nine_zero_bytes_are_a_stuck_bus_although_their_check_byte_agrees()
    {
        Assert.Equal(0, W1Slave.Crc8(new byte[8]));

        var read = Read("00 00 00 00 00 00 00 00 00 : crc=00 YES\n00 00 00 00 00 00 00 00 00 t=0");

        Assert.Equal((null, "nine zero bytes: bus stuck low"), (read.Value, read.Reason));
    }

    [Theory]
    [InlineData("72 01 4b 46 7f ff 0c 10 c7 : crc=c6 NO\n72 01 4b 46 7f ff 0c 10 c6 t=23125", "bad check byte")]
    [InlineData("72 01 4b 46 7f ff 0c 10 c6 : crc=c6 NO\n72 01 4b 46 7f ff 0c 10 c6 t=23125", "bad check byte")]
    [InlineData("72 01 4b 46 7f ff 0c 11 c6 : crc=c6 YES\n72 01 4b 46 7f ff 0c 11 c6 t=23125", "do not agree")]
    [InlineData("72 01 4b 46 7f ff 0c 10 c6 : crc=c6 YES\n72 01 4b 46 7f ff 0c 10 c6 t=99000", "do not agree")]
    [InlineData("72 01 4b 46 7f ff 0c 10 c6 : crc=c6 YES\n72 01 4b 46 7f ff 0c 10 c6 t=", "two lines")]
    [InlineData("72 01 4b 46 7f ff 0c 10 c6 : crc=c6 YES", "two lines")]
    [InlineData("72 01 4b 46 7f ff 0c 10 : crc=c6 YES\n72 01 4b 46 7f ff 0c 10 t=23125", "two lines")]
    [InlineData("72 01 4b 46 7f ff 0c 10 c6 : crc=c6 YES\n72 01 4b 46 7f ff 0c 10 c6 t=99999999999999", "two lines")]
    [InlineData("23125", "two lines")]
    public void What_is_not_a_sound_reading_is_none_and_says_why(string text, string reason)
    {
        var read = Read(text);

        Assert.Equal((null, "bad"), (read.Value, read.Quality));
        Assert.Contains(reason, read.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_temperature_that_no_sensor_measures_is_bad()
    {
        // 0x0900 is 144 °C; its check byte is computed here, the rule for it is held by the vectors above
        byte[] memory = [0x00, 0x09, 0x4b, 0x46, 0x7f, 0xff, 0x0c, 0x10];
        var bytes = string.Join(' ', memory.Append(W1Slave.Crc8(memory)).Select(b => b.ToString("x2", null)));

        var read = Read($"{bytes} : crc={bytes[^2..]} YES\n{bytes} t=144000");

        Assert.Equal((144, "bad"), (read.Value, read.Quality));
    }

    [Fact]
    public void An_empty_file_is_a_failed_conversion() =>
        Assert.Equal("conversion failed (empty file)", W1Slave.Read(new SysfsText(null, "empty file")).Reason);

    private static ClimateReading Read(string text) => W1Slave.Read(new SysfsText(text, null));
}
