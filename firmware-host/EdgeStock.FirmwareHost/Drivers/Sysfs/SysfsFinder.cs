namespace EdgeStock.FirmwareHost.Drivers.Sysfs;

/// <summary>
/// Finds a device's folder by what it is and where it is wired, never by its number: the numbers are given in the order of
/// binding and two chips can change places while the host runs.
/// </summary>
/// <param name="root">Folder of the class or bus, such as <c>/sys/class/hwmon</c>.</param>
/// <param name="pattern">Names of its entries that can be the device.</param>
/// <param name="what">The device for people: kind and address.</param>
/// <param name="isIt">Whether a folder is the device's.</param>
internal sealed class SysfsFinder(string root, string pattern, string what, Func<string, bool> isIt)
{
    /// <summary>The device's folder now, or null when it is not there.</summary>
    public string? Find() => SysfsFolder.Entries(root, pattern).FirstOrDefault(isIt);

    /// <summary>The device's folder now.</summary>
    /// <exception cref="IOException">It is not there.</exception>
    public string FolderNow() => Find() ?? throw new IOException($"no {what} under {root}");

    /// <summary>Whether this folder is the device's now.</summary>
    public bool IsAt(string folder) => isIt(folder);

    /// <inheritdoc/>
    public override string ToString() => what;
}
