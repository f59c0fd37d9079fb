using System.Globalization;

namespace EdgeStock.FirmwareHost.Config;

/// <summary>Reads one entry under <c>devices</c> of a hardware file.</summary>
internal static class DeviceEntry
{
    // LLRP counts antennas in 16 bits; no reader of a storeroom has more ports than this, hubs included
    private const int MaxAntenna = 256;

    /// <summary>The device, or null when it is at fault.</summary>
    public static DeviceConfig? Read(Yaml item, string file, List<ConfigFault> faults)
    {
        if (item is not YamlMap map)
        {
            faults.Add(new ConfigFault(file, item.Line, "HW05", "this device is not a mapping", "write it as '- id: …' with its keys below"));
            return null;
        }

        var before = faults.Count;
        var keys = new MapReader(map, file, faults);
        var id = keys.Name("id")?.Value ?? "";
        DeviceConfig? device = keys.Text("driver") switch
        {
            { Value: "llrp" } => Llrp(id, keys),
            { Value: "mt-sics" } => MtSics(id, keys),
            { Value: "hwmon" } => SysfsDeviceEntry.Hwmon(id, keys),
            { Value: "iio-weight" } => SysfsDeviceEntry.IioWeight(id, keys),
            { Value: "bme280" } => SysfsDeviceEntry.Bme280(id, keys),
            { Value: "w1-therm" } => SysfsDeviceEntry.W1Therm(id, keys),
            { Value: "led" } => SysfsDeviceEntry.Led(id, keys),
            { } other => Unknown(other, keys),
            null => null,
        };
        if (device is not null)
        {
            keys.NothingElse();
        }

        return faults.Count == before ? device : null;
    }

    private static DeviceConfig? Unknown((string Value, int Line) driver, MapReader keys)
    {
        keys.Fault(driver.Line, "HW07", $"unknown driver '{driver.Value}'", "use llrp, mt-sics, iio-weight, hwmon, bme280, w1-therm or led");
        return null;
    }

    private static LlrpDeviceConfig? Llrp(string id, MapReader keys)
    {
        var address = Address(keys);
        var antennas = Antennas(keys);
        var period = keys.Seconds("period_s", 0.1, 3600);
        var duration = keys.Seconds("duration_s", 0.1, 3600);
        if (duration > period)
        {
            keys.Fault(keys.Entry("duration_s", false)?.Line ?? 0, "HW05", "'duration_s' is longer than 'period_s'", "let a round end before the next begins");
        }

        return address is null ? null : new LlrpDeviceConfig(id, address, antennas, period, duration);
    }

    private static MtSicsDeviceConfig? MtSics(string id, MapReader keys)
    {
        var address = Address(keys);
        var report = ReportEntry.Grams(keys);
        return address is null ? null : new MtSicsDeviceConfig(id, address, report);
    }

    private static TcpAddress? Address(MapReader keys)
    {
        if (keys.Text("address") is not { } text)
        {
            return null;
        }

        if (!TcpAddress.TryParse(text.Value, out var address))
        {
            keys.Fault(text.Line, "HW05", $"'address: {text.Value}' is not a host and a port", "write it as 192.0.2.7:4001, name:4001 or [2001:db8::7]:4001");
        }

        return address;
    }

    private static List<int> Antennas(MapReader keys)
    {
        var antennas = new List<int>();
        if (keys.Entry("antennas", required: true) is not { } entry)
        {
            return antennas;
        }

        if (entry.Value is not YamlList { Items.Count: > 0 } list)
        {
            keys.Fault(entry.Line, "HW05", "'antennas' is not a list", "write 'antennas: [1, 2]'");
            return antennas;
        }

        foreach (var item in list.Items)
        {
            var valid = int.TryParse((item as YamlText)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var antenna) && antenna is >= 1 and <= MaxAntenna;
            if (!valid || antennas.Contains(antenna))
            {
                keys.Fault(item.Line, "HW05", "an antenna is not a number of its own from 1 up", "list each antenna port once, such as [1, 2]");
                continue;
            }

            antennas.Add(antenna);
        }

        return antennas;
    }
}
