using EdgeStock.FirmwareHost.Config;
using EdgeStock.FirmwareHost.Drivers.Weights;

namespace EdgeStock.Tests.FirmwareHost;

/// <summary>Entries of a hardware file whose devices are folders of the kernel's sysfs.</summary>
public sealed class SysfsHardwareFileTests
{
    private const string Good = """
        host: ward-3-hw
        gateway: /run/edgestock/samples.sock
        devices:
          - id: scale-07
            driver: iio-weight
            chip: hx711
            address: weigh-0
            channel: 1
            report: {active_hz: 20, idle_s: 2, hold_s: 3, trigger_counts: 900}
          - id: scale-08
            driver: iio-weight
            chip: nau7802
            address: 1-002a
          - id: climate-2
            driver: bme280
            address: 1-0076
            interval_s: 10
          - id: fridge-1
            driver: w1-therm
            address: 28-0316a2795aff
            interval_s: 30
          - id: lamp-3
            driver: led
            name: shelf-3:green:status
        """;

    [Fact]
    public void A_whole_file_reads()
    {
        Assert.True(HardwareFile.TryParse(Good, "hardware.yaml", out var config, out var faults), string.Join('\n', faults));

        Assert.Equal(
        [
            new IioWeightDeviceConfig("scale-07", "hx711", "weigh-0", 1, new ReportRule(20, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3), 900)),
            new IioWeightDeviceConfig("scale-08", "nau7802", "1-002a", 0, ReportRule.ForCounts),
            new Bme280DeviceConfig("climate-2", "1-0076", TimeSpan.FromSeconds(10)),
            new W1ThermDeviceConfig("fridge-1", "28-0316a2795aff", TimeSpan.FromSeconds(30)),
            new LedDeviceConfig("lamp-3", "shelf-3:green:status"),
        ], config.Devices);
    }

    [Theory]
    [InlineData("chip: hx711", "chip: hx712", 6, "HW05", "no converter that is known")]
    [InlineData("chip: hx711", "", 4, "HW04", "'chip' is missing")]
    [InlineData("address: weigh-0", "address: a/b", 7, "HW05", "not a name of the kernel's")]
    [InlineData("channel: 1", "channel: 2", 8, "HW05", "not a number from 0 to 1")]
    [InlineData("channel: 1", "channel: 0.5", 8, "HW05", "not a whole number")]
    [InlineData("trigger_counts: 900", "trigger_g: 4", 9, "HW03", "unknown key 'trigger_g'")]
    [InlineData("{active_hz: 20, idle_s: 2, hold_s: 3, trigger_counts: 900}", "fast", 9, "HW05", "'report' is not a mapping")]
    [InlineData("28-0316a2795aff", "10-000802b4a3c1", 20, "HW05", "not the serial number of a DS18B20")]
    [InlineData("28-0316a2795aff", "28-0316A2795AFF", 20, "HW05", "not the serial number of a DS18B20")]
    [InlineData("interval_s: 30", "interval_s: 0.5", 21, "HW05", "not a number from 1 to 3600")]
    [InlineData("interval_s: 10", "", 14, "HW04", "'interval_s' is missing")]
    [InlineData("name: shelf-3:green:status", "name: ../x", 24, "HW05", "not a name of the kernel's")]
    [InlineData("name: shelf-3:green:status", "", 22, "HW04", "'name' is missing")]
    [InlineData("id: lamp-3", "id: ward-3-hw", 22, "HW06", "is the name of the host")]
    public void A_wrong_entry_is_refused_with_line_reason_and_next_step(string right, string wrong, int line, string code, string reason)
    {
        Assert.Contains(right, Good, StringComparison.Ordinal);

        Assert.False(HardwareFile.TryParse(Good.Replace(right, wrong, StringComparison.Ordinal), "hardware.yaml", out _, out var faults));

        var fault = faults.FirstOrDefault(f => f.Reason.Contains(reason, StringComparison.Ordinal));
        Assert.True(fault is not null, string.Join('\n', faults));
        Assert.Equal((line, code), (fault.Line, fault.Code));
        Assert.NotEmpty(fault.Next);
    }

    [Fact]
    public void One_channel_of_a_converter_belongs_to_one_device()
    {
        var text = Good.Replace("chip: nau7802\n    address: 1-002a", "chip: hx711\n    address: weigh-0\n    channel: 1", StringComparison.Ordinal);

        Assert.False(HardwareFile.TryParse(text, "hardware.yaml", out _, out var faults));

        Assert.Contains("both iio-weight hx711 at weigh-0, channel 1", Assert.Single(faults).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_entry_describes_itself_to_a_person()
    {
        Assert.True(HardwareFile.TryParse(Good, "hardware.yaml", out var config, out _));

        Assert.Equal(
        [
            "iio-weight hx711 at weigh-0, channel 1; 20 Hz while it moves more than 900 counts and 3 s after, else every 2 s",
            "iio-weight nau7802 at 1-002a, channel 0; 10 Hz while it moves more than 1500 counts and 5 s after, else every 1 s",
            "bme280 at 1-0076; read every 10 s",
            "w1-therm 28-0316a2795aff; read every 30 s",
            "led shelf-3:green:status; lit when asked",
        ], config.Devices.Select(device => $"{device.Driver} {device.Place}; {device.Setting}"));
    }
}
