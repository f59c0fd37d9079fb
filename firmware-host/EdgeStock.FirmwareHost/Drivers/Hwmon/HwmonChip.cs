using EdgeStock.FirmwareHost.Drivers.Climate;
using EdgeStock.FirmwareHost.Drivers.Sysfs;

namespace EdgeStock.FirmwareHost.Drivers.Hwmon;

/// <summary>A temperature and humidity chip behind the kernel's hwmon class.</summary>
internal static class HwmonChip
{
    /// <summary>Names of the class's entries.</summary>
    public const string Pattern = "hwmon*";

    /// <summary>Finds the chip under <c>class/hwmon</c>.</summary>
    /// <param name="sysfs">Root of the sysfs tree.</param>
    /// <param name="name">Content of the chip's <c>name</c> file, such as <c>sht3x</c>.</param>
    /// <param name="address">Last element of the real path behind <c>device</c>, such as <c>1-0044</c> (bus 1, address 0x44).</param>
    public static SysfsFinder Finder(string sysfs, string name, string address) =>
        new(Root(sysfs), Pattern, $"{name} at {address}", folder => Name(folder) == name && Address(folder) == address);

    /// <summary>The folder of the class.</summary>
    public static string Root(string sysfs) => Path.Combine(sysfs, "class", "hwmon");

    /// <summary>What the folder's chip is.</summary>
    public static string? Name(string folder) => SysfsFile.Read(Path.Combine(folder, "name")).Text;

    /// <summary>Where the folder's chip is wired.</summary>
    public static string? Address(string folder) => Path.GetFileName(RealPath.Of(Path.Combine(folder, "device")));

    /// <summary>Reads the channels of a chip of that name in its folder.</summary>
    public static IReadOnlyList<ClimateChannel> Read(string name, string folder)
    {
        var humidityFile = Path.Combine(folder, "humidity1_input");

        // A plain thermometer (lm75) has no humidity file and is not at fault for it; a hygrometer without one is.
        var hasHumidity = name.StartsWith("sht", StringComparison.Ordinal) || name.StartsWith("aht", StringComparison.Ordinal) || File.Exists(humidityFile);
        var temperature = SysfsFile.Read(Path.Combine(folder, "temp1_input"));
        var judged = ClimateGate.Judge(name, temperature, hasHumidity ? SysfsFile.Read(humidityFile) : default);
        return hasHumidity
            ? [new("temperature", judged.Temperature), new("humidity", judged.Humidity)]
            : [new("temperature", judged.Temperature)];
    }
}
