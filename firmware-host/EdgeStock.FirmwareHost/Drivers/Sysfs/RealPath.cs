namespace EdgeStock.FirmwareHost.Drivers.Sysfs;

/// <summary>
/// The path behind symbolic links. sysfs links are relative and chained (class/hwmon/hwmon1 → devices/…/1-0044/hwmon/hwmon1,
/// whose device → ../../../1-0044), which the framework resolves by text alone and so wrongly.
/// </summary>
internal static class RealPath
{
    // as many as the kernel follows
    private const int MaxLinks = 40;

    /// <summary>The real path of what is there, or null when nothing is there or the links go round.</summary>
    public static string? Of(string path)
    {
        var pending = new Stack<string>(Parts(Path.GetFullPath(path)).Reverse());
        var real = "/";
        for (var links = 0; pending.TryPop(out var part);)
        {
            if (part == "..")
            {
                real = Path.GetDirectoryName(real) ?? "/";
                continue;
            }

            var step = Path.Combine(real, part);
            if (new FileInfo(step).LinkTarget is not { } target)
            {
                real = step;
                continue;
            }

            if (++links > MaxLinks)
            {
                return null;
            }

            real = Path.IsPathRooted(target) ? "/" : real;
            foreach (var next in Parts(target).Reverse())
            {
                pending.Push(next);
            }
        }

        return Path.Exists(real) ? real : null;
    }

    private static IEnumerable<string> Parts(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".");
}
