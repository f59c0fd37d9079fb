using System.Text;
using EdgeStock.FirmwareHost.Config;
using EdgeStock.Tests.Fuzzing;

namespace EdgeStock.Tests.FirmwareHost;

public sealed class HardwareFileFuzzTests
{
    [Fact]
    public void A_hundred_thousand_mutated_hardware_files_are_taken_or_refused_with_lines_inside_the_file()
    {
        var mutator = Mutator.OfText(
            20266,
            [
                "host: h-1\ngateway: /run/s.sock\ndevices:\n  - id: reader-1\n    driver: llrp\n    address: 127.0.0.1:5084\n    antennas: [1, 2]\n    period_s: 5\n    duration_s: 2\n",
                "host: h-2\ngateway: /run/s.sock\nbuffer: 5000\ndevices:\n- {id: scale-01, driver: mt-sics, address: \"scale.local:4001\", report: {active_hz: 20, idle_s: 2, hold_s: 3, trigger_g: 1.5}}\n",
                "host: h-3 # one\ngateway: '/run/s.sock'\nsysfs: /tmp/tree\ndevices:\n  - id: climate-1\n    driver: hwmon\n    name: sht3x\n    address: 1-0044\n    interval_s: 10\n",
            ],
            YamlWords.All,
            mostChanges: 2);
        Fuzz.Run(mutator, octets =>
        {
            var text = Encoding.UTF8.GetString(octets);
            var taken = HardwareFile.TryParse(text, "hardware.yaml", out var config, out var faults);
            Assert.Equal((taken, taken), (config is not null, faults.Count == 0));
            if (config is null)
            {
                var lines = YamlWords.Lines(text);
                Assert.All(faults, f => Assert.True(f.Line >= 1 && f.Line <= lines && f.Reason.Length > 0 && f.Next.Length > 0, $"{f} ({lines} lines)"));
                return false;
            }

            Holds(config);
            return true;
        });
    }

    [Fact]
    public void A_hundred_thousand_mutated_addresses_are_read_and_written_back_or_refused()
    {
        var mutator = Mutator.OfText(20267, ["192.0.2.7:4001", "scale-01.local:4001", "[2001:db8::7]:4001", "a:1", "[::1]:65535"], [.. Mutator.Numbers, ":", "[", "]", "%eth0", "65536", "."]);
        Fuzz.Run(mutator, octets =>
        {
            if (!TcpAddress.TryParse(Encoding.UTF8.GetString(octets), out var address))
            {
                return false;
            }

            Assert.InRange(address.Port, 1, 65535);
            Assert.True(TcpAddress.TryParse(address.ToString(), out var again), address.ToString());
            Assert.Equal(address, again);
            return true;
        });
    }

    private static void Holds(HardwareConfig config)
    {
        Assert.NotEqual("", config.Host);
        Assert.True(Path.IsPathRooted(config.Gateway) && Path.IsPathRooted(config.Sysfs), $"{config}");
        Assert.InRange(Encoding.UTF8.GetByteCount(config.Gateway), 1, 107);
        Assert.InRange(config.Buffer, 100, 10_000_000);
        Assert.Equal(config.Devices.Count, config.Devices.Select(d => d.Id).Distinct().Count());
        Assert.NotEmpty(config.Devices);
        Assert.DoesNotContain('\0', config.Gateway + config.Sysfs);
        Assert.All(config.Devices, d =>
        {
            Assert.Matches("^[A-Za-z0-9][A-Za-z0-9._-]*\\z", d.Id);
            Assert.NotEqual("", d.Setting);
        });
    }
}
