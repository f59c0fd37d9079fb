using EdgeStock.FirmwareHost.Config;
using EdgeStock.FirmwareHost.Drivers;
using EdgeStock.FirmwareHost.Drivers.Weights;

namespace EdgeStock.Tests.FirmwareHost;

public sealed class BusScanTests
{
    [Theory]
    [InlineData("rpi-hx711", "iio hx711 weigh-0 (cell-a, cell-b); iio hx711 weigh-1 (unused); iio ads1015 1-0048 (unused)")]
    [InlineData("rpi-nau7802", "iio nau7802 1-002a (unused); iio nau7802 3-002a (unused); iio 1-002b 1-002b (unused)")]
    [InlineData("rpi-bme280", "iio bme280 1-0076 (room); iio bmp280 1-0077 (unused); iio bme280 3-0076 (unused); iio bme280 3-0077 (unused)")]
    [InlineData("rpi-w1", "w1 28-0316a2795aff (shelf); w1 28-0316a2795b01 (unused); w1 28-0316a2795b02 (unused); w1 28-0316a2795b03 (unused); w1 28-0316a2795b04 (unused); w1 28-0316a2795b05 (unused)")]
    [InlineData("rpi-leds", "led ACT (unused); led shelf-3:green:status (lamp); led shelf-3:red:alarm (unused)")]
    public void Each_find_is_named_with_its_bus_and_address_and_who_uses_it(string tree, string expected) =>
        Assert.Equal(expected, new BusScan(TempFolder.Fixture($"sysfs/{tree}"), Used).Describe());

    [Fact]
    public void A_host_without_any_bus_says_so() => Assert.Equal("nothing found under /nonexistent", new BusScan("/nonexistent", Used).Describe());

    [Fact]
    public void The_text_is_cut_at_a_find_and_says_how_many_are_left()
    {
        using var sysfs = new TempFolder();
        for (var i = 0; i < 300; i++)
        {
            Directory.CreateDirectory(sysfs.File($"class/leds/light-{i:000}"));
        }

        var text = new BusScan(sysfs.Path, []).Describe();

        Assert.InRange(text.Length, BusScan.MaxCharacters - 100, BusScan.MaxCharacters + 20);
        var named = text.Split("; ").Length - 1;
        Assert.EndsWith($"; and {300 - named} more", text, StringComparison.Ordinal);
        Assert.Contains("light-000 (unused)", text, StringComparison.Ordinal);
    }

    private static IReadOnlyList<DeviceConfig> Used { get; } =
    [
        new IioWeightDeviceConfig("cell-a", "hx711", "weigh-0", 0, ReportRule.ForCounts),
        new IioWeightDeviceConfig("cell-b", "hx711", "weigh-0", 1, ReportRule.ForCounts),
        new Bme280DeviceConfig("room", "1-0076", TimeSpan.FromSeconds(10)),
        new W1ThermDeviceConfig("shelf", "28-0316a2795aff", TimeSpan.FromSeconds(10)),
        new LedDeviceConfig("lamp", "shelf-3:green:status"),
    ];
}
