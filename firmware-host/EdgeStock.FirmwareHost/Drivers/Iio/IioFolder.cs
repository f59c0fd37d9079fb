using EdgeStock.FirmwareHost.Drivers.Sysfs;

namespace EdgeStock.FirmwareHost.Drivers.Iio;

/// <summary>
/// Devices on the kernel's IIO bus (industrial input and output: converters and sensors). They have no <c>device</c> link as those of a class
/// have: the chip is the folder above the device's real one.
/// </summary>
internal static class IioFolder
{
    /// <summary>Names of the bus's devices; it has triggers too.</summary>
    public const string Pattern = "iio:device*";

    private const string Nau7802Compatible = "nuvoton,nau7802";
    private const string Nau7802 = "nau7802";

    /// <summary>Finds a chip on the bus.</summary>
    /// <param name="sysfs">Root of the sysfs tree.</param>
    /// <param name="chip">What it is, such as <c>hx711</c>.</param>
    /// <param name="address">Where it is wired: <c>1-002a</c> on I²C, the name of a platform device such as <c>weigh-0</c>.</param>
    public static SysfsFinder Finder(string sysfs, string chip, string address) =>
        new(Root(sysfs), Pattern, $"{chip} at {address}", folder => Address(folder) == address && Chip(folder) == chip);

    /// <summary>The folder of the bus.</summary>
    public static string Root(string sysfs) => Path.Combine(sysfs, "bus", "iio", "devices");

    /// <summary>
    /// What the chip is. The NAU7802's driver puts the address into its <c>name</c> file; the device tree says what it is, or the I²C
    /// device's own name where there is no device tree.
    /// </summary>
    public static string? Chip(string folder)
    {
        var name = SysfsFile.Read(Path.Combine(folder, "name")).Text;
        if (name is null || name != Address(folder))
        {
            return name;
        }

        // a list of strings, each ended by a zero byte
        var compatible = SysfsFile.Read(Path.Combine(folder, "of_node", "compatible")).Text?.Split('\0') ?? [];
        return compatible.Contains(Nau7802Compatible) || ClientName(folder) == Nau7802 ? Nau7802 : name;
    }

    /// <summary>Where the chip is wired; null when the folder is gone.</summary>
    public static string? Address(string folder) => Path.GetFileName(Path.GetDirectoryName(RealPath.Of(folder)));

    private static string? ClientName(string folder) =>
        RealPath.Of(folder) is { } real ? SysfsFile.Read(Path.Combine(real, "..", "name")).Text : null;
}
