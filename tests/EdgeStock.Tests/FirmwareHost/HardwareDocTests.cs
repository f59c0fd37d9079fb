using EdgeStock.FirmwareHost.Config;

namespace EdgeStock.Tests.FirmwareHost;

public sealed class HardwareDocTests
{
    [Fact]
    public void The_file_in_the_manual_is_a_good_one_and_shows_every_driver()
    {
        var manual = File.ReadAllText(Path.Combine(TempFolder.Fixture(".."), "..", "docs", "hardware.md"));
        var begin = manual.IndexOf("```yaml\n", StringComparison.Ordinal) + "```yaml\n".Length;
        var yaml = manual[begin..manual.IndexOf("```", begin, StringComparison.Ordinal)];

        Assert.True(HardwareFile.TryParse(yaml, "hardware.md", out var config, out var faults), string.Join('\n', faults));

        var kinds = typeof(DeviceConfig).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(DeviceConfig))).Select(type => type.Name).Order();
        Assert.Equal(kinds, config.Devices.Select(device => device.GetType().Name).Distinct().Order());
        Assert.All(config.Devices, device => Assert.Contains($"\n## {device.Driver}", manual, StringComparison.Ordinal));
    }
}
