using EdgeStock.FirmwareHost.Drivers.Iio;
using EdgeStock.FirmwareHost.Drivers.Sysfs;

namespace EdgeStock.Tests.FirmwareHost;

/// <summary>Numbers of the kernel's drivers: 8512064 and 123456 are one voltage, read from a made-up HX711 and NAU7802 under Linux 6.1.</summary>
public sealed class LoadCellConverterTests
{
    [Theory]
    [InlineData("hx711", "8388608", 0)]
    [InlineData("hx711", "8512064", 123456)]
    [InlineData("hx711", "8388607", -1)]
    [InlineData("hx711", "1", -8388607)]
    [InlineData("hx711", "16777214", 8388606)]
    [InlineData("nau7802", "0", 0)]
    [InlineData("nau7802", "123456", 123456)]
    [InlineData("nau7802", "-8388607", -8388607)]
    [InlineData("nau7802", "8388606", 8388606)]
    public void Both_chips_give_signed_counts_around_zero_millivolts(string chip, string raw, long counts) =>
        Assert.Equal(new CellReading(counts, null, null), Read(chip, raw));

    [Theory]
    [InlineData("hx711", "16777215", "overload")]
    [InlineData("hx711", "0", "underload")]
    [InlineData("nau7802", "8388607", "overload")]
    [InlineData("nau7802", "-8388608", "underload")]
    public void An_end_of_the_24_bits_is_a_state_and_no_weight(string chip, string raw, string state) =>
        Assert.Equal(new CellReading(0, state, null), Read(chip, raw));

    [Theory]
    [InlineData("hx711", "-1")]
    [InlineData("hx711", "16777216")]
    [InlineData("nau7802", "8388608")]
    [InlineData("nau7802", "-8388609")]
    [InlineData("nau7802", "1.5")]
    [InlineData("hx711", "0x800000")]
    [InlineData("hx711", "99999999999999999999")]
    public void A_number_outside_the_24_bits_or_none_is_a_fault(string chip, string raw) =>
        Assert.Contains($"'{raw}'", Read(chip, raw).Fault, StringComparison.Ordinal);

    private static CellReading Read(string chip, string raw) => LoadCellConverter.Known.Single(known => known.Chip == chip).Read(new SysfsText(raw, null));
}
