namespace EdgeStock.FirmwareHost.Drivers.Sysfs;

/// <summary>Looks into the folders of a sysfs class or bus.</summary>
internal static class SysfsFolder
{
    /// <summary>The entries of that pattern, in the order of their names; none when the class is not there: then nothing of it is bound.</summary>
    /// <exception cref="IOException">This user may not look into it.</exception>
    public static IReadOnlyList<string> Entries(string root, string pattern)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(root, pattern).Order(StringComparer.Ordinal)];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"{root} may not be read by this user: give it the right, or its group", e);
        }
    }
}
