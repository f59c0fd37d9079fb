using EdgeStock.FirmwareHost.Drivers.Climate;
using EdgeStock.FirmwareHost.Drivers.Sysfs;

namespace EdgeStock.FirmwareHost.Drivers.W1Therm;

/// <summary>Thermometers on the kernel's 1-Wire bus. A folder's name is the sensor's serial number, which no other has.</summary>
internal static class W1Folder
{
    /// <summary>Names of DS18B20s on the bus: their family is 28.</summary>
    public const string Pattern = "28-*";

    /// <summary>Finds a sensor by its serial number, such as <c>28-0316a2795aff</c>.</summary>
    public static SysfsFinder Finder(string sysfs, string address) =>
        new(Root(sysfs), Pattern, $"DS18B20 {address}", folder => Path.GetFileName(folder) == address && Path.Exists(folder));

    /// <summary>The folder of the bus.</summary>
    public static string Root(string sysfs) => Path.Combine(sysfs, "bus", "w1", "devices");

    /// <summary>Reads the sensor's one channel.</summary>
    public static IReadOnlyList<ClimateChannel> Read(string folder) => [new("temperature", W1Slave.Read(SysfsFile.Read(Path.Combine(folder, "w1_slave"))))];
}
