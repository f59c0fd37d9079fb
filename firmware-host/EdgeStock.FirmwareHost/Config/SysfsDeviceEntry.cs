using System.Text.RegularExpressions;
using EdgeStock.FirmwareHost.Drivers.Iio;

namespace EdgeStock.FirmwareHost.Config;

/// <summary>Reads the entries of a hardware file whose devices are folders of the kernel's sysfs.</summary>
internal static partial class SysfsDeviceEntry
{
    public static HwmonDeviceConfig? Hwmon(string id, MapReader keys)
    {
        var name = keys.Name("name")?.Value;
        var address = keys.BusName("address")?.Value;
        var interval = keys.Seconds("interval_s", 0.1, 3600);
        return name is null || address is null ? null : new HwmonDeviceConfig(id, name, address, interval);
    }

    public static IioWeightDeviceConfig? IioWeight(string id, MapReader keys)
    {
        var chip = keys.Text("chip");
        if (chip is { } named && LoadCellConverter.Known.All(known => known.Chip != named.Value))
        {
            keys.Fault(named.Line, "HW05", $"'chip: {named.Value}' is no converter that is known", $"use {string.Join(" or ", LoadCellConverter.Known.Select(known => known.Chip))}");
            return null;
        }

        var address = keys.BusName("address")?.Value;
        var channel = keys.Whole("channel", 0, 1, 0);
        var report = ReportEntry.Counts(keys);
        return chip is null || address is null ? null : new IioWeightDeviceConfig(id, chip.Value.Value, address, channel, report);
    }

    public static Bme280DeviceConfig? Bme280(string id, MapReader keys)
    {
        var address = keys.BusName("address")?.Value;
        var interval = keys.Seconds("interval_s", 0.1, 3600);
        return address is null ? null : new Bme280DeviceConfig(id, address, interval);
    }

    public static W1ThermDeviceConfig? W1Therm(string id, MapReader keys)
    {
        var address = keys.Text("address");
        if (address is { } serial && !Ds18B20().IsMatch(serial.Value))
        {
            keys.Fault(serial.Line, "HW05", $"'address: {serial.Value}' is not the serial number of a DS18B20", "write it as the folder under /sys/bus/w1/devices, such as 28-0316a2795aff");
            return null;
        }

        // a conversion takes 0.75 s, and the sensors of a bus take turns
        var interval = keys.Seconds("interval_s", 1, 3600);
        return address is null ? null : new W1ThermDeviceConfig(id, address.Value.Value, interval);
    }

    public static LedDeviceConfig? Led(string id, MapReader keys) => keys.BusName("name") is { } name ? new LedDeviceConfig(id, name.Value) : null;

    [GeneratedRegex("^28-[0-9a-f]{12}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Ds18B20();
}
