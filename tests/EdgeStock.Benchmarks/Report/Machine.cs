using System.Globalization;
using System.Runtime.InteropServices;

namespace EdgeStock.Benchmarks.Report;

/// <summary>Where a run took place: without it its figures mean nothing.</summary>
internal sealed record Machine(string Processor, int Cores, string System, string Runtime, string Disk, string LoadBefore, DateTimeOffset At)
{
    /// <param name="folder">Where the ledgers are written.</param>
    public static Machine Describe(string folder)
    {
        var disk = new DriveInfo(folder).DriveFormat;
        return new(ProcessorName(), Environment.ProcessorCount, RuntimeInformation.OSDescription, RuntimeInformation.FrameworkDescription, disk, Load(), DateTimeOffset.UtcNow);
    }

    /// <summary>Load averages of 1, 5 and 15 minutes: above the number of cores, others were at work.</summary>
    public static string Load() => string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3));

    /// <summary>One line for each fact, and a warning where durability cannot be measured.</summary>
    public IEnumerable<string> Lines()
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"{At:yyyy-MM-dd HH:mm}Z · {Processor}, {Cores} cores · {System} · {Runtime}");
        yield return $"ledgers on {Disk} · load before {LoadBefore}";
        if (Disk is "tmpfs" or "ramfs")
        {
            yield return "WARNING: this folder lies in memory, nothing here is durable: give --folder on a disk";
        }
    }

    private static string ProcessorName() => File.ReadLines("/proc/cpuinfo")
        .Where(l => l.StartsWith("model name", StringComparison.Ordinal) || l.StartsWith("Model", StringComparison.Ordinal))
        .Select(l => l[(l.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim())
        .FirstOrDefault(RuntimeInformation.ProcessArchitecture.ToString());
}
