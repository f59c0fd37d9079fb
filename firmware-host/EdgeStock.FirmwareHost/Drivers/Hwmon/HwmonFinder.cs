namespace EdgeStock.FirmwareHost.Drivers.Hwmon;

/// <summary>
/// Finds a chip under <c>class/hwmon</c> by what it is and where it is wired, never by its number: the numbers are given
/// in the order of binding and two chips can change places while the host runs.
/// </summary>
/// <param name="sysfs">Root of the sysfs tree.</param>
/// <param name="name">Content of the chip's <c>name</c> file, such as <c>sht3x</c>.</param>
/// <param name="address">Last element of the real path behind <c>device</c>, such as <c>1-0044</c> (bus 1, address 0x44).</param>
internal sealed class HwmonFinder(string sysfs, string name, string address)
{
    private readonly string root = Path.Combine(sysfs, "class", "hwmon");

    /// <summary>Content of the <c>name</c> file looked for.</summary>
    public string Name => name;

    /// <summary>The chip's folder now, or null when it is not there.</summary>
    public string? Find()
    {
        try
        {
            return Directory.EnumerateDirectories(root, "hwmon*").Order(StringComparer.Ordinal).FirstOrDefault(IsAt);
        }
        catch (DirectoryNotFoundException)
        {
            // no hwmon class at all: no chip is bound
            return null;
        }
    }

    /// <summary>Whether this folder is the chip's now.</summary>
    public bool IsAt(string folder) =>
        SysfsFile.Read(Path.Combine(folder, "name")).Text == name && Path.GetFileName(RealPath.Of(Path.Combine(folder, "device"))) == address;

    /// <inheritdoc/>
    public override string ToString() => $"{name} at {address}";
}
