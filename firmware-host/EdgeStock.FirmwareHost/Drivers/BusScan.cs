using EdgeStock.FirmwareHost.Config;
using EdgeStock.FirmwareHost.Drivers.Hwmon;
using EdgeStock.FirmwareHost.Drivers.Iio;
using EdgeStock.FirmwareHost.Drivers.Led;
using EdgeStock.FirmwareHost.Drivers.Sysfs;
using EdgeStock.FirmwareHost.Drivers.W1Therm;

namespace EdgeStock.FirmwareHost.Drivers;

/// <summary>Looks through this host's buses for what is wired to it, and which of it the hardware file uses, so that an installer can place the rest.</summary>
/// <param name="sysfs">Root of the sysfs tree.</param>
/// <param name="devices">The hardware file's devices.</param>
internal sealed class BusScan(string sysfs, IReadOnlyList<DeviceConfig> devices)
{
    /// <summary>The text is cut at a find before it is longer: it is to be read on a page.</summary>
    public const int MaxCharacters = 4000;

    // the kernel shows each 1-Wire thermometer a second time under this name
    private const string W1Shadow = "w1_slave_temp";

    /// <summary>One line: bus, name and address of each find, and who uses it: <c>hwmon sht3x 1-0044 (climate-1); iio hx711 weigh-0 (unused)</c>.</summary>
    public string Describe()
    {
        var finds = Finds().ToList();
        if (finds.Count == 0)
        {
            return $"nothing found under {sysfs}";
        }

        var text = "";
        for (var i = 0; i < finds.Count; i++)
        {
            var next = (i == 0 ? "" : "; ") + finds[i] + Users(finds[i]);
            if (text.Length + next.Length > MaxCharacters)
            {
                return text + $"; and {finds.Count - i} more";
            }

            text += next;
        }

        return text;
    }

    private IEnumerable<string> Finds()
    {
        foreach (var folder in SysfsFolder.Entries(HwmonChip.Root(sysfs), HwmonChip.Pattern))
        {
            if (HwmonChip.Name(folder) is { } name and not W1Shadow)
            {
                yield return $"hwmon {name} {HwmonChip.Address(folder)}".TrimEnd();
            }
        }

        foreach (var folder in SysfsFolder.Entries(IioFolder.Root(sysfs), IioFolder.Pattern))
        {
            yield return $"iio {IioFolder.Chip(folder)} {IioFolder.Address(folder)}";
        }

        foreach (var folder in SysfsFolder.Entries(W1Folder.Root(sysfs), W1Folder.Pattern))
        {
            yield return $"w1 {Path.GetFileName(folder)}";
        }

        foreach (var folder in SysfsFolder.Entries(LedFolder.Root(sysfs), "*"))
        {
            yield return $"led {Path.GetFileName(folder)}";
        }
    }

    private string Users(string find)
    {
        var ids = string.Join(", ", devices.Where(device => device.Find == find).Select(device => device.Id));
        return ids.Length == 0 ? " (unused)" : $" ({ids})";
    }
}
